"""Contacts: one dealing with a customer, or one attempt (REC-01)."""

from tilth.policy.subjects.kit import KEPT, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

CONTACT = Subject(
    thing=Thing.CONTACT,
    words=Words("Contact", "联络"),
    many=Words("Contacts", "联络"),
    about="One dealing or one attempt: when, by which way, what for, what came of it, what is next.",
    shows=("REC-01", "REC-02"),
    # Compliance contacts nobody: it sees contacts and makes none.
    hands={**KEPT, "planner": Hand.LOOK},
    happened="contacted_at",
    line=("channel", "outcome", "purpose"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    extract="contact_on <= $1::date AND voided_at IS NULL",
    icon="phone-call",
    erases=(),
    tab="timeline",
)
