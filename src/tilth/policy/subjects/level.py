"""Levels: each step of a relationship, with its evidence and whoever confirmed it (REL-03, REL-04)."""

from typing import Self

from pydantic import model_validator

from tilth.policy.levels.codes import FIRST, LEVELS
from tilth.policy.levels.rules import Anniversary, Criterion, LevelRow, Score, Stage, all_once, check_stages
from tilth.policy.profile.items import once
from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import RECORDED, Due, Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

STATES: Codes = {
    "asked": Words("Waits for approval", "待审批"),
    "confirmed": Words("Confirmed", "已确认"),
    "refused": Words("Refused", "已拒绝"),
}


class LevelRules(Rules):
    """What lets a customer into each level, on what a relationship stands, how it is scored."""

    levels: tuple[LevelRow, ...]
    stages: tuple[Stage, ...]
    scores: tuple[Score, ...]
    friend_above: int
    anniversaries: tuple[Anniversary, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        all_once("levels", tuple(one.code for one in self.levels), tuple(LEVELS))
        if self.levels[0].criteria:
            raise ValueError(f"{FIRST} is where everybody begins: it has no criteria")
        check_stages(self.stages)
        once("scores", (one.code for one in self.scores))
        counted = [one.years for one in self.anniversaries]
        if counted != sorted(set(counted)):
            raise ValueError("anniversaries must have more years than the one before")
        return self

    def criteria(self, level: str) -> tuple[Criterion, ...]:
        """Return what lets a customer into a level."""
        return next(one.criteria for one in self.levels if one.code == level)

    def stage(self, level: str) -> Stage:
        """Return on what the relationship stands at a level."""
        return next(one for one in self.stages if level in one.levels)


LEVEL = Subject(
    thing=Thing.LEVEL,
    words=Words("Step of the relationship", "关系晋级"),
    many=Words("Steps of the relationship", "关系晋级"),
    about="A step from one level of the relationship to another, with the values of the criteria then.",
    shows=("REL-03", "REL-04"),
    hands={**RECORDED, **dict.fromkeys(LEADERS, Hand.DECIDE)},
    happened="stepped_on",
    line=("before", "reached", "state"),
    due=Due(day="stepped_on", until="decided_at", act="decide"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="stairs-up",
    erases=("evidence",),
    states=STATES,
    tones={"asked": Tone.WAITS, "confirmed": Tone.GOOD, "refused": Tone.BAD},
    rules=LevelRules,
    tab="growth",
    own_part=True,
)
