"""The work of people in the playbook: when the day closes, and their maps of key actions (ACT-01…05).

A key action is counted from the records, or ticked by hand. The documents name the maps and say nothing of
what stands in them (TRAP-33): what the default playbook proposes, it marks for the bank to verify.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.clock import Clock
from tilth.policy.codes import HORIZONS
from tilth.policy.playbook.segments import Code, Text
from tilth.policy.roles import LEADERS, MANAGERS

SPANS = tuple(HORIZONS)
_LONGER = SPANS[1:]


@dataclass(frozen=True, kw_only=True)
class Count:
    """Something that a key action may be counted by."""

    roles: tuple[str, ...] = MANAGERS
    spans: tuple[str, ...] = SPANS
    whole: bool = False
    """It knows itself how many there are to do; else the action says how many are meant."""


COUNTS: Mapping[str, Count] = {
    "dialled": Count(),
    "contacts": Count(),
    "familiar": Count(),
    "unfamiliar": Count(),
    "new": Count(),
    "existing": Count(),
    "appointed": Count(),
    "kept": Count(whole=True),
    "summaries": Count(),
    "came": Count(spans=_LONGER),
    "noted": Count(spans=_LONGER),
    "week_connected": Count(spans=("week",), whole=True),
    "plans": Count(spans=("week",)),
    "due_contacted": Count(spans=_LONGER, whole=True),
    "under_contacted": Count(spans=_LONGER),
    "team_summaries": Count(roles=LEADERS, spans=_LONGER, whole=True),
}
"""By name: the work of the figures, promises kept of those due, days with a summary sent; the week's plan
sent, its names reached; customers spoken with whose money falls due within 10 days or who are under-served;
and what of a team was sent. A day has only what the page of today reads anyway."""


class KeyAction(BaseModel):
    """One line of a map: what somebody of a role does in a span, and by what it shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    roles: tuple[str, ...] = Field(min_length=1)
    span: str
    counted: str = ""
    """One of `COUNTS`; empty: ticked by hand."""
    aim: Annotated[int, Field(ge=0, le=100_000)] = 1
    """How many are meant; 0 where the count itself knows."""
    each: Literal["span", "working_day"] = "span"
    """Whether as many are meant in the span, or on each of its working days."""
    text: Text
    source: str
    about: str
    to_verify: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.span not in HORIZONS:
            raise ValueError(f"span is {self.span!r}, which is none of {', '.join(SPANS)}")
        for role in self.roles:
            if role not in (*MANAGERS, *LEADERS):
                raise ValueError(f"roles names {role!r}, which is none of {', '.join((*MANAGERS, *LEADERS))}")
        if not self.text.zh:
            raise ValueError("text is blank: say in both languages what is to be done")
        return self._hand() if not self.counted else self._count()

    def _hand(self) -> Self:
        if (self.aim, self.each) != (1, "span"):
            raise ValueError("counted is empty: what is ticked by hand is done once, leave aim and each out")
        return self

    def _count(self) -> Self:
        count = COUNTS.get(self.counted)
        if count is None:
            raise ValueError(f"counted is {self.counted!r}, which is none of {', '.join(COUNTS)}")
        if self.span not in count.spans:
            raise ValueError(f"counted: {self.counted!r} is not known of a {self.span}")
        for role in self.roles:
            if role not in count.roles:
                raise ValueError(f"counted: {self.counted!r} is not known of the role {role!r}")
        if count.whole != (self.aim == 0):
            said = "knows itself how many there are: aim must be 0" if count.whole else "needs an aim above 0"
            raise ValueError(f"counted: {self.counted!r} {said}")
        return self


class Work(BaseModel):
    """When a day closes, and what people do in a day, a week, a month, a quarter, a year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    closes_at: Clock
    actions: tuple[KeyAction, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        codes = [one.code for one in self.actions]
        for code in codes:
            if codes.count(code) > 1:
                raise ValueError(f"actions names {code!r} twice; give each its own code")
        return self

    def of(self, role: str, span: str) -> tuple[KeyAction, ...]:
        """Return the map of a role for a span, in the playbook's order; empty where it has none."""
        return tuple(one for one in self.actions if role in one.roles and one.span == span)

    def has(self, role: str) -> bool:
        """Say whether a role has a map at all."""
        return any(role in one.roles for one in self.actions)
