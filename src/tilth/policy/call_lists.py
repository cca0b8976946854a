"""The call list: quotas per side, order within a side, rank, reasons and goal (LIST-02…08)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tilth.policy.playbook import CallList
from tilth.policy.vocabulary import GOALS, TOP_AUM

NEVER = dt.date.max


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A reachable customer of one manager, with tonight's nearest dates and segment priority."""

    customer_id: str
    familiar: bool
    aum: Decimal
    overdue_days: int = 0
    priority: int | None = None
    deposit_due: dt.date | None = None
    birthday: dt.date | None = None

    @property
    def side(self) -> str:
        """The side of the list."""
        return "familiar" if self.familiar else "unfamiliar"

    @property
    def dated(self) -> dt.date:
        """The earlier of the two dates that bring a customer to the top."""
        return min(self.deposit_due or NEVER, self.birthday or NEVER)


@dataclass(frozen=True)
class Place:
    """One row of a list: rank from 1, who, and the names missing from this side's quota."""

    rank: int
    candidate: Candidate
    deviation: int

    @property
    def goal(self) -> str:
        """What the call is for (LIST-08)."""
        return GOALS[self.candidate.side]


def quotas(rules: CallList) -> tuple[int, int]:
    """Return the familiar quota, round-half-up(N × a ÷ (a + b)), and the unfamiliar rest (LIST-04)."""
    parts = rules.familiar_parts + rules.unfamiliar_parts
    familiar = (2 * rules.size * rules.familiar_parts + parts) // (2 * parts)
    return familiar, rules.size - familiar


def order(candidate: Candidate) -> tuple[Any, ...]:
    """Return the key by which candidates of one side are taken (LIST-05…07)."""
    dates = (candidate.deposit_due or NEVER, candidate.birthday or NEVER)
    if not candidate.familiar:
        return (*dates, -candidate.aum, candidate.customer_id)
    priority = (candidate.priority is None, candidate.priority or 0)
    return (*dates, priority, -candidate.overdue_days, -candidate.aum, candidate.customer_id)


def fill(candidates: Iterable[Candidate], rules: CallList) -> tuple[Place, ...]:
    """Return the list of one manager; a short side is filled from the other."""
    everyone = list(candidates)
    familiar = sorted((one for one in everyone if one.familiar), key=order)
    unfamiliar = sorted((one for one in everyone if not one.familiar), key=order)
    due = quotas(rules)
    short = max(0, due[0] - len(familiar)), max(0, due[1] - len(unfamiliar))
    chosen = familiar[: due[0] + short[1]] + unfamiliar[: due[1] + short[0]]
    return tuple(
        Place(rank, one, short[0] if one.familiar else short[1])
        for rank, one in enumerate(_ranked(chosen), start=1)
    )


def _ranked(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Put dated customers first by date, then the other unfamiliar, then the other familiar."""
    dated = [one for one in chosen if one.dated != NEVER]
    others = [one for one in chosen if one.dated == NEVER]
    return [
        *sorted(dated, key=lambda one: (one.dated, one.customer_id)),
        *(one for one in others if not one.familiar),
        *(one for one in others if one.familiar),
    ]


def reasons(kinds: Iterable[str], rules: CallList) -> tuple[str, ...]:
    """Return tonight's event kinds, each once, most urgent first; without a date also `top_aum`."""
    there = set(kinds)
    found = tuple(kind for kind in rules.urgency if kind in there)
    is_dated = there & {"deposit_maturing", "birthday"}
    return found if is_dated else (*found, TOP_AUM)
