"""Transfers: a customer moves to another manager at once (ROLE-12)."""

from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import LED, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

TRANSFER = Subject(
    thing=Thing.TRANSFER,
    words=Words("Transfer", "移交"),
    many=Words("Transfers", "移交"),
    about="A customer handed from one manager to another, at once; the feed catches up later.",
    shows=("ROLE-12", "TRAP-38", "GOV-07", "TEAM-06"),
    # A hand-over stays as it was recorded; the way back is another one.
    hands={**LED, **dict.fromkeys(LEADERS, Hand.RECORD)},
    happened="moved_at",
    line=("cause", "from_staff_id", "to_staff_id"),
    moves=Moves.STAY,
    merges=Merges.STAY,
    retention="dealings",
    erases=(),
    tab="network",
)
