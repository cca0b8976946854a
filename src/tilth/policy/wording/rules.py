"""What nobody says to a customer, as rules that a bank may edit: what promises, urges or knows from inside.

A rule names words, each as alternatives, that stand near one another in one sentence. What is refused or
warned of is not said: a word of `denies` before it, or one of `warns` in a sentence where nobody speaks of
himself.
"""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.codes import PHRASES
from tilth.policy.words import Words

Some = Annotated[tuple[str, ...], Field(max_length=300)]
LONGEST = 60
"""Characters of one alternative."""


class PhraseRule(BaseModel):
    """Words that together say what may not be said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
    category: str
    """What is wrong with it, a code of `PHRASES` (TRAP-09, TRAP-10, C-43, C-47)."""
    says: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]
    """Each a list of alternatives, `保证|确保`; the first is what a denial takes back."""
    within: Annotated[int, Field(ge=0, le=60)] = 8
    """Characters that may lie between two of them."""
    in_order: bool = False
    """Whether they stand in this order; otherwise whichever comes first."""
    denied: bool = True
    """Whether a denial takes it back; not where it is itself said with one: “cannot lose”."""
    unless: Some = ()
    """Words that make the sentence innocent wherever they stand in it."""
    source: str = "TRAP-09"
    about: str = "Not said to a customer."

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The alternatives of each of its words."""
        return tuple(tuple(part.split("|")) for part in self.says)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.category not in PHRASES:
            raise ValueError(f"{self.code} is {self.category!r}, which is none of {', '.join(PHRASES)}")
        for word in (word for group in self.groups for word in group):
            if not word.strip(" *") or len(word) > LONGEST:
                raise ValueError(f"{self.code} names {word!r}: a word has 1 to {LONGEST} characters")
        return self


class Remedy(BaseModel):
    """What to say instead of what is wrong in one way."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    """Of `PHRASES`."""
    zh: str
    en: str
    source: str = "TRAP-09"
    about: str = "Said instead."


class Wording(BaseModel):
    """All rules of what is not said, and what takes them back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    remedies: tuple[Remedy, ...]
    phrases: Annotated[tuple[PhraseRule, ...], Field(max_length=500)]
    denies: Some
    """Words that take back what follows them in the same clause."""
    denies_next: Some
    """Words that take back only what follows at once."""
    warns: Some
    """Words of a sentence that warns of what it names."""
    oneself: Some
    """Words by which somebody speaks of himself or the bank: such a clause warns of nothing."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [rule.code for rule in self.phrases]
        for code in codes:
            if codes.count(code) != 1:
                raise ValueError(f"phrases name {code!r} {codes.count(code)} times; a code is used once")
        if sorted(one.code for one in self.remedies) != sorted(PHRASES):
            raise ValueError(f"remedies must name {', '.join(PHRASES)}, each once")
        return self

    def instead(self, category: str) -> Words:
        """Return what to say instead of what is wrong in this way."""
        return next(Words(one.en, one.zh) for one in self.remedies if one.code == category)
