"""Profile details: what fits an item, who may write it, and storing one."""

import datetime as dt
from decimal import Decimal

from tilth.data.models import Contact, Detail
from tilth.domain.acting import Acting, Unclear
from tilth.domain.profile import queries
from tilth.domain.refusing import ChangedError
from tilth.domain.told import sensitive
from tilth.kernel import ids
from tilth.kernel.sentences import marked as _
from tilth.policy.profile.items import Item
from tilth.policy.profile.values import MOST, Value, problem, read
from tilth.policy.subjects.detail import DetailRules

_WRONG = {
    "nothing": _("Say what it is: a few words are enough."),
    "choice": _("This is none of the choices: take one of them."),
    "number": _("Write a whole number, at most {most}."),
    "day": _("Write a day as YYYY-MM-DD."),
    "amount": _("Write an amount above nought, or none."),
    "amount_out": _("This takes no amount: leave it empty."),
    "day_out": _("This takes no day: leave it empty."),
}


def item_of(at: Acting, code: str) -> Item:
    """Return an item that people write about this customer; Unclear for any other."""
    found = at.playbook.of(DetailRules).item(code)
    if found is None or at.customer.kind not in found.of:
        raise Unclear(_("The profile has no such item: take one of its items."))
    if found.retired:
        raise Unclear(_("Nobody writes this any more: what was written stays to be read."))
    if found.core:
        raise Unclear(_("The bank's own system says this: have it corrected there."))
    return found


def check(item: Item, value: str, *, today: dt.date, amount: Decimal | None, day: dt.date | None) -> None:
    """Raise Unclear where a value, its amount or its day do not fit the item; days of a life have come."""
    wrong = problem(item, value, amount=amount, day=day)
    if wrong:
        raise Unclear(_WRONG[wrong], most=MOST)
    if item.type == "day" and value > today.isoformat():
        raise Unclear(_("This day lies in the past: check the year."))


def written(  # noqa: PLR0913 - one detail, told in keywords
    at: Acting,
    item: Item,
    value: str,
    *,
    source: str,
    amount: Decimal | None = None,
    day: dt.date | None = None,
    learned_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    instead: str = "",
    contact: Contact | None = None,
) -> Detail:
    """Store a value that fits, where the customer allows it and nobody wrote over what the writer saw.

    Raises Unclear, ChangedError.
    """
    if (sent := at.again(Detail)) is not None:
        return sent
    if item.sensitive:
        sensitive.allowed(at)
    there, told = _unchanged(at, item, instead), read(item, value, amount=amount, day=day)
    if there is not None and _stored(there) == told:
        return there
    learned = learned_on or at.today
    row = Detail(kind=item.group, item=item.code, value=told.text, source=source, learned_on=learned)
    row.choice, row.amount, row.day, row.valid_until = told.choice or None, told.amount, told.day, valid_until
    row.contact, row.restricted = contact, item.restricted
    return at.write(row)


def _stored(row: Detail) -> Value:
    return Value(choice=row.choice or "", text=row.value, day=row.day, amount=row.amount)


def _unchanged(at: Acting, item: Item, instead: str) -> Detail | None:
    """Return what stands of an item of one value; ChangedError where the writer has seen something else.

    Values that stand side by side replace none.
    """
    there = None if item.several else standing(at, item.code)
    if not item.several and (there.pk if there else None) != ids.read(instead):
        raise meanwhile()
    return there


def meanwhile() -> ChangedError:
    """Return the refusal to write over, or to end, what somebody else has changed unseen."""
    return ChangedError(
        _("Somebody wrote this meanwhile: look at what stands there now, then send it again.")
    )


def standing(at: Acting, item: str) -> Detail | None:
    """Return what stands of an item of one value; None where nothing does."""
    found = list(at.rows(Detail).filter(item=item).order_by(*queries.NEWEST)[:1])
    return queries.sorted_out(found, several=False, today=at.today).newest
