"""Profile details: what fits an item, who may write it, and storing one."""

import datetime as dt
from decimal import Decimal

from tilth.data.models import Consent, Contact, Detail
from tilth.domain.acting import Acting, Unclear
from tilth.domain.profile import queries
from tilth.domain.refusing import ChangedError
from tilth.kernel.sentences import marked as _
from tilth.policy.profile.items import Item
from tilth.policy.profile.values import MOST, problem, read
from tilth.policy.subjects.detail import SENSITIVE, DetailRules

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


def check(item: Item, value: str, *, amount: Decimal | None, day: dt.date | None) -> None:
    """Raise Unclear where a value, its amount or its day do not fit the item."""
    wrong = problem(item, value, amount=amount, day=day)
    if wrong:
        raise Unclear(_WRONG[wrong], most=MOST)


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
    if item.sensitive:
        allowed(at)
    _unchanged(at, item, instead)
    told, learned = read(item, value, amount=amount, day=day), learned_on or at.today
    row = Detail(kind=item.group, item=item.code, value=told.text, source=source, learned_on=learned)
    row.choice, row.amount, row.day, row.valid_until = told.choice or None, told.amount, told.day, valid_until
    row.contact = contact
    return at.write(row)


def allowed(at: Acting) -> None:
    """Refuse what is sensitive where the customer did not agree that it is written down (TRAP-20)."""
    last = at.rows(Consent).filter(purpose=SENSITIVE).order_by("-decided_at", "-id").first()
    if last is None or last.decision != "granted":
        raise Unclear(
            _("Ask the customer first: health, children and family are written down only with consent.")
        )


def _unchanged(at: Acting, item: Item, instead: str) -> None:
    """Refuse to write over what the writer has not seen; values that stand side by side replace none."""
    if item.several:
        return
    rows = at.rows(Detail).filter(item=item.code, voided_at=None)
    found = list(rows.order_by("-learned_on", "-made_at", "-id"))
    newest = queries.sorted_out(found, several=False, today=at.today).newest
    if (str(newest.pk) if newest else "") != instead:
        raise ChangedError(
            _("Somebody wrote this meanwhile: look at what stands there now, then send it again.")
        )
