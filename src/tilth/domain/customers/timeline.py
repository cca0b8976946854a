"""What happened with a customer in one list, newest first: contacts, transactions, events of the night.

What people wrote down comes from the diary, what the night tells of from its own tables; each is read by its
own index from the place where the last page ended, and merged here.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.data.models import (
    DiaryLine,
    Generation,
    PublishedCustomer,
    PublishedEvent,
    PublishedTransaction,
    TransactionNight,
    User,
)
from tilth.data.records import MODELS, columns_of
from tilth.domain.contacts import queries as contacts
from tilth.domain.days import ZONE
from tilth.domain.diary import queries as diary
from tilth.domain.reasons.queries import Event, event, product_names
from tilth.kernel import dates
from tilth.policy import codes
from tilth.policy.permissions import Action, may
from tilth.policy.subjects import BY_NAME, SUBJECTS, Subject

PAGE = 20
SUBJECTS_TOLD = tuple(sorted(one.name for one in SUBJECTS))
"""Kinds of records that people make by the acts of the kit: each tells itself in a line."""
KINDS = ("contact", *SUBJECTS_TOLD, *(one for one in codes.TIMELINE if one != "contact"))
"""By these the list can be narrowed; where two happened at the same moment, the later word comes first."""
_RECORDED = ("contact", *SUBJECTS_TOLD)
"""What people wrote down, which the diary knows; the diary orders them as these words are ordered."""
_END_OF_DAY = dt.time(23, 59, 59, tzinfo=ZONE)


@dataclass(frozen=True, kw_only=True)
class After:
    """The last entry of the page before: its moment, kind and number."""

    at: dt.datetime
    kind: str
    number: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.kind}~{self.number}"


@dataclass(frozen=True, kw_only=True)
class Written:
    """One record of a subject as the diary tells it, and what it says in words."""

    subject: Subject
    said: Mapping[str, Any]
    note: str


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One line of the timeline; of contact, transaction, event and another record one is there."""

    after: After
    contact: contacts.Recorded | None = None
    transaction: PublishedTransaction | None = None
    event: Event | None = None
    written: Written | None = None

    @property
    def kind(self) -> str:
        """What it is: a word of KINDS."""
        return self.after.kind

    @property
    def at(self) -> dt.datetime:
        """When it happened, on the bank's clock."""
        return self.after.at.astimezone(ZONE)


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """One page of the timeline and where the next begins, None at the end."""

    entries: tuple[TimelineEntry, ...]
    following: After | None


@dataclass(frozen=True, kw_only=True)
class _Asked:
    actor: User
    generation: Generation
    customer: PublishedCustomer
    after: After | None
    most: int


def read(text: str) -> After | None:
    """Return the place that an address names; None for the beginning and for what is no place."""
    moment, _, rest = text.partition("~")
    kind, _, number = rest.partition("~")
    at = dates.read_moment(moment)
    if at is None or kind not in KINDS or not number or "\x00" in number:
        return None
    if kind in _RECORDED and not _is_uuid(number):
        return None
    return After(at=at, kind=kind, number=number)


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def of_customer(  # noqa: PLR0913 - one page of one customer's list, told in keywords
    actor: User,
    generation: Generation,
    *,
    customer: PublishedCustomer,
    kinds: tuple[str, ...] = KINDS,
    after: After | None = None,
    most: int = PAGE,
) -> Timeline:
    """Return a page of a customer in sight, who was read before; at most six queries.

    What the actor is not shown of somebody else's bookings is masked or left out (C-22).
    """
    asked = _Asked(actor=actor, generation=generation, customer=customer, after=after, most=most + 1)
    found = _recorded(asked, kinds)
    found += [entry for kind in _SOURCES if kind in kinds for entry in _SOURCES[kind](asked)]
    found.sort(key=lambda one: (one.after.at, KINDS.index(one.kind)), reverse=True)
    page = tuple(found[:most])
    return Timeline(entries=page, following=page[-1].after if len(found) > most else None)


def asked(actor: User, generation: Generation, *, customer_id: str, most: int) -> Asked[DiaryLine]:
    """Return what `of_customer` asks first of the contacts alone, to be sent together with other reads."""
    known: dict[str, Any] = {"customer_id": customer_id, "subjects": ["contact"], "most": most + 1}
    return diary.newest.asked(actor, generation, **known)


def _older(asked: _Asked, kind: str, moment: str, number: str) -> Q:
    """Return: older than the last entry, by the bank's wall clock; of the same moment later in the order."""
    if asked.after is None:
        return Q()
    last = asked.after
    at = last.at.astimezone(ZONE).replace(tzinfo=None)
    rule = Q(**{f"{moment}__lt": at})
    if KINDS.index(kind) < KINDS.index(last.kind):
        return rule | Q(**{moment: at})
    if kind == last.kind:
        return rule | Q(**{moment: at, f"{number}__lt": last.number})
    return rule


def _recorded(asked: _Asked, kinds: tuple[str, ...]) -> list[TimelineEntry]:
    """Return what people wrote down: one query of the diary for all kinds, and one for each kind it names."""
    known: dict[str, Any] = {
        "customer_id": asked.customer.customer_id,
        "subjects": [kind for kind in kinds if kind in _RECORDED],
        "most": asked.most,
    }
    if not known["subjects"]:
        return []
    if asked.after is None:
        lines = diary.newest(asked.actor, asked.generation, **known)
    else:
        before = _before(asked.after)
        lines = diary.older(asked.actor, asked.generation, before=before, **known)
    talks = dict(_contacts([one.row_id for one in lines if one.subject == "contact"]))
    notes = _notes(lines)
    return [
        TimelineEntry(
            after=After(at=one.happened_at, kind=one.subject, number=one.row_id),
            contact=talks.get(one.row_id),
            written=_written(one, notes) if one.subject in SUBJECTS_TOLD else None,
        )
        for one in lines
        if one.subject in SUBJECTS_TOLD or one.row_id in talks
    ]


def kinds_of(role: str) -> tuple[str, ...]:
    """Return the kinds that a role may list."""
    return tuple(
        one for one in KINDS if one not in SUBJECTS_TOLD or may(role, BY_NAME[one].thing, Action.LIST)
    )


def _written(line: DiaryLine, notes: Mapping[str, str]) -> Written:
    return Written(subject=BY_NAME[line.subject], said=line.said, note=notes.get(line.row_id, ""))


def _notes(lines: Sequence[DiaryLine]) -> dict[str, str]:
    """Return number → what a record says in words; one query for each kind that is there."""
    found: dict[str, str] = {}
    for name in {one.subject for one in lines} & set(SUBJECTS_TOLD):
        held = columns_of(MODELS[name])
        column = next((one for one, says in held.items() if says.kind == "note"), "")
        numbers = [one.row_id for one in lines if one.subject == name]
        rows: QuerySet[Any, Any] = QuerySet(MODELS[name]).filter(Q(pk__among=numbers))
        found |= {str(number): text for number, text in rows.values_list("pk", column)} if column else {}
    return found


def _before(last: After) -> Q:
    """Return: a line older than the last entry, or of the same moment and later in the order of kinds."""
    rule = Q(happened_at__lt=last.at)
    for kind in _RECORDED:
        if KINDS.index(kind) < KINDS.index(last.kind):
            rule |= Q(happened_at=last.at, subject=kind)
        elif kind == last.kind:
            rule |= Q(happened_at=last.at, subject=kind, row_id__lt=last.number)
    return rule


def _contacts(numbers: list[str]) -> list[tuple[str, contacts.Recorded]]:
    return [(str(row.pk), contacts.item(row)) for row in contacts.by_key(keys=numbers)] if numbers else []


def _transactions(asked: _Asked) -> list[TimelineEntry]:
    nights = list(
        TransactionNight.objects.filter(business_date__lte=asked.generation.business_date).values_list(
            "pk", flat=True
        )
    )
    known: dict[str, Any] = {"customer_id": asked.customer.customer_id, "nights": nights, "most": asked.most}
    if asked.after is None:
        found = _newest_bookings(asked.actor, asked.generation, **known)
    else:
        rows = visibility.visible(PublishedTransaction, asked.actor, asked.generation)
        rows = rows.filter(_older(asked, "transaction", "at", "transaction_id"))
        found = list(_of_nights(rows, **known))
    scope = scopes.of(asked.actor, asked.generation)
    return [
        TimelineEntry(
            after=After(at=row.at.replace(tzinfo=ZONE), kind="transaction", number=row.transaction_id),
            transaction=personal.booked(row, asked.customer, scope),
        )
        for row in found
    ]


@reads.scoped
def _newest_bookings(
    actor: User, generation: Generation, *, customer_id: str, nights: list[int], most: int
) -> "QuerySet[PublishedTransaction]":
    rows = visibility.visible(PublishedTransaction, actor, generation)
    return _of_nights(rows, customer_id=customer_id, nights=nights, most=most)


def _of_nights(
    rows: "QuerySet[PublishedTransaction]", *, customer_id: str, nights: list[int], most: int
) -> "QuerySet[PublishedTransaction]":
    return rows.filter(customer_id=customer_id, night__in=nights).order_by("-at", "-transaction_id")[:most]


def _events(asked: _Asked) -> list[TimelineEntry]:
    at = dt.datetime.combine(asked.generation.business_date, _END_OF_DAY)
    last = asked.after
    if last is not None and (at, KINDS.index("event")) > (last.at, KINDS.index(last.kind)):
        return []
    rows = _of(asked, PublishedEvent)
    if last is not None and (last.at, last.kind) == (at, "event"):
        rows = rows.filter(event_id__lt=last.number)
    found = list(rows.order_by("-event_id")[: asked.most])
    names = product_names(asked.actor, asked.generation, (one.subject for one in found))
    return [
        TimelineEntry(
            after=After(at=at, kind="event", number=row.event_id), event=event(row, names, asked.generation)
        )
        for row in found
    ]


def _of(asked: _Asked, model: Any) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = visibility.visible(model, asked.actor, asked.generation)
    return rows.filter(customer_id=asked.customer.customer_id)


_SOURCES: dict[str, Callable[[_Asked], list[TimelineEntry]]] = {
    "transaction": _transactions,
    "event": _events,
}
"""What the night tells of; each is a table of its own."""
