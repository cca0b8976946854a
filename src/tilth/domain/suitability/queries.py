"""Read a customer's certificates and assessments; the answers of an assessment are never fetched."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F

from tilth.access import reads, visibility
from tilth.data.models import Assessment, Certificate, Generation, User
from tilth.domain import guards
from tilth.policy.things import Action, Thing

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from tilth.access.ahead import Asked

MOST = 10
"""Records of each kind that stand in the tab."""


def asked(by: User, generation: Generation, customer_id: str) -> "tuple[Asked[Any], ...]":
    """Return what `certificates` and `taken` ask, to be sent together with other reads."""
    known = {"customer_id": customer_id}
    return (_certificates.asked(by, generation, **known), _taken.asked(by, generation, **known))


def certificates(by: User, generation: Generation, customer_id: str) -> list[Certificate]:
    """Return the newest certificates of a customer who was shown already, each with `by`; one query."""
    return _certificates(by, generation, customer_id=customer_id)


def taken(by: User, generation: Generation, customer_id: str) -> list[Assessment]:
    """Return the newest assessments without their answers, each with `by`; one query."""
    return _taken(by, generation, customer_id=customer_id)


def one(by: User, generation: Generation, customer_id: str, row: UUID) -> Certificate:
    """Return one certificate, with `by` and `decided` by name; NotAllowedError, CustomerNotVisibleError."""
    guards.allowed(by, Thing.CERTIFICATE, Action.VIEW)
    mine = visibility.visible(Certificate, by, generation).filter(customer_id=customer_id, pk=row)
    found = mine.annotate(by=F("made_by__name"), decided=F("decided_by__name")).first()
    if found is None:
        raise guards.CustomerNotVisibleError(str(row))
    return found


@reads.scoped
def _certificates(by: User, generation: Generation, *, customer_id: str) -> "QuerySet[Certificate]":
    mine = visibility.visible(Certificate, by, generation).filter(customer_id=customer_id)
    return mine.annotate(by=F("made_by__name")).order_by("-presented_on", "-id")[:MOST]


@reads.scoped
def _taken(by: User, generation: Generation, *, customer_id: str) -> "QuerySet[Assessment]":
    mine = visibility.visible(Assessment, by, generation).filter(customer_id=customer_id)
    shown = mine.defer("answers").annotate(by=F("made_by__name"))
    return shown.order_by("-assessed_on", "-made_at", "-id")[:MOST]
