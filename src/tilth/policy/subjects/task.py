"""Tasks: what was promised or planned for a day, appointments and calls put off among it (REC-03)."""

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

TASK = Subject(
    thing=Thing.TASK,
    words=Words("Task", "任务"),
    many=Words("Tasks", "任务"),
    about="Something to do about a customer on a day, open until it is done; it goes with the customer.",
    shows=("REC-03", "REC-04", "REL-09", "GOV-07"),
    hands=KEPT,
    happened="made_at",
    line=("kind", "step", "due_on"),
    due=Due(day="due_on", until="done_at", act="tick"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="bookmark",
    erases=(),
    tab="overview",
)
