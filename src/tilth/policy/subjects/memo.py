"""Service memos: a demand that could not be met, written down at once, due until it is answered (REC-03)."""

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

MEMO = Subject(
    thing=Thing.MEMO,
    words=Words("Service memo", "服务备忘"),
    many=Words("Service memos", "服务备忘录"),
    about="A wish that could not be met at once: written down with a day, due until it is answered.",
    shows=("REC-03",),
    hands=KEPT,
    happened="asked_on",
    line=("due_on", "answered_at"),
    due=Due(day="due_on", until="answered_at", act="answer"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="notes",
    erases=(),
    tab="deals",
)
