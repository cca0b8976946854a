"""Agreed cadences: the contact interval that a customer agreed to (NEED-12)."""

from tilth.policy.subjects.kit import KEPT, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

CADENCE_AGREEMENT = Subject(
    thing=Thing.CADENCE_AGREEMENT,
    words=Words("Agreed cadence", "约定联络频率"),
    many=Words("Agreed cadences", "约定联络频率"),
    about="The days between contacts that a customer agreed to; unless 0 they win over segment and tier.",
    shows=("NEED-12", "CAD-01"),
    hands=KEPT,
    happened="agreed_on",
    line=("days",),
    moves=Moves.STAY,
    merges=Merges.ONE,
    retention="dealings",
    extract="days > 0 AND agreed_on <= $1::date",
    erases=(),
    tab="growth",
)
