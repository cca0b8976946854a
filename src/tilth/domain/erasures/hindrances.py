"""What stands in the way of erasing a person: one question each, asked in this order.

Whoever adds a reason to keep somebody's data (a hold by law, a merge that is open or being undone) adds its
question to `ASKED`; nothing is erased while any of them answers.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tilth.data.models import PublishedCustomer
from tilth.domain.merges import queries as merges
from tilth.domain.retention import queries as retention
from tilth.kernel.sentences import marked as _
from tilth.policy.registry import erasing
from tilth.policy.subjects.erasure import may_go_on


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """Why somebody is not erased yet: a sentence, translated at the doorway, and its values."""

    sentence: str
    values: dict[str, Any] = field(default_factory=dict)


Question = Callable[[PublishedCustomer, dt.date], Hindrance | None]
"""Of a customer as the night shows it (number, last day), on a day."""


def period(customer: PublishedCustomer, today: dt.date) -> Hindrance | None:
    """Say whether the law still keeps what an erasure takes, counted from the end of the relationship."""
    if customer.closed_on is None:
        return Hindrance(
            sentence=_(
                "The relationship has not ended, so that the law keeps the data: nothing was erased."
                " Processing stays restricted."
            )
        )
    day = may_go_on(customer.closed_on, erasing.rules())
    if today >= day:
        return None
    return Hindrance(
        sentence=_("The law keeps the data until {day}: nothing was erased. Processing stays restricted."),
        values={"day": day - dt.timedelta(days=1)},
    )


def hold(customer: PublishedCustomer, _today: dt.date) -> Hindrance | None:
    """Say whether a legal hold stands."""
    if not retention.runs_until(customer.customer_id).held:
        return None
    sentence = _("A legal hold keeps the data: nothing was erased. Processing stays restricted.")
    return Hindrance(sentence=sentence)


def merge(customer: PublishedCustomer, _today: dt.date) -> Hindrance | None:
    """Say whether the number is one with another, or that is being undone."""
    if not merges.touches(customer.customer_id):
        return None
    sentence = _("This number is one with another: undo the merge first, nothing was erased.")
    return Hindrance(sentence=sentence)


ASKED: tuple[Question, ...] = (hold, merge, period)


def first(customer: PublishedCustomer, today: dt.date) -> Hindrance | None:
    """Return what stands in the way, the first that does; None where nothing does."""
    return next((found for one in ASKED if (found := one(customer, today)) is not None), None)
