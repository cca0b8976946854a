"""Save, rename, remove and take back a view; keep the columns of the list."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from tilth.data.models import SavedView, User
from tilth.data.models.saved_view import NAME
from tilth.domain import guards, locks
from tilth.domain.saved_views import queries
from tilth.kernel.text import visible
from tilth.policy.permissions import Action, Thing

MOST = 30


class ViewUnknownError(LookupError):
    """There is no such view of this person's."""


class ViewRefusedError(ValueError):
    """The view cannot be kept so: the cause is `name_missing`, `name_taken` or `too_many`."""


@transaction.atomic
def save(
    *, by: User, at: dt.datetime, name: str, filters: Mapping[str, str], columns: Sequence[str] = ()
) -> SavedView:
    """Keep filters and order under a name; a view of that name is replaced and keeps its columns.

    Raises NotAllowedError, ViewRefusedError, AuthenticationDataError.
    """
    named = _named(by, name)
    mine = _mine(by)
    view = next((one for one in mine if one.name == named), None)
    if view is None:
        if sum(bool(one.name) for one in mine) >= MOST:
            raise ViewRefusedError("too_many")
        view = SavedView(user=by, name=named, created_at=at, columns=list(columns))
    view.filters = dict(filters)
    view.save()
    return view


@transaction.atomic
def rename(*, by: User, at: dt.datetime, view: UUID, name: str) -> SavedView:  # noqa: ARG001 - every operation says when
    """Give a view another name; raises what `save` raises, and ViewUnknownError."""
    named = _named(by, name)
    mine = _mine(by)
    row = next((one for one in mine if one.pk == view and one.name), None)
    if row is None:
        raise ViewUnknownError(str(view))
    if any(one.name == named and one.pk != view for one in mine):
        raise ViewRefusedError("name_taken")
    if row.name != named:
        row.name, row.name_before = named, row.name
        row.save(update_fields=["name", "name_before"])
    return row


@transaction.atomic
def remove(*, by: User, at: dt.datetime, view: UUID) -> SavedView:
    """Remove a view; one removed before it is gone for good. Raises NotAllowedError, ViewUnknownError."""
    _allowed(by)
    row = next((one for one in _mine(by) if one.pk == view and one.name), None)
    if row is None:
        raise ViewUnknownError(str(view))
    SavedView.objects.filter(user=by, removed_at__isnull=False).delete()
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    return row


@transaction.atomic
def undo(*, by: User, at: dt.datetime, view: UUID) -> SavedView:
    """Take a removed view back, or give a renamed one its name before.

    Raises NotAllowedError, ViewUnknownError, and ViewRefusedError where another view took the name.
    """
    row = queries.one(by, view)
    if row is None:
        raise ViewUnknownError(str(view))
    if row.removed_at is None:
        return rename(by=by, at=at, view=view, name=row.name_before or row.name)
    _allowed(by)
    mine = _mine(by)
    if any(one.name == row.name for one in mine):
        raise ViewRefusedError("name_taken")
    if sum(bool(one.name) for one in mine) >= MOST:
        raise ViewRefusedError("too_many")
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    return row


@transaction.atomic
def arrange(*, by: User, at: dt.datetime, columns: Sequence[str], view: UUID | None = None) -> None:
    """Keep the columns of a view, or of the list as it is; raises NotAllowedError, ViewUnknownError."""
    _allowed(by)
    mine = _mine(by)
    row = next((one for one in mine if (one.pk == view if view else not one.name)), None)
    if row is None:
        if view:
            raise ViewUnknownError(str(view))
        row = SavedView(user=by, name="", created_at=at)
    row.columns = list(columns)
    row.save()


def _allowed(by: User) -> None:
    guards.allowed(by, Thing.PREFERENCE_OF_SELF, Action.UPDATE)


def _mine(by: User) -> list[SavedView]:
    """Return the person's views, held against a second hand until the transaction ends."""
    locks.hold_views(by.pk)
    return list(SavedView.objects.select_for_update().filter(user=by, removed_at__isnull=True))


def _named(by: User, name: str) -> str:
    _allowed(by)
    named = " ".join(visible(name).split())[:NAME].strip()
    if not named:
        raise ViewRefusedError("name_missing")
    guards.free_text(named)
    return named
