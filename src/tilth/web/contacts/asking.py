"""What a talk is worth asking for the profile: the items that would help most and that nobody knows yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain.arguments import is_money
from tilth.domain.contacts.learned import Answered
from tilth.domain.profile import queries
from tilth.kernel.text import visible
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.profile.useful import fullness
from tilth.policy.subjects.detail import DetailRules
from tilth.web.desk.desk import Desk
from tilth.web.format.languages import language

MOST = 3
"""Items that the form of a record asks for."""
FIELD = "detail-"
"""Begins the name of an item's field; `detail-<item>-amount` is that of its amount."""
LONGEST = 500
"""Letters of an answer."""
_AMOUNT = "-amount"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One item to ask for."""

    field: str
    label: str
    values: tuple[tuple[str, str], ...]
    """Codes and words to choose from; none for what is written freely."""
    type: str
    amount: str
    """Name of the field of its amount; empty where it takes none."""


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `asks` reads, to be sent together with other reads."""
    if not may(at.actor.role, Thing.DETAIL, Action.CREATE):
        return ()
    return (queries.asked(at.actor, at.generation, customer_id=customer_id),)


def asks(at: Desk, customer: PublishedCustomer) -> tuple[Ask, ...]:
    """Return what would help most; what needs a consent is asked on the profile alone."""
    if not may(at.actor.role, Thing.DETAIL, Action.CREATE):
        return ()
    rules = at.playbook.of(DetailRules)
    who, today = (at.actor, at.generation), at.frame.today
    known = queries.known(*who, customer_id=customer.customer_id, several=rules.several, today=today)
    found = [
        one for one in fullness(rules.of(customer.kind), known, rules.weights).missing if not one.sensitive
    ]
    return tuple(
        Ask(
            field=f"{FIELD}{one.code}",
            label=one.words.told(language()),
            values=tuple((code, words.told(language())) for code, words in one.values.items()),
            type={"number": "number", "day": "date"}.get(one.type, "text"),
            amount=f"{FIELD}{one.code}{_AMOUNT}" if one.with_amount else "",
        )
        for one in found[:MOST]
    )


def read(data: Mapping[str, Any]) -> Iterator[Answered | str]:
    """Yield what was answered, and a sentence for each answer that cannot be read; no answer says nothing."""
    names = [name for name in data if name.startswith(FIELD) and not name.endswith(_AMOUNT)]
    if len(names) > MOST:
        yield _("A record takes three answers for the profile: write the others there.")
    for name in names[:MOST]:
        value, told = (visible(data.get(one) or "").strip() for one in (name, name + _AMOUNT))
        amount = _amount(told)
        if len(value) > LONGEST:
            yield _("This is too long: shorten it.")
        elif told and (amount is None or not value):
            yield _("Write an amount with at most two decimals.") if value else _("Say where the money lies.")
        elif value:
            yield Answered(item=name.removeprefix(FIELD), value=value, amount=amount)


def _amount(told: str) -> Decimal | None:
    """Return an amount of at most two decimals; None for what is none."""
    try:
        found = Decimal(told.replace(",", ""))
    except InvalidOperation:
        return None
    return found if is_money(found) else None
