"""Read contacts: a customer's, newest first, page by page (REC-01)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet, Subquery

from tilth.access import reads, visibility
from tilth.data.models import Clearance, Contact, Generation, User
from tilth.domain import guards

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One contact as a page shows it."""

    id: UUID
    contacted_at: dt.datetime
    contact_on: dt.date
    channel: str
    two_way: bool
    outcome: str
    purpose: str
    content: str
    duration_minutes: int | None
    step: str
    next_step: str
    next_step_on: dt.date | None
    intention: str
    """Empty where nobody spoke or nobody asked."""
    effect: str
    nature: str
    """Business or care; empty in records older than the question."""
    by: str


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """One page of contacts and the key of the next, None when there is none."""

    items: tuple[Recorded, ...]
    following: UUID | None


def of_customer(
    actor: User, generation: Generation, *, customer_id: str, after: UUID | None = None
) -> Contacts:
    """Return a customer's contacts older than `after`, newest first; one query, two with `after`."""
    rows = visibility.visible(Contact, actor, generation).filter(customer_id=customer_id)
    if after is not None:
        last = rows.filter(pk=after).values_list("contacted_at", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(contacted_at__lt=last) | Q(contacted_at=last, id__lt=after))
    found = list(
        rows.select_related("user").defer("user__password").order_by("-contacted_at", "-id")[: PAGE + 1]
    )
    page = found[:PAGE]
    return Contacts(
        items=tuple(item(row) for row in page),
        following=page[-1].pk if len(found) > PAGE else None,
    )


def item(row: Contact) -> Recorded:
    """Return a contact, fetched with its user, as a page shows it."""
    return Recorded(
        id=row.pk,
        contacted_at=row.contacted_at,
        contact_on=row.contact_on,
        channel=row.channel,
        two_way=row.two_way,
        outcome=row.outcome,
        purpose=row.purpose,
        content=row.content,
        duration_minutes=row.duration_minutes,
        step=row.step or "",
        next_step=row.next_step,
        next_step_on=row.next_step_on,
        intention=row.intention or "",
        effect=row.effect,
        nature=row.nature or "",
        by=row.user.name,
    )


@reads.plain
def by_key(*, keys: list[str]) -> "QuerySet[Contact]":
    """Return contacts with who wrote them down, by numbers that the diary named: they were in sight."""
    rows = Contact.objects.unscoped().filter(Q(pk__among=keys))
    return rows.select_related("user").defer("user__password")


@dataclass(frozen=True, kw_only=True)
class Talk:
    """The last talk with a customer, and the number of the newest record of any kind."""

    newest: UUID
    item: Recorded | None
    """The newest two-way contact; None where nobody of the bank spoke with the customer."""
    channels: tuple[str, ...] = ()
    """By which ways the latest talks took place, newest first."""

    def worn(self, times: int) -> str:
        """Return the channel by which the latest talks all took place, so many of them; else empty text."""
        latest = set(self.channels[:times])
        return latest.pop() if 0 < times <= len(self.channels) and len(latest) == 1 else ""


def last(actor: User, generation: Generation, *, customer_id: str, channels: int = 0) -> Talk | None:
    """Return the last talk with a customer by anybody of the bank; None before any record; one query.

    It comes with the channels of so many talks.
    """
    rows = visibility.visible(Contact, actor, generation).filter(customer_id=customer_id)
    talks = rows.filter(two_way=True).order_by("-contacted_at", "-id")
    either = rows.filter(
        Q(id=Subquery(talks.values("id")[:1])) | Q(id=Subquery(rows.order_by("-id").values("id")[:1]))
    )
    if channels:
        either = either.annotate(lately=ArraySubquery(talks.values("channel")[:channels]))
    found = list(either.select_related("user").defer("user__password"))
    if not found:
        return None
    spoken = max((row for row in found if row.two_way), key=lambda row: row.contacted_at, default=None)
    return Talk(
        newest=max(row.pk for row in found),
        item=item(spoken) if spoken else None,
        channels=tuple(getattr(found[0], "lately", ())),
    )


def newest(actor: User, generation: Generation, *, customer_id: str) -> UUID | None:
    """Return the number of the customer's newest contact, None where there is none; one query."""
    rows = visibility.visible(Contact, actor, generation).filter(customer_id=customer_id)
    return rows.order_by("-id").values_list("id", flat=True).first()


def undoable(
    actor: User, generation: Generation, *, customer_id: str, contact: UUID, at: dt.datetime
) -> bool:
    """Say whether the actor recorded this contact with the customer moments ago; one query."""
    rows = visibility.visible(Contact, actor, generation).filter(customer_id=customer_id, user=actor)
    return rows.filter(pk=contact, contacted_at__gte=at - guards.UNDO).exists()


def newest_by_others(actor: User, generation: Generation, *, customer_id: str, after: UUID) -> Contact | None:
    """Return the newest contact that a colleague stored after the contact `after`; one query.

    Numbers grow with time, so that what was stored later has the greater one.
    """
    rows = visibility.visible(Contact, actor, generation).filter(customer_id=customer_id, id__gt=after)
    return rows.exclude(user=actor).select_related("user").defer("user__password").order_by("-id").first()


def open_clearance(actor: User, *, customer_id: str, channel: str, at: dt.datetime) -> Clearance | None:
    """Return the actor's newest clearance that still holds and that no contact has used; one query.

    The customer has been found in sight before.
    """
    rows = _clearances(user=actor.pk, customer_id=customer_id, channel=channel, at=at)
    return next(iter(rows), None)


@reads.plain
def _clearances(*, user: int, customer_id: str, channel: str, at: dt.datetime) -> "QuerySet[Clearance]":
    rows = Clearance.objects.unscoped().filter(
        user=user, customer_id=customer_id, channel=channel, valid_until__gt=at, contact__isnull=True
    )
    return rows.order_by("-given_at", "-id")[:1]


@reads.plain
def recorded(*, key: str) -> "QuerySet[Contact]":
    """Return the contact that was stored under a key, if it is in sight; one query."""
    return Contact.objects.unscoped().filter(idempotency_key=key).order_by("id")[:1]
