"""Read when a customer likes to be contacted (PROF-14), and what to leave unsaid (PROF-20)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tilth.access import reads, visibility
from tilth.data.models import ContactPreference, Generation, User
from tilth.policy.contact_gate import Window

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked


@dataclass(frozen=True, kw_only=True)
class ContactTimes:
    """When a customer likes to be contacted, on the clock of a zone; no windows: at any time (PROF-14)."""

    zone: str
    windows: tuple[Window, ...]
    avoid: tuple[str, ...] = ()
    """What nobody brings up with the customer (PROF-20)."""


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> ContactTimes | None:
    """Return a customer's suitable times; None where nobody asked; one query."""
    row = next(iter(_rows(actor, generation, customer_id=customer_id)), None)
    if row is None:
        return None
    return ContactTimes(
        zone=row.zone, windows=tuple(map(Window.read, row.windows)), avoid=tuple(row.avoid or ())
    )


def asked(actor: User, generation: Generation, *, customer_id: str) -> "Asked[ContactPreference]":
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _rows.asked(actor, generation, customer_id=customer_id)


@reads.scoped
def _rows(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[ContactPreference]":
    return visibility.visible(ContactPreference, actor, generation).filter(customer_id=customer_id)
