"""The views that somebody saved; nobody else sees them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from tilth.access import reads
from tilth.data.models import SavedView, User

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Views:
    """Somebody's views in the order of their names, and the columns of the list itself."""

    named: tuple[SavedView, ...]
    columns: tuple[str, ...]

    def find(self, number: str) -> SavedView | None:
        """Return the view of a number as an address holds it."""
        return next((view for view in self.named if str(view.pk) == number), None)


def of(actor: User) -> Views:
    """Return the actor's views; 1 query."""
    kept = _kept(user=actor.pk)
    columns = next((tuple(view.columns) for view in kept if not view.name), ())
    return Views(named=tuple(view for view in kept if view.name), columns=columns)


@reads.plain
def _kept(*, user: int) -> "QuerySet[SavedView]":
    return SavedView.objects.filter(user=user, removed_at__isnull=True).order_by("name")


def one(actor: User, number: UUID) -> SavedView | None:
    """Return one of the actor's views, removed or not."""
    return SavedView.objects.filter(user=actor, pk=number).exclude(name="").first()
