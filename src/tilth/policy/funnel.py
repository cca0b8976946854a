"""The five stages from being won to recommending the bank, each a part of the one before (LIFE-02)."""

from tilth.policy.words import Codes, Words

STAGES: Codes = {
    "acquired": Words("Acquired", "获取"),
    "activated": Words("Activated", "激活"),
    "retained": Words("Retained", "留存"),
    "converted": Words("Converted", "转化"),
    "spreading": Words("Recommending", "传播"),
}
"""Acquire, activate, retain, convert, spread: the last stage is referral."""
ABOUT: Codes = {
    "acquired": Words("Customers who are not closed", "未销户的客户"),
    "activated": Words("of them, those who moved money of late themselves", "其中近期有主动动账的"),
    "retained": Words(
        "of them, those past the first months, neither dormant nor lost", "其中已过新客期、没有休眠或流失的"
    ),
    "converted": Words("of them, those who hold two product categories or more", "其中持有两类及以上产品的"),
    "spreading": Words("of them, those who brought somebody", "其中介绍过他人的"),
}
"""Who counts in each stage."""
STAYED = ("growing", "mature")
"""Lifecycles of whoever is past the first months and still there."""
CATEGORIES = 2
"""So many product categories make a converted customer."""
