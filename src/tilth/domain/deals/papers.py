"""Read proposals: of a customer, of an opportunity, one with its versions, and one that leaves the house."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from tilth.access import audit, reads, visibility
from tilth.access.audit import Event
from tilth.access.walks import Act
from tilth.data.models import Certificate, Generation, Need, Proposal, PublishedStaff, User
from tilth.domain import bank, guards, staff_names
from tilth.domain.acting import Who
from tilth.domain.deals import standing
from tilth.domain.deals.standing import Amiss
from tilth.domain.suitability import cases
from tilth.policy import proposals
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.proposal import FREE

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked

MOST = 50
"""Versions of one customer that a page lists."""


@dataclass(frozen=True, kw_only=True)
class About:
    """One version with what stands around it."""

    row: Proposal
    versions: tuple[Proposal, ...]
    """All of its proposal in sight, the newest first, each with `by` and `decided` by name."""
    amiss: tuple[Amiss, ...]
    """What of it may not be proposed today; of what the customer has, it is told and stops nothing."""
    names: dict[str, str]
    """Staff number → name, of whoever contributes."""

    @property
    def stopped(self) -> bool:
        """Whether it may not leave the house until it is mended."""
        return self.row.state in FREE and bool(self.amiss)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a proposal may be made of."""

    needs: tuple[Need, ...]
    certificates: tuple[tuple[Certificate, str], ...]
    """Each with why it may not be proposed today; empty: it may."""
    colleagues: tuple[tuple[str, str], ...]
    """Number and name of the actor's branch, by number."""


def asked(by: User, generation: Generation, customer_id: str) -> "Asked[Proposal]":
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _versions.asked(by, generation, customer_id=customer_id)


def of_customer(by: User, generation: Generation, customer_id: str) -> list[Proposal]:
    """Return a customer's proposals, every version, the newest first; one query."""
    return list(_versions(by, generation, customer_id=customer_id))


def one(who: Who, customer_id: str, key: UUID) -> About:
    """Return one version with all around it; NotAllowedError, CustomerNotVisibleError; six queries."""
    guards.allowed(who.by, Thing.PROPOSAL, Action.VIEW)
    seen = visibility.visible(Proposal, who.by, who.generation).filter(customer_id=customer_id)
    row = seen.filter(pk=key).first()
    if row is None:
        raise guards.CustomerNotVisibleError(str(key))
    named = seen.annotate(by=F("made_by__name"), decided=F("decided_by__name"))
    versions = named.filter(Q(pk=row.first) | Q(root=row.first)).order_by("-version")
    return About(
        row=row,
        versions=tuple(versions),
        amiss=_amiss(who, customer_id, _certificates(who, customer_id, row)),
        names=staff_names.of(who.generation, [proposals.share(one).staff_id for one in row.team]),
    )


def choice(who: Who, customer_id: str) -> Choice:
    """Return what a proposal to a customer in sight may be made of; five queries."""
    seen = visibility.visible(Need, who.by, who.generation).filter(customer_id=customer_id)
    mine = visibility.visible(Certificate, who.by, who.generation).filter(customer_id=customer_id)
    rows = list(mine.order_by("-presented_on", "-id")[:MOST])
    wrong = {one.certificate: one.why for one in _amiss(who, customer_id, rows)}
    staff = PublishedStaff.objects.filter(generation=who.generation.pk, active=True)
    own = staff.filter(staff_id=who.by.staff_id).values("branch_id")
    return Choice(
        needs=tuple(seen.exclude(state="dropped").order_by("-ended_at", "priority", "due_on", "id")[:MOST]),
        certificates=tuple((row, wrong.get(row.pk, "")) for row in rows),
        colleagues=tuple(
            staff.filter(branch_id__in=own).order_by("staff_id").values_list("staff_id", "name")[:MOST]
        ),
    )


@transaction.atomic
def leaving(
    who: Who, customer_id: str, key: UUID, *, language: str, printed: Callable[[About], bytes]
) -> bytes:
    """Return a version as `printed` makes it, noted as an export in the same transaction.

    Raises NotAllowedError, CustomerNotVisibleError, and Unclear where it must be mended first.
    """
    found = one(who, customer_id, key)
    if found.stopped:
        raise found.amiss[0].unclear
    made = printed(found)
    audit.note(
        Event.EXPORT,
        customers=[customer_id],
        subject_type="proposal",
        subject_id=str(key),
        detail={"version": found.row.version, "state": found.row.state, "language": language},
        act=Act(kind="opened", key=customer_id),
    )
    return made


@reads.scoped
def _versions(by: User, generation: Generation, *, customer_id: str) -> "QuerySet[Proposal]":
    seen = visibility.visible(Proposal, by, generation).filter(customer_id=customer_id)
    return seen.defer("shown").order_by("-drafted_on", "-version", "-id")[:MOST]


def _certificates(who: Who, customer_id: str, row: Proposal) -> list[Certificate]:
    mine = visibility.visible(Certificate, who.by, who.generation)
    return list(mine.filter(customer_id=customer_id, pk__in=row.certificates))


def _amiss(who: Who, customer_id: str, rows: Iterable[Certificate]) -> tuple[Amiss, ...]:
    customer = guards.customer(who.by, who.generation, customer_id, only=cases.JUDGED, merged=True)
    book = bank.playbook_of(who.generation.business_date)
    return standing.amiss(who.by, who.generation, customer, rows, day=who.today, playbook=book)
