"""Contact times: which hours suit a customer, and what to leave unsaid (PROF-14, PROF-20)."""

from tilth.policy.subjects.kit import KEPT, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

PREFERENCE = Subject(
    thing=Thing.PREFERENCE,
    words=Words("Contact times", "方便的时段"),
    many=Words("Contact times", "方便的时段"),
    about="The hours of each weekday that suit a customer, on the clock of a zone, and topics to avoid.",
    shows=("PROF-14", "PROF-20"),
    hands={**KEPT, "planner": Hand.VIEW},
    happened="changed_at",
    line=("zone",),
    moves=Moves.STAY,
    merges=Merges.ONE,
    retention="dealings",
    erases=("windows",),
    tab="rules",
    stored="tilth_contact_preference",
)
