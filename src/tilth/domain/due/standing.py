"""The queue in another order than that of its days: by customer, by kind, by whose it is.

No index answers these: they are for as many lines as a page counts (ADR 0038).
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Coalesce

from tilth.access import scopes
from tilth.data.models import Generation, User
from tilth.domain import ordered, spelt
from tilth.domain.due import queries
from tilth.domain.due.model import Asked, Found
from tilth.policy import due

SORTS = ("customer", "kind", "whose")


def find(  # noqa: PLR0913 - whose queue, in which order and where the page begins, told in keywords
    actor: User,
    generation: Generation,
    *,
    asked: Asked,
    today: dt.date,
    sort: str,
    kinds: Sequence[str],
    after: str = "",
) -> Found:
    """Return a page of the queue in an order of `SORTS`, turned or not; at most two queries.

    `kinds`: in the order of their words.
    """
    if not asked.subjects:
        return Found()
    scope = scopes.of(actor, generation)
    since, until = due.span(asked.when, today) if asked.when else (None, None)
    told = queries.values(
        scope,
        asked=asked,
        today=today,
        since=since or queries.FIRST,
        until=until or queries.LAST,
        most=queries.PAGE,
    )
    handed, notes, _most = (told.pop(name) for name in ("handed", "notes", "most"))
    rows = queries.waiting(actor, generation, **told)
    rows = rows.annotate(whose=Coalesce("staff_id", "owner_id"))
    placed = rows.annotate(stands=_stands(actor, generation, sort.lstrip("-"), kinds))
    shown = queries.with_customers(placed, actor, generation, handed=handed, notes=notes)
    page = ordered.page(shown, sort, down=False, after=after, most=queries.PAGE, key="row_id")
    return Found(items=tuple(queries.item(row, scope) for row in page.items), key=page.following)


def _stands(actor: User, generation: Generation, code: str, kinds: Sequence[str]) -> Any:
    """Return what lines stand by: their customer's name as it is spelt, their kind, whose they are."""
    if code == "kind":
        return ordered.place_of("subject", kinds)
    if code == "customer":
        return spelt.of_customer(actor, generation)
    return spelt.of_manager(generation, "whose")
