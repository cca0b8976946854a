"""Save, rename, remove and take back a view; keep the columns of the list."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from tilth.data.models import SavedView, User
from tilth.data.models.saved_view import NAME
from tilth.domain import guards, locks
from tilth.domain.acting import Unclear, Who
from tilth.domain.saved_views import queries
from tilth.kernel.sentences import marked as _
from tilth.kernel.text import visible
from tilth.policy.permissions import Action, Thing

MOST = 30
_TAKEN = _("Nothing is changed: another view has this name.")


class ViewUnknownError(LookupError):
    """There is no such view of this person's."""


@transaction.atomic
def save(who: Who, *, name: str, filters: Mapping[str, str], columns: Sequence[str] = ()) -> SavedView:
    """Keep filters and order under a name; a view of that name is replaced and keeps its columns.

    Raises NotAllowedError, Unclear.
    """
    named = _named(who, name)
    mine = _mine(who.by)
    view = next((one for one in mine if one.name == named), None)
    if view is None:
        _has_room(mine)
        view = SavedView(user=who.by, name=named, created_at=who.at, columns=list(columns))
    view.filters = dict(filters)
    view.save()
    return view


@transaction.atomic
def rename(who: Who, view: UUID, *, name: str) -> SavedView:
    """Give a view another name; raises what `save` raises, and ViewUnknownError."""
    named = _named(who, name)
    mine = _mine(who.by)
    row = next((one for one in mine if one.pk == view and one.name), None)
    if row is None:
        raise ViewUnknownError(str(view))
    if any(one.name == named and one.pk != view for one in mine):
        raise Unclear(_TAKEN)
    if row.name != named:
        row.name, row.name_before = named, row.name
        row.save(update_fields=["name", "name_before"])
    return row


@transaction.atomic
def remove(who: Who, view: UUID) -> SavedView:
    """Remove a view; one removed before it is gone for good. Raises NotAllowedError, ViewUnknownError."""
    _allowed(who.by)
    row = next((one for one in _mine(who.by) if one.pk == view and one.name), None)
    if row is None:
        raise ViewUnknownError(str(view))
    SavedView.objects.filter(user=who.by, removed_at__isnull=False).delete()
    row.removed_at = who.at
    row.save(update_fields=["removed_at"])
    return row


@transaction.atomic
def undo(who: Who, view: UUID) -> SavedView:
    """Take a removed view back, or give a renamed one its name before.

    Raises NotAllowedError, ViewUnknownError, and Unclear where another view took the name.
    """
    row = queries.one(who.by, view)
    if row is None:
        raise ViewUnknownError(str(view))
    if row.removed_at is None:
        return rename(who, view, name=row.name_before or row.name)
    _allowed(who.by)
    mine = _mine(who.by)
    if any(one.name == row.name for one in mine):
        raise Unclear(_TAKEN)
    _has_room(mine)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    return row


@transaction.atomic
def arrange(who: Who, *, columns: Sequence[str], view: UUID | None = None) -> None:
    """Keep the columns of a view, or of the list as it is; raises NotAllowedError, ViewUnknownError."""
    _allowed(who.by)
    mine = _mine(who.by)
    row = next((one for one in mine if (one.pk == view if view else not one.name)), None)
    if row is None:
        if view:
            raise ViewUnknownError(str(view))
        row = SavedView(user=who.by, name="", created_at=who.at)
    row.columns = list(columns)
    row.save()


def _allowed(by: User) -> None:
    guards.allowed(by, Thing.PREFERENCE_OF_SELF, Action.UPDATE)


def _mine(by: User) -> list[SavedView]:
    """Return the person's views, held against a second hand until the transaction ends."""
    locks.hold_views(by.pk)
    return list(SavedView.objects.select_for_update().filter(user=by, removed_at__isnull=True))


def _has_room(mine: list[SavedView]) -> None:
    if sum(bool(one.name) for one in mine) >= MOST:
        raise Unclear(_("Nothing is kept: you have 30 views, remove one first."))


def _named(who: Who, name: str) -> str:
    _allowed(who.by)
    named = " ".join(visible(name).split())[:NAME].strip()
    if not named:
        raise Unclear(_("Nothing is kept: give the view a name."))
    try:
        guards.free_text(named)
    except guards.AuthenticationDataError as error:
        told = _("Nothing is kept: the name holds a password, a code or the like.")
        raise Unclear(told, exactly=str(error)) from None
    return named
