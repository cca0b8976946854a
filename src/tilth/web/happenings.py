"""The words of the interface for what happens with a customer, and for who is what to whom."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as _p

Labels = dict[str, Promise]

TRANSACTIONS: Labels = {
    "deposit": _p("transaction", "Deposit"),
    "withdrawal": _p("transaction", "Withdrawal"),
    "transfer_in": _p("transaction", "Transfer in"),
    "transfer_out": _p("transaction", "Transfer out"),
    "purchase": _p("transaction", "Purchase"),
    "redemption": _p("transaction", "Redemption"),
    "interest": _p("transaction", "Interest"),
    "fee": _p("transaction", "Fee"),
    "card": _p("transaction", "Card payment"),
    "loan_payment": _p("transaction", "Loan payment"),
    "salary": _p("transaction", "Salary"),
    "other": _p("transaction", "Other booking"),
}
BOOKED_BY: Labels = {
    "counter": _p("booking", "at the counter"),
    "atm": _p("booking", "at a machine"),
    "online": _p("booking", "online"),
    "mobile": _p("booking", "mobile bank"),
    "phone": _p("booking", "by phone"),
    "auto": _p("booking", "automatic"),
}
RELATIONS: Labels = {
    "spouse": _p("relation", "spouse"),
    "parent": _p("relation", "parent"),
    "child": _p("relation", "child"),
    "sibling": _p("relation", "sibling"),
    "relative": _p("relation", "relative"),
    "neighbour": _p("relation", "neighbour"),
    "colleague": _p("relation", "colleague"),
    "friend": _p("relation", "friend"),
    "referred_by": _p("relation", "referred this customer"),
    "referred": _p("relation", "was referred by this customer"),
    "employer": _p("relation", "employer"),
    "employee": _p("relation", "employee"),
    "legal_representative": _p("relation", "legal representative"),
    "represents": _p("relation", "is legally represented by this customer"),
    "shareholder": _p("relation", "shareholder"),
    "holds_shares_of": _p("relation", "this customer holds shares in it"),
    "controls": _p("relation", "controls this customer"),
    "controlled_by": _p("relation", "is controlled by this customer"),
    "finance_contact": _p("relation", "finance contact"),
    "finance_contact_of": _p("relation", "this customer is its finance contact"),
    "supplier": _p("relation", "supplier"),
    "buyer": _p("relation", "buyer"),
    "guarantor": _p("relation", "guarantor"),
    "guarantees": _p("relation", "this customer guarantees for them"),
}
TIMELINE: Labels = {
    "contact": _p("timeline", "Contacts"),
    "transaction": _p("timeline", "Transactions"),
    "event": _p("timeline", "Events"),
}
CLOSING_REASONS: Labels = {
    "done_otherwise": _p("closing", "Done another way"),
    "not_relevant": _p("closing", "Not relevant"),
    "declined": _p("closing", "The customer declined"),
    "wrong_data": _p("closing", "The data are wrong"),
}
