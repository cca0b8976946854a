"""Likely duplicates: two numbers that look like one person, until somebody says what they are (IDN-02)."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from tilth.policy.duplicates.evidence import EVIDENCE, LEVELS
from tilth.policy.duplicates.weights import Level, Share
from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import RECORDED, Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

STATES: Codes = {
    "open": Words("To be looked at", "待核实"),
    "different": Words("Two persons", "不是同一人"),
}
FOUND: Codes = {
    "scan": Words("The comparison of all customers", "全量比对"),
    "hand": Words("A colleague", "同事发现"),
}
"""How it came up."""

_OFF = Decimal("0.005")
"""So much may the shares of a piece of evidence miss one in sum."""


class DuplicateRules(Rules):
    """How likely a pair must be to be shown, and what each level is worth."""

    expected: Share
    """The share of customer numbers that is somebody's second one."""
    least: Share
    """From which probability on a pair is shown."""
    shared_by: Annotated[int, Field(ge=2, le=1000)]
    """A number or an employer that more customers have brings nobody together."""
    evidence: tuple[Level, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for code, known in LEVELS.items():
            told = self.levels(code)
            if [one.level for one in told] != list(known):
                raise ValueError(f"{code} has the levels {', '.join(known)}, in this order")
            for share, values in (("m", [one.m for one in told]), ("u", [one.u for one in told])):
                if abs(sum(values, Decimal(-1))) > _OFF:
                    raise ValueError(f"{share} of {code} sums to {sum(values)}: it is a share of all pairs")
        for one in self.evidence:
            if one.of not in EVIDENCE:
                raise ValueError(f"{one.of!r} is none of {', '.join(EVIDENCE)}")
        return self

    def levels(self, code: str) -> tuple[Level, ...]:
        """Return the levels of a piece of evidence, the most alike first."""
        return tuple(one for one in self.evidence if one.of == code)


DUPLICATE = Subject(
    thing=Thing.DUPLICATE,
    words=Words("Likely duplicate", "疑似重复"),
    many=Words("Likely duplicates", "疑似重复"),
    about="Two customer numbers that look like one person, with the evidence: by comparing all, or by hand.",
    shows=("IDN-02",),
    # whoever sees both numbers: a manager reports, who leads says what they are
    hands={**RECORDED, **dict.fromkeys(LEADERS, Hand.KEEP)},
    happened="made_at",
    line=("other_id", "state"),
    moves=Moves.STAY,
    merges=Merges.STAY,
    retention="dealings",
    icon="users",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "different": Tone.PLAIN},
    rules=DuplicateRules,
    tab="network",
    own_part=True,
)
