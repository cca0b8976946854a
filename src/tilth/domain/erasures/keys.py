"""Keys of erased persons: found by what lies in the records, destroyed once the erasure is committed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count
from psycopg import sql

from tilth.data import notes
from tilth.data.models import Erasure, PublishedCustomer
from tilth.vault import persons
from tilth.vault.persons import Persons

_NEWEST = 100
"""Records of each kind of which is asked whether their keys are there."""


def held() -> Persons:
    """Return the persons' keys of this bank."""
    return persons.cached(settings.TILTH_KEYRING)


def numbers(customer_id: str) -> set[str]:
    """Return the numbers of the keys with which anything about a customer was sealed."""
    found = (persons.number(text) for text in _stored(customer_id))
    return {one for one in found if one is not None}


def destroy(customer_id: str, also: set[str], at: dt.datetime) -> None:
    """Destroy a customer's key, and those of these numbers."""
    held().destroy(customer_id, at=at, also=also)


def left() -> list[str]:
    """Return customers whose erasure is decided and whose keys still stand.

    A run was cut off, or an older copy of the keys came back.
    """
    keys = held()
    done = Erasure.objects.unscoped().filter(state="erased").values_list("customer_id", flat=True)
    return [
        one for one in sorted(set(done)) if not keys.is_erased(one) or any(map(keys.stands, numbers(one)))
    ]


def finish(at: dt.datetime) -> int:
    """Destroy the keys that are left; return of how many customers."""
    found = left()
    for one in found:
        destroy(one, numbers(one), at)
    return len(found)


def states() -> dict[str, int]:
    """Return how many erasures there are of each state; those taken back are none."""
    rows = Erasure.objects.unscoped().filter(voided_at=None).values_list("state")
    return dict(rows.annotate(count=Count("pk")).order_by("state"))


def unknown() -> list[str]:
    """Return customers on show whose key was destroyed and whose erasure this database does not know."""
    keys = held()
    known = Erasure.objects.unscoped().filter(state="erased").values_list("mark", flat=True)
    marks = keys.destroyed() - {*known}
    if not marks:
        return []
    shown = PublishedCustomer.objects.unscoped().values_list("customer_id", flat=True).distinct()
    return sorted(one for one in shown.iterator() if keys.mark(one) in marks)


def lost() -> int:
    """Return how many of the newest texts have a key that is neither here nor destroyed."""
    keys, found = held(), set()
    for table, columns in _places():
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        asked = sql.SQL("SELECT {} FROM {} ORDER BY id DESC LIMIT %s").format(names, sql.Identifier(table))
        found |= {persons.number(text) for text in _texts(asked, [_NEWEST])}
    return sum(not keys.knows(one) for one in found if one is not None)


def _stored(customer_id: str) -> Iterator[str]:
    """Yield the sealed texts of every record about a customer, as they lie in the database."""
    for table, columns in _places():
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        asked = sql.SQL("SELECT {} FROM {} WHERE customer_id = %s").format(names, sql.Identifier(table))
        yield from _texts(asked, [customer_id])


def _places() -> Iterator[tuple[str, list[str]]]:
    """Yield the tables whose records hold texts, with these columns."""
    for model, columns in notes.kept():
        yield model._meta.db_table, [one.column for one in columns]  # noqa: SLF001 - Django's documented door


def _texts(asked: sql.Composed, values: list[Any]) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        rows = cursor.fetchall()
    for value in (one for row in rows for one in row):
        yield from value if isinstance(value, list) else [value or ""]
