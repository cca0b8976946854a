"""A page of rows by what they stand by, where no index answers; the place is the last one's key.

It is worked out per row and called `stands`; rows without it close the order whichever way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Field, Func, IntegerField, Model, Q, QuerySet, TextField, Value

from tilth.domain.customers.order import TURN

STANDS = "stands"
READ = 20_000
"""Rows that are put into an order at once; of more a page says that they stay as they are."""
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Found(Generic[M]):
    """The rows of a page, and the key of its last one where there is another page; empty at the end."""

    items: tuple[M, ...]
    following: str


def page(  # noqa: PLR0913 - the rows, their order and where the page begins, told in keywords
    rows: "QuerySet[M]", sort: str, *, down: bool, after: object, most: int, key: str = "pk"
) -> Found[M]:
    """Return up to `most` rows that have `stands`, beyond the row of a key; one query, two for a later page.

    `down`: the order begins with the most, and `sort`, turned, with the least. A key that is no row's begins
    at the beginning.
    """
    turned = sort.startswith(TURN)
    down = down != turned
    place = list(rows.filter(**{key: after}).values_list(STANDS, flat=True)[:1]) if after else []
    if place:
        rows = rows.filter(_beyond(place[0], Q(**{f"{key}__{'lt' if turned else 'gt'}": after}), down=down))
    by = F(STANDS).desc(nulls_last=True) if down else F(STANDS).asc(nulls_last=True)
    found = list(rows.order_by(by, f"-{key}" if turned else key)[: most + 1])
    last = str(getattr(found[most - 1], key)) if len(found) > most else ""
    return Found(items=tuple(found[:most]), following=last)


def _beyond(value: Any, further: Q, *, down: bool) -> Q:
    none = Q(**{f"{STANDS}__isnull": True})
    if value is None:
        return none & further
    beyond = Q(**{f"{STANDS}__{'lt' if down else 'gt'}": value})
    return beyond | none | (Q(**{STANDS: value}) & further)


def place_of(column: str, values: Sequence[Any], of: "Field[Any, Any] | None" = None) -> Func:
    """Return the place of a column's value among some, from 1; NULL where it is none of them."""
    known = Value(list(values), output_field=ArrayField(of or TextField()))
    return Func(known, F(column), function="array_position", output_field=IntegerField())
