"""Levels, stages and scores as the playbook holds them."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.levels.codes import GROUPS, LEVELS, STAGES
from tilth.policy.levels.measures import MEASURES
from tilth.policy.words import Words

Number = Annotated[Decimal, Field(ge=-1000, le=1000, decimal_places=2)]
Months = Annotated[int, Field(ge=0, le=120)]
Word = Annotated[str, Field(min_length=1, max_length=60)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Measured(_Row):
    """A measure, over how many months where it is counted over months."""

    measure: str
    months: Months = 0

    @model_validator(mode="after")
    def _known(self) -> Self:
        found = MEASURES.get(self.measure)
        if found is None:
            raise ValueError(f"{self.measure!r} is no measure: take one of {', '.join(MEASURES)}")
        if found.windowed != (self.months > 0):
            wanted = "says over how many months" if found.windowed else "takes no months"
            raise ValueError(f"{self.measure} {wanted}")
        return self

    @property
    def over(self) -> str:
        """Over how long it is counted, for the page of the playbook."""
        return f" in {self.months} months" if self.months else ""


class Criterion(_Measured):
    """One condition of a level: at least so much, or at most."""

    at_least: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(f"{self.measure} takes at_least or at_most, one of them")
        return self

    @property
    def bound(self) -> Decimal:
        """The number that is asked."""
        return self.at_least if self.at_least is not None else self.at_most or Decimal(0)

    @property
    def sign(self) -> str:
        """How a value is compared with it."""
        return "≤" if self.at_least is None else "≥"

    def met(self, value: Decimal) -> bool:
        """Say whether a value that is known fulfils it."""
        return value <= self.bound if self.at_least is None else value >= self.bound

    def __str__(self) -> str:
        return f"{self.measure} {self.sign} {self.bound}{self.over}"


class LevelRow(_Row):
    """What lets a customer into a level (REL-04)."""

    code: str
    criteria: tuple[Criterion, ...]
    source: str
    about: str


class Tool(_Row):
    """One thing that is done in a stage."""

    zh: Word
    en: Word

    @property
    def words(self) -> Words:
        """What people read for it."""
        return Words(self.en, self.zh)

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class Stage(_Row):
    """On what a relationship stands, what the bank is to such a customer, its tools (REL-01, REL-02)."""

    code: str
    role_zh: Word
    role_en: Word
    levels: tuple[str, ...]
    tools: tuple[Tool, ...]
    source: str
    about: str

    @property
    def role(self) -> Words:
        """What the bank is to such a customer."""
        return Words(self.role_en, self.role_zh)


class Term(_Measured):
    """One measure in a score: which value counts in full, and how much it weighs."""

    full: Annotated[Decimal, Field(gt=0, le=1000, decimal_places=2)]
    weight: Annotated[int, Field(ge=1, le=100)]

    def __str__(self) -> str:
        return f"{self.measure}{self.over}: {self.full} counts in full, weight {self.weight}"


class Score(_Row):
    """One score from 0 to 100 (REL-05, REL-06, REL-08)."""

    code: str
    zh: Word
    en: Word
    group: str
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    source: str
    about: str

    @property
    def words(self) -> Words:
        """What people read for it."""
        return Words(self.en, self.zh)

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.group not in GROUPS:
            raise ValueError(f"{self.code} is of {self.group!r}, which is none of {', '.join(GROUPS)}")
        return self


class Anniversary(_Row):
    """A number of years with the bank that has a name (LIFE-04)."""

    code: str
    years: Annotated[int, Field(ge=1, le=100)]
    zh: Word
    en: Word
    source: str
    about: str

    @property
    def words(self) -> Words:
        """What people read for it."""
        return Words(self.en, self.zh)


def all_once(name: str, given: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    """Raise ValueError unless `given` is `wanted`, in that order."""
    if given != wanted:
        raise ValueError(f"{name} must be {', '.join(wanted)}, in this order")


def check_stages(stages: tuple[Stage, ...]) -> None:
    """Raise ValueError unless the four stages stand in their order and every level is in one of them."""
    all_once("stages", tuple(one.code for one in stages), tuple(STAGES))
    all_once("levels of the stages", tuple(code for one in stages for code in one.levels), tuple(LEVELS))
