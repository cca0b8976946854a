"""What people do with gifts: register one, decide on one above the limit (TRAP-15)."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

from django.db.models import Sum

from tilth.data.models import Gift
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.sayings import Saying, tells
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.gift import GIFT, KINDS, GiftRules, left, state
from tilth.policy.things import Action
from tilth.policy.words import Words


@adds(GIFT, Words("Register a gift", "登记礼品"), leads=("asked", "approved"))
def give(
    at: Acting, *, kind: Annotated[str, OneOf(KINDS)], value: Decimal, given_on: dt.date, note: Note = ""
) -> Gift:
    """Register a gift; above the customer's limit of the year it waits for a leader."""
    if value <= 0:
        raise Unclear(_("A gift is worth something: write its value."))
    if given_on > at.today:
        raise Unclear(_("A gift is registered on the day it is given, or after it."))
    counted = at.rows(Gift).filter(given_on__year=given_on.year).exclude(state="refused")
    before = counted.aggregate(sum=Sum("value"))["sum"] or Decimal(0)
    asked = state(value, given_this_year=before, limit=at.playbook.of(GiftRules).limit_of_year)
    return at.write(Gift(kind=kind, value=value, given_on=given_on, note=note, state=asked))


@tells(GIFT, Gift)
def room(at: Acting, gifts: Iterable[Gift]) -> Saying:
    """Say how much may be given this year without asking."""
    year, limit = at.today.year, at.playbook.of(GiftRules).limit_of_year
    counted = (one.value for one in gifts if one.given_on.year == year and one.state != "refused")
    rest = left(given_this_year=sum(counted, Decimal(0)), limit=limit)
    return Saying(
        _("Of this year's {limit}, {left} may be given without asking."), {"limit": limit, "left": rest}
    )


@changes(GIFT, Gift, Words("Decide", "审批"), action=Action.DECIDE, leads=("approved", "refused"))
def decide(
    at: Acting, gift: Gift, *, yes: Annotated[bool, Words("Approve it", "批准")], answer: Note = ""
) -> Gift:
    """Approve or refuse a gift that waits."""
    if gift.state != "asked":
        raise Unclear(_("This gift waits for nobody any more: nothing was changed."))
    gift.state, gift.answer = "approved" if yes else "refused", answer
    return at.decided(gift)
