"""What people do with profile details: write one, say that it is no longer so (PROF-33, REC-05)."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from tilth.data.models import Detail
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told import detail as profile
from tilth.domain.told.past import outdated
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.detail import DETAIL, SOURCES, DetailRules
from tilth.policy.words import Words


@adds(DETAIL, Words("Write into the profile", "填写画像"))
def tell(  # noqa: PLR0913 - one detail, told in keywords
    at: Acting,
    *,
    item: str,
    value: Note,
    source: Annotated[str, OneOf(SOURCES)] = "talk",
    amount: Decimal | None = None,
    day: dt.date | None = None,
    learned_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    instead: Annotated[str, Words("In place of", "取代")] = "",
) -> Detail:
    """Write what is known of an item of the vocabulary; `instead` is the number of what stood there."""
    asked = profile.item_of(at, item)
    profile.check(asked, value, today=at.today, amount=amount, day=day)
    if (learned_on or at.today) > at.today:
        raise Unclear(_("It was learned today or before."))
    if valid_until is not None and valid_until < (learned_on or at.today):
        raise Unclear(_("It cannot end before it was learned."))
    return profile.written(
        at,
        asked,
        value,
        source=source,
        amount=amount,
        day=day,
        learned_on=learned_on,
        valid_until=valid_until,
        instead=instead,
    )


@changes(DETAIL, Detail, Words("No longer so", "已不再如此"))
def outdate(at: Acting, detail: Detail) -> Detail:
    """Say that it is no longer so; it stays in the history of its item."""
    rules = at.playbook.of(DetailRules)
    there = None if detail.item in rules.several else profile.standing(at, detail.item)
    if there is not None and there.pk != detail.pk:
        raise profile.meanwhile()
    return outdated(at, detail)
