"""A page of rows by what they stand by, where no index answers; the place is the last one's key.

It is worked out per row and called `stands`; rows without it close the order whichever way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Field, Func, IntegerField, Model, Q, QuerySet, TextField, Value

TURN = "-"
"""What stands before the code of an order that goes the other way round."""
STANDS = "stands"
READ = 20_000
"""Rows that are put into an order at once; of more a page says that they stay as they are."""
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Found(Generic[M]):
    """The rows of a page, and the keys of its last and first one where a page follows or precedes."""

    items: tuple[M, ...]
    following: str
    previous: str


def page(  # noqa: PLR0913 - the rows, their order and where the page begins, told in keywords
    rows: "QuerySet[M]",
    sort: str,
    *,
    down: bool,
    most: int,
    after: object = "",
    before: object = "",
    key: str = "pk",
) -> Found[M]:
    """Return up to `most` rows that have `stands`, after or before the row of a key; at most two queries.

    `down`: the order begins with the most, and `sort`, turned, with the least. A key that is no row's begins
    at the beginning.
    """
    turned, backwards = sort.startswith(TURN), bool(before) and not after
    down, last, at = (down != turned) != backwards, turned != backwards, before if backwards else after
    place = list(rows.filter(**{key: at}).values_list(STANDS, flat=True)[:1]) if at else []
    backwards, down, last = (backwards, down, last) if place or not backwards else (False, not down, not last)
    if place:
        further = Q(**{f"{key}__{'lt' if last else 'gt'}": at})
        rows = rows.filter(_beyond(place[0], further, down=down, backwards=backwards))
    stands = F(STANDS)
    none = {"nulls_first": True} if backwards else {"nulls_last": True}
    by = stands.desc(**none) if down else stands.asc(**none)
    found = list(rows.order_by(by, f"-{key}" if last else key)[: most + 1])
    more, shown = len(found) > most, found[:most][::-1] if backwards else found[:most]
    return Found(
        items=tuple(shown),
        following=str(getattr(shown[-1], key)) if shown and (more or backwards) else "",
        previous=str(getattr(shown[0], key)) if shown and (more if backwards else bool(place)) else "",
    )


def _beyond(value: Any, further: Q, *, down: bool, backwards: bool) -> Q:
    """Return what stands beyond a row: those without a value close the order, and begin it backwards."""
    missing = f"{STANDS}__isnull"
    if value is None:
        same = Q(**{missing: True}) & further
        return same | Q(**{missing: False}) if backwards else same
    beyond = Q(**{f"{STANDS}__{'lt' if down else 'gt'}": value}) | (Q(**{STANDS: value}) & further)
    return beyond if backwards else beyond | Q(**{missing: True})


def place_of(column: str, values: Sequence[Any], of: "Field[Any, Any] | None" = None) -> Func:
    """Return the place of a column's value among some, from 1; NULL where it is none of them."""
    known = Value(list(values), output_field=ArrayField(of or TextField()))
    return Func(known, F(column), function="array_position", output_field=IntegerField())
