"""The orders of the queue: by day, as it is worked off, else by customer, by kind, by whose it is."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tilth.data.models import Generation, User
from tilth.domain.counted import COUNTED
from tilth.domain.due import queries, standing
from tilth.domain.due.model import Asked, Counts, Found
from tilth.domain.ordered import TURN
from tilth.policy.subjects import BY_NAME
from tilth.web.due.reading import DAY, Given
from tilth.web.format.languages import language
from tilth.web.listing import alphabet, heads


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One order to choose: its word and where it leads."""

    label: str
    order: heads.Order


def by_day(given: Given) -> bool:
    """Say whether the queue goes by the day, forwards or back."""
    return given.sort.removeprefix(TURN) in ("", DAY)


def asked(given: Given, counts: Counts) -> tuple[Given, bool]:
    """Return the order that can be answered, and whether it is another than was asked for.

    Of more lines than a page counts only the order of their days is made.
    """
    number = counts.whens.get(given.when, 0) if given.when else counts.total
    if by_day(given) or number <= COUNTED:
        return given, False
    return replace(given, sort="", key=""), True


def found(actor: User, generation: Generation, given: Given, *, asked: Asked, today: dt.date) -> Found:
    """Return the page of the queue in the order asked for."""
    if by_day(given):
        turned = given.sort.startswith(TURN)
        return queries.find(actor, generation, asked=asked, today=today, after=given.after, turned=turned)
    words = {name: BY_NAME[name].words.told(language()) for name in asked.subjects}
    return standing.find(
        actor,
        generation,
        asked=asked,
        today=today,
        sort=given.sort,
        kinds=alphabet.by_word(words),
        after=given.key,
    )


def choices(given: Given, *, several: bool) -> tuple[Choice, ...]:
    """Return the orders to choose from; whose it is only where it may be of several."""
    words = {DAY: _("Day"), "customer": _("Customer"), "kind": _("Kind")}
    if several:
        words["whose"] = pgettext("due", "Whose")

    def address(sort: str) -> str:
        return given.address(sort="" if sort == DAY else sort).removeprefix("?")

    now = given.sort or DAY
    return tuple(
        Choice(label=label, order=heads.order(code, now=now, down=False, address=address))
        for code, label in words.items()
    )
