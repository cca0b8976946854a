"""Steps of a path: what is done for one customer, on what it stands, what it brings on (PLAN-10, JRN-05)."""

from tilth.policy.levels.measures import MEASURES
from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

NONE = "none"
BRINGS: Codes = {
    NONE: Words("No criterion", "不对应条件"),
    **{code: one.words for code, one in MEASURES.items()},
}
"""The measure whose criterion a step brings on, or none."""
STATES: Codes = {
    "open": Words("To be done", "待办"),
    "done": Words("Done", "已完成"),
    "left": Words("Left out", "不再做"),
}
PATH_STEP = Subject(
    thing=Thing.PATH_STEP,
    words=Words("Step of the path", "晋级动作"),
    many=Words("Plan of the relationship", "关系维护计划"),
    about="What is done for one customer by which day: the trouble, the way, the deed, what it brings on.",
    shows=("PLAN-10", "JRN-05"),
    hands=KEPT,
    happened="made_at",
    line=("stage", "brings", "due_on", "state"),
    due=Due(day="due_on", until="done_at", act="finish"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="stairs-up",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "done": Tone.GOOD, "left": Tone.PLAIN},
    tab="growth",
    own_part=True,
)
