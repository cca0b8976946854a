"""Confirmed segments: where a person says that a customer belongs (PROF-24, SEG-21)."""

from tilth.policy.subjects.kit import KEPT, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

SEGMENT_ASSIGNMENT = Subject(
    thing=Thing.SEGMENT_ASSIGNMENT,
    words=Words("Confirmed segment", "已确认客群"),
    many=Words("Confirmed segments", "已确认客群"),
    about="The segment of a scheme that a person confirmed; unless empty it wins over the computed one.",
    shows=("PROF-24", "SEG-21"),
    hands={**KEPT, "planner": Hand.VIEW},
    happened="confirmed_at",
    line=("scheme", "segment"),
    moves=Moves.STAY,
    merges=Merges.ONE,
    one_per=("scheme",),
    retention="marketing",
    extract=("segment <> '' AND (confirmed_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date"),
    erases=(),
    tab="profile",
)
