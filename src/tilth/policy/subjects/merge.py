"""Merges: two customer numbers turned out to be one person; undone exactly, or not at all (IDN-02)."""

from tilth.policy.roles import MANAGERS
from tilth.policy.subjects.kit import COMPLIANCE, LED, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

CAUSES: Codes = {
    "same_document": Words("The same identity document", "证件相同"),
    "customer_said": Words("The customer said so", "客户本人确认"),
    "opened_twice": Words("Opened twice by mistake", "重复开户"),
    "renumbered": Words("A new number in the core system", "核心系统换号"),
}
"""Why two numbers are one person."""

MERGE = Subject(
    thing=Thing.MERGE,
    words=Words("Merge", "归并"),
    many=Words("Merges", "归并"),
    about="Two customer numbers that are one person: what people wrote stands under the survivor's number.",
    shows=("IDN-02",),
    # Whoever sees both numbers: the heads of a branch or region, and compliance. Managers and their
    # supervisors read whom a number is one with.
    hands={
        **LED,
        **dict.fromkeys(MANAGERS, Hand.LOOK),
        "supervisor": Hand.LOOK,
        COMPLIANCE: Hand.GOVERN,
    },
    happened="made_at",
    line=("cause", "merged_id", "undone_at"),
    moves=Moves.STAY,
    # what was one before stays one with the same number: the later merge leads on to its survivor
    merges=Merges.STAY,
    retention="dealings",
    erases=(),
    tab="network",
)
