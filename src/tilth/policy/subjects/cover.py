"""Covers: who looks after an absent manager's customers, until when (TRAP-38)."""

from tilth.policy.subjects.kit import LED, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

COVER = Subject(
    thing=Thing.COVER,
    words=Words("Cover", "代管"),
    many=Words("Covers", "代管"),
    about="A substitute who looks after an absent manager's customers, list and promises until a day.",
    shows=("TRAP-38", "TEAM-07"),
    hands=LED,
    happened="starts_on",
    line=("absent_staff_id", "substitute_staff_id", "ends_on", "ended_at"),
    moves=Moves.STAY,
    merges=Merges.STAY,
    retention="staff",
    erases=(),
    tab="network",
)
