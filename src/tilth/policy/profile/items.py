"""The vocabulary of the profile, as the playbook holds it: each item once, with its words, type and use."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.kernel.text import twice
from tilth.policy import codes
from tilth.policy.conditions.columns import PROTECTED
from tilth.policy.words import Codes, Words

GROUPS: Codes = {
    "person": Words("Who they are", "本人情况"),
    "family": Words("Family", "家庭"),
    "work": Words("Work", "工作"),
    "likes": Words("Interests and free time", "兴趣与生活"),
    "other_banks": Words("Money elsewhere", "他行资产"),
    "style": Words("How they decide and talk", "决策与沟通"),
    "traits": Words("Traits", "特点"),
    "wishes": Words("Preferences", "偏好"),
    "plans": Words("What is changing", "变动信息"),
}
"""In which order a person thinks of somebody; every item stands in one."""
LISTS = ("", "banks")
"""Lists of choices that the house keeps already; empty for an item's own."""
CORE = ("occupation", "employer", "industry", "annual_income")
"""Columns of the feed that may own an item: the bank's core system says what it is, nobody else."""
KINDS = tuple(codes.CUSTOMER_KINDS)
Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,19}$")]
Word = Annotated[str, Field(min_length=1, max_length=60)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Name
    zh: Word
    en: Word

    @property
    def words(self) -> Words:
        """What people read for it."""
        return Words(self.en, self.zh)


class Choice(_Row):
    """One of the values of an item."""

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class Help(_Row):
    """Something that a manager can do better once an item is known, and how much that counts."""

    weight: Annotated[int, Field(ge=1, le=100)]
    source: str
    about: str


class Item(_Row):
    """One thing that may be known of a customer (PROF-01 … PROF-38)."""

    group: str
    type: Literal["text", "choice", "flag", "number", "day"]
    choices: tuple[Choice, ...] = ()
    choices_of: str = ""
    """The list of the house from which the choices come; empty for its own."""
    with_amount: bool = False
    with_day: bool = False
    several: bool = False
    """Several values stand beside each other; otherwise the newest takes the place of the one before."""
    of: tuple[str, ...] = KINDS
    core: str = ""
    """The column of the feed that owns it; empty where people write it."""
    sensitive: bool = False
    """Of health, children or family: written only where the customer agreed to it."""
    restricted: bool = False
    """Private: read by its writer, whoever leads the customer's manager, and compliance (TRAP-15)."""
    rules: bool = False
    """Rules may read it, so that it reaches the night: a choice, yes or no, a number or a day."""
    helps: tuple[str, ...] = ()
    retired: bool = False
    """Nobody writes it any more; what was written stays to be read."""
    source: str
    about: str

    @property
    def values(self) -> Codes:
        """The values to choose from, in their order; empty for what is written freely."""
        if self.type == "flag":
            return YES_NO
        return codes.BANKS if self.choices_of == "banks" else {one.code: one.words for one in self.choices}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.group not in GROUPS:
            raise ValueError(f"{self.code} stands in {self.group!r}, which is none of {', '.join(GROUPS)}")
        if self.choices_of not in LISTS:
            raise ValueError(f"{self.code} takes its choices from {self.choices_of!r}, which is no list")
        if (self.type == "choice") != bool(self.choices or self.choices_of):
            raise ValueError(f"{self.code}: an item of the type choice has choices, and no other")
        if self.core and self.core not in CORE:
            raise ValueError(f"{self.code} is owned by {self.core!r}, which is none of {', '.join(CORE)}")
        for kind in self.of:
            if kind not in KINDS:
                raise ValueError(f"{self.code} is asked of {kind!r}, which is none of {', '.join(KINDS)}")
        if self.type == "day" and self.with_day:
            raise ValueError(f"{self.code} is a day already: it takes none beside it")
        once(f"{self.code}.choices", (one.code for one in self.choices))
        return self

    @model_validator(mode="after")
    def _private(self) -> Self:
        """Refuse a private item without consent, and one in which somebody writes over what is not shown."""
        if self.restricted and not (self.sensitive and self.several):
            raise ValueError(f"{self.code} is restricted: it has to be sensitive, and to have several values")
        return self

    @model_validator(mode="after")
    def _told_to_rules(self) -> Self:
        """Refuse to rules what lies sealed, what the feed tells them itself, and protected attributes."""
        for told, why in (
            (self.type == "text", "it is free text"),
            (self.sensitive, "it is of health, children or family"),
            (bool(self.core), "the feed says it"),
            (self.code in PROTECTED, "it is a protected attribute (TRAP-17)"),
        ):
            if self.rules and told:
                raise ValueError(f"{self.code} may not be read by rules: {why}")
        return self


YES_NO: Codes = {"yes": Words("Yes", "是"), "no": Words("No", "否")}


def once(name: str, given: Iterable[str]) -> None:
    """Raise ValueError where a code stands twice."""
    if code := twice(given):
        raise ValueError(f"{name} names {code!r} twice; it may be there once")
