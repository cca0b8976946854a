"""Columns as the lake types them: one function per kind, so that a type is chosen in one place.

Text that may be missing is null here, as in the lake: unknown is not the same as empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tilth.data.notes import NoteField, NotesField
from tilth.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal
    from uuid import UUID


if TYPE_CHECKING:
    _Lookup = models.Lookup[bool]
    _Moment = models.Field[dt.datetime, dt.datetime]
else:
    _Lookup = models.Lookup  # generic in their stubs only
    _Moment = models.Field


@models.TextField.register_lookup
class Among(_Lookup):
    """`column__among=[…]`: one of the texts, sent as one array however many they are."""

    lookup_name = "among"
    prepare_rhs = False
    of = "text"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return `column = ANY (array)`."""
        left, values = self.process_lhs(compiler, connection)
        return f"{left} = ANY (%s::{self.of}[])", [*values, list(self.rhs)]


@models.UUIDField.register_lookup
class KeyAmong(Among):
    """`key__among=[…]`: one of the keys, each as text."""

    of = "uuid"


@models.BigIntegerField.register_lookup
class Between(_Lookup):
    """`number__between=(first, last)`: one of the whole numbers from the first to the last.

    Sent as a list that the database writes out: of two borders that it plans without knowing them it takes a
    two-hundredth of all rows to lie between, and sorted all of a large region for its first lines.
    """

    lookup_name = "between"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return `column = ANY (the numbers)`."""
        left, values = self.process_lhs(compiler, connection)
        return f"{left} = ANY (ARRAY(SELECT generate_series(%s::bigint, %s::bigint)))", [*values, *self.rhs]


def key() -> models.UUIDField[UUID, UUID]:
    """Return the number of a row: made here, in the order of time."""
    return models.UUIDField(primary_key=True, default=uuid7, editable=False)


def maybe_key() -> models.UUIDField[UUID | None, UUID | None]:
    """Return the number of another row of the same table, which nothing holds in place."""
    return models.UUIDField(null=True, blank=True)


def text(*, values: tuple[str, ...] = ()) -> models.TextField[str, str]:
    """Return a text column; `values` are checked by the database where the model says so."""
    return models.TextField(choices=[(value, value) for value in values] or None)


def code() -> models.CharField[str, str]:
    """Return a column of codes; which ones is said beside it."""
    return models.CharField(max_length=20)


def note() -> models.TextField[str, str]:
    """Return a column of free text about a customer, sealed; empty where nothing was written."""
    return NoteField(blank=True, default="")


def given_note() -> models.TextField[str, str]:
    """Return a column of free text about a customer, sealed, that must be given."""
    return NoteField()


def maybe_note() -> models.TextField[str | None, str | None]:
    """Return a column of free text about a customer, sealed, that may be unknown."""
    return NoteField(null=True, blank=True)


def maybe_notes() -> ArrayField[list[str] | None, list[str] | None]:
    """Return an array of free texts about a customer, each sealed, that may be unknown."""
    return NotesField(null=True, blank=True)


def maybe_text() -> models.TextField[str | None, str | None]:
    """Return a text column that may be unknown."""
    return models.TextField(null=True, blank=True)


def maybe_time() -> models.TimeField[dt.time | None, dt.time | None]:
    """Return a column of an hour of the day that may be unknown."""
    return models.TimeField(null=True, blank=True)


def maybe_date() -> models.DateField[dt.date | None, dt.date | None]:
    """Return a date column that may be unknown."""
    return models.DateField(null=True, blank=True)


def maybe_moment() -> models.DateTimeField[dt.datetime | None, dt.datetime | None]:
    """Return a moment that may not have come."""
    return models.DateTimeField(null=True, blank=True)


def money() -> models.DecimalField[Decimal, Decimal]:
    """Return DECIMAL(18,2)."""
    return models.DecimalField(max_digits=18, decimal_places=2)


def maybe_money() -> models.DecimalField[Decimal | None, Decimal | None]:
    """Return DECIMAL(18,2) that may be unknown."""
    return models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)


def maybe_quantity() -> models.DecimalField[Decimal | None, Decimal | None]:
    """Return DECIMAL(24,8) that may be unknown."""
    return models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)


def maybe_rate() -> models.DecimalField[Decimal | None, Decimal | None]:
    """Return DECIMAL(12,8) that may be unknown: 0.2 = 20 %."""
    return models.DecimalField(max_digits=12, decimal_places=8, null=True, blank=True)


def ratio() -> models.FloatField[float | None, float | None]:
    """Return a double that is empty where there is nothing to divide by."""
    return models.FloatField(null=True, blank=True)


def integer() -> models.BigIntegerField[int, int]:
    """Return a 64-bit whole number."""
    return models.BigIntegerField()


def maybe_integer() -> models.BigIntegerField[int | None, int | None]:
    """Return a 64-bit whole number that may be unknown."""
    return models.BigIntegerField(null=True, blank=True)


def texts() -> ArrayField[list[str], list[str]]:
    """Return an array of text."""
    field: ArrayField[Any, Any] = ArrayField(models.TextField())
    return field


def maybe_texts() -> ArrayField[list[str] | None, list[str] | None]:
    """Return an array of text that may be unknown."""
    field: ArrayField[Any, Any] = ArrayField(models.TextField(), null=True, blank=True)
    return field


def generation() -> models.IntegerField[int, int]:
    """Return the partition key of a published table: whose publication the row belongs to."""
    return models.IntegerField()


class WallClockField(_Moment):
    """A moment without a zone, as the bank's systems write it: on the bank's clock."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return PostgreSQL's type."""
        return "timestamp without time zone"


def wall_clock() -> WallClockField:
    """Return a moment on the bank's wall clock, without a zone."""
    return WallClockField()
