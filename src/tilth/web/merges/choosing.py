"""What somebody who merges two numbers sees beforehand: what can be chosen, what moves, what stands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest

from tilth.data.models import Detail
from tilth.domain.merges import choosing
from tilth.domain.merges.choosing import Differing
from tilth.kernel import ids
from tilth.policy.subjects import BY_NAME
from tilth.policy.subjects.detail import SOURCES, DetailRules
from tilth.web import labels
from tilth.web.desk.desk import Desk
from tilth.web.format.languages import language
from tilth.web.profile import rows

_FIELD = "detail-"


class Numbers(TypedDict):
    """The number that stays, and the one that is merged into it."""

    customer_id: str
    merged_id: str


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one number says of an item in which both differ."""

    id: UUID
    words: str
    amount: Decimal | None
    day: dt.date | None
    source: str
    learned_on: dt.date
    by: str
    stands: bool
    """It is the one that stays as the form is shown: chosen, else the newer."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An item in which both numbers differ."""

    field: str
    label: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, kw_only=True)
class Move:
    """One record that is named before it moves."""

    words: str
    due_on: dt.date | None


def chosen(request: HttpRequest) -> tuple[UUID, ...]:
    """Return which details the form chose."""
    told = (ids.read(str(value)) for name, value in request.POST.items() if name.startswith(_FIELD))
    return tuple(one for one in told if one is not None)


def choices(at: Desk, numbers: Numbers, told: Iterable[UUID]) -> tuple[Choice, ...]:
    """Return the items in which both differ: the newer stands unless another was chosen; 1 query."""
    rules, today = at.playbook.of(DetailRules), at.frame.today
    found = choosing.differing(at.actor, at.generation, **numbers, rules=rules, today=today)
    kept = tuple(told)
    return tuple(
        Choice(
            field=f"{_FIELD}{one.item.code}",
            label=one.item.words.told(language()),
            sides=(_side(one, one.survivor, kept), _side(one, one.merged, kept)),
        )
        for one in found
    )


def _side(pair: Differing, one: Detail, told: tuple[UUID, ...]) -> Side:
    held: dict[str, Any] = vars(one)
    return Side(
        id=one.pk,
        words=rows.words(pair.item, one),
        amount=one.amount,
        day=rows.day(pair.item, one),
        source=SOURCES[one.source].told(language()),
        learned_on=one.learned_on,
        by=held["by"],
        stands=(pair.chosen(told) or pair.newer.pk) == one.pk,
    )


def stricter(at: Desk, numbers: Numbers) -> tuple[str, ...]:
    """Return in words each no that stands though the other number said yes later; 1 query."""
    found = choosing.stricter(at.actor, at.generation, **numbers)
    return tuple(
        " · ".join(
            (
                labels.label("consent_purpose", one.purpose),
                labels.label("channel", one.channel),
                labels.label("consent_decision", one.decision),
            )
        )
        for one in found
    )


def moves(at: Desk, merged_id: str) -> tuple[Move, ...]:
    """Return what of the merged number is due, and its ties; 1 query."""
    found = choosing.moving(at.actor, at.generation, merged_id=merged_id)
    return tuple(
        Move(
            words=BY_NAME[one.subject].words.told(language()) if one.subject in BY_NAME else one.subject,
            due_on=one.due_on,
        )
        for one in found
    )
