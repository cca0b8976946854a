"""What the names of a list are worth, term by term, and what to begin with (mart `call_values`)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import Generation, PublishedCallValue, User

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Worth:
    """The terms of one name: shares in thousandths, points in hundredths."""

    kind: str
    """The event or signal that presses most; empty where none does."""
    event_id: str
    money: Decimal | None
    days_left: int | None
    urgency: int | None
    reach: int
    agree: int
    expected: Decimal
    care: int
    effort: int
    worn: int
    """Off for talks that were all by phone (CAD-06)."""
    instead: str
    """By which channel such a customer is reached instead; empty where none is known."""
    points: int
    opening: str
    """The code of the playbook's opening; empty where all that fit were heard of late."""


def worth(row: PublishedCallValue) -> Worth:
    """Return the terms of a published row."""
    return Worth(
        kind=row.kind,
        event_id=row.event_id,
        money=row.money,
        days_left=row.days_left,
        urgency=row.urgency,
        reach=row.reach,
        agree=row.agree,
        expected=row.expected,
        care=row.care,
        effort=row.effort,
        worn=row.worn or 0,
        instead=row.instead or "",
        points=row.points,
        opening=row.opening,
    )


@reads.scoped
def of_list(actor: User, generation: Generation, *, whose: str) -> "QuerySet[PublishedCallValue]":
    """Return what the names of a manager's list are worth, as far as they are in sight."""
    return visibility.visible(PublishedCallValue, actor, generation).filter(rm_id=whose)


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> Worth | None:
    """Return what a customer's name on tonight's list is worth; None for who is on none; one query."""
    rows = _of_customer(actor, generation, customer_id=customer_id)
    return worth(rows[0]) if rows else None


def asked(actor: User, generation: Generation, *, customer_id: str) -> Asked[PublishedCallValue]:
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _of_customer.asked(actor, generation, customer_id=customer_id)


@reads.scoped
def _of_customer(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedCallValue]":
    return visibility.visible(PublishedCallValue, actor, generation).filter(customer_id=customer_id)
