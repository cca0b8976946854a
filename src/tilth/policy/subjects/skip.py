"""Skips: a name of the list that was passed over today, and why (LIST-15)."""

from tilth.policy.subjects.kit import KEPT, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

SKIP = Subject(
    thing=Thing.SKIP,
    words=Words("Skip", "跳过"),
    many=Words("Skips", "跳过"),
    about="A name of the list passed over today, and why; a wrong reason is feedback on the rule.",
    shows=("LIST-15",),
    hands=KEPT,
    happened="made_at",
    line=("reason", "list_rank"),
    moves=Moves.STAY,
    merges=Merges.STAY,
    retention="dealings",
    erases=(),
    tab="timeline",
)
