"""Targets of a relationship: which level is to be reached by which day (REL-04)."""

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

STATES: Codes = {
    "open": Words("Aimed at", "进行中"),
    "reached": Words("Reached", "已达成"),
    "dropped": Words("Dropped", "已放弃"),
}
LEVEL_TARGET = Subject(
    thing=Thing.LEVEL_TARGET,
    words=Words("Target level", "目标级别"),
    many=Words("Target levels", "目标级别"),
    about="Which level the relationship is to reach by which day; a step that reaches it ends it.",
    shows=("REL-04",),
    hands=KEPT,
    happened="made_at",
    line=("level", "due_on", "state"),
    due=Due(day="due_on", until="ended_at", act="reach"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="target-arrow",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "reached": Tone.GOOD, "dropped": Tone.PLAIN},
    tab="growth",
    own_part=True,
)
