"""The emotional account: which deeds count, for how many points, and what proposes them (REL-07, AFT-12)."""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.levels.codes import CARE, FACTORS
from tilth.policy.words import Codes, Words

ORIGINS: Codes = {
    "promise_kept": Words("A promise kept on time", "承诺按时兑现"),
    "promise_broken": Words("A promise not kept", "承诺未兑现"),
    "greeting_sent": Words("A greeting sent", "已问候"),
    "request_answered": Words("A request answered in time", "诉求按时办结"),
    "request_late": Words("A request answered late", "诉求逾期"),
}
"""What happened and proposes an entry. Money is none of it: nobody earns a point by an amount (TRAP-22)."""


class Deed(BaseModel):
    """One kind of entry: its words, what it is of, what it is worth."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,19}$")]
    zh: Annotated[str, Field(min_length=1, max_length=60)]
    en: Annotated[str, Field(min_length=1, max_length=60)]
    factor: str
    care: str = ""
    """What it does where it is a deed of care; empty where it is none, as every withdrawal."""
    points: Annotated[int, Field(ge=-50, le=50)]
    """Above nought a deposit, below it a withdrawal."""
    of: str = ""
    """What proposes it; empty: it is entered by hand."""
    source: str
    about: str

    @property
    def words(self) -> Words:
        """What people read for it."""
        return Words(self.en, self.zh)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name, given, known in (
            ("factor", self.factor, FACTORS),
            ("care", self.care or next(iter(CARE)), CARE),
            ("of", self.of or next(iter(ORIGINS)), ORIGINS),
        ):
            if given not in known:
                raise ValueError(f"{self.code}: {name} is {given!r}, which is none of {', '.join(known)}")
        if self.points == 0:
            raise ValueError(f"{self.code} is worth nothing: give it points, or take it away")
        if self.care and self.points < 0:
            raise ValueError(f"{self.code} takes points away: it is no deed of care")
        return self


def balances(start: int, points: Iterable[int]) -> list[int]:
    """Return what stands in the account after each entry, in their order; nothing is lost on the way."""
    found, now = [], start
    for one in points:
        now += one
        found.append(now)
    return found
