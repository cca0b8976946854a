"""Who is what to whom."""

from tilth.policy.words import Codes, Words

REFERRED_BY, REFERRED = "referred_by", "referred"
"""Who brought somebody, and whom somebody brought."""
FAMILY_TIES: Codes = {
    "spouse": Words("spouse", "配偶"),
    "parent": Words("parent", "父母"),
    "child": Words("child", "子女"),
    "sibling": Words("sibling", "兄弟姐妹"),
    "relative": Words("relative", "亲属"),
}
"""Kinds of relation that may tie customers to one household (PROF-23)."""
FED_RELATIONS: Codes = {
    **FAMILY_TIES,
    "neighbour": Words("neighbour", "邻居"),
    "colleague": Words("colleague", "同事"),
    "friend": Words("friend", "朋友"),
    "referred_by": Words("referred this customer", "介绍人"),
    "employer": Words("employer", "雇主"),
    "legal_representative": Words("legal representative", "法人代表"),
    "shareholder": Words("shareholder", "股东"),
    "controls": Words("controls this customer", "实际控制人"),
    "finance_contact": Words("finance contact", "财务联系人"),
    "supplier": Words("supplier", "供应商"),
    "buyer": Words("buyer", "买方"),
    "guarantor": Words("guarantor", "担保人"),
}
"""What a feed may say that the other is to the customer."""
RELATIONS: Codes = {
    **FED_RELATIONS,
    "referred": Words("was referred by this customer", "由该客户介绍"),
    "employee": Words("employee", "员工"),
    "represents": Words("is legally represented by this customer", "该客户是其法人代表"),
    "holds_shares_of": Words("this customer holds shares in it", "该客户持股"),
    "controlled_by": Words("is controlled by this customer", "由该客户控制"),
    "finance_contact_of": Words("this customer is its finance contact", "该客户是其财务联系人"),
    "guarantees": Words("this customer guarantees for them", "该客户为其担保"),
}
"""Those, and how the ones that have a direction read from the other side."""
