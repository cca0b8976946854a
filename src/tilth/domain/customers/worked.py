"""Whom somebody dialled or spoke with in some days: the rows behind the figures of work (LIST-02, KPI-03).

A figure counts each customer once a day and person; the list shows each customer once, with that number
beside the name. Customers who are out of sight by now are counted and not shown: the list says how many.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from tilth.access import visibility
from tilth.data.models import (
    Contact,
    Generation,
    PublishedBook,
    PublishedBranch,
    PublishedCustomer,
    Task,
    User,
)
from tilth.domain.contacts import made
from tilth.domain.customers import written
from tilth.domain.customers.written import WRITTEN
from tilth.kernel import dates
from tilth.policy.vocabulary import PURPOSES

DIALLED, CONTACTS = "dialled", "contacts"
FAMILIAR, UNFAMILIAR, NEW, EXISTING = "familiar", "unfamiliar", "new", "existing"
APPOINTED, CAME, MISSED = "appointed", "came", "missed"
WHAT = (DIALLED, CONTACTS, FAMILIAR, UNFAMILIAR, NEW, EXISTING, APPOINTED, CAME, MISSED, *WRITTEN)
"""What is counted: who was dialled; two-way contacts: all, of a side or lifecycle, that made an appointment;
appointments to which the customer came, and did not come; and what was written down (`written`)."""
SIDES, AGES = (FAMILIAR, UNFAMILIAR), (NEW, EXISTING)
PLANNED = "planned"
"""Appointments that no contact arranged: somebody planned them."""
PARTS = (*SIDES, *AGES, *PURPOSES, PLANNED)
"""Of what customers, or for what, talks and appointments are counted apart (B1)."""
PARTED = (CONTACTS, APPOINTED, CAME, MISSED)
ITEMS = (CAME, MISSED, *WRITTEN)
"""What is seen with its customer alone, and counted one by one."""
ONCE = SIDES
"""What counts a customer once in all the days."""
_BETWEEN, _BRANCH, _OF = "~", "@", "."
_FIELDS = 4
_EACH_DAY = Func(
    F("staff_id"),
    F("contact_on"),
    template="count(DISTINCT (%(expressions)s))",
    output_field=IntegerField(),
)
_EACH = Func(F("id"), template="count(%(expressions)s)", output_field=IntegerField())


@dataclass(frozen=True, kw_only=True)
class Worked:
    """What was done, by whom, in which days, both included."""

    what: str
    since: dt.date
    until: dt.date
    by: str
    """A staff number, or @ and a branch: all managers of it and of those below."""
    part: str = ""
    """One of PARTS; empty for all."""

    def __str__(self) -> str:
        what = f"{self.what}{_OF}{self.part}" if self.part else self.what
        return _BETWEEN.join((what, self.since.isoformat(), self.until.isoformat(), self.by))

    @property
    def once(self) -> bool:
        """Whether a customer counts once in all the days."""
        return self.what in ONCE

    @property
    def branch(self) -> str:
        """The branch whose managers are meant; empty for one person."""
        return self.by[1:] if self.by.startswith(_BRANCH) else ""


def of_branch(code: str) -> str:
    """Return who is meant by all managers of a branch."""
    return f"{_BRANCH}{code}"


def read(text: str) -> Worked | None:
    """Return what an address asks for; None for anything else."""
    parts = text.split(_BETWEEN, _FIELDS - 1)
    if len(parts) != _FIELDS or not parts[3]:
        return None
    what, dot, part = parts[0].partition(_OF)
    if what not in WHAT or (dot and not (what in PARTED and part in PARTS)):
        return None
    since, until = dates.read_day(parts[1]), dates.read_day(parts[2])
    if since is None or until is None:
        return None
    return Worked(what=what, since=since, until=until, by=parts[3], part=part)


def people(actor: User, generation: Generation, asked: Worked) -> tuple[str, ...]:
    """Return the staff numbers that are meant; one query for a branch, none for a person."""
    if not asked.branch:
        return (asked.by,)
    below = PublishedBranch.objects.filter(generation=generation.pk, path__contains=[asked.branch])
    books = visibility.visible(PublishedBook, actor, generation).filter(
        branch_id__in=below.values("branch_id")
    )
    return tuple(books.order_by("rm_id").values_list("rm_id", flat=True))


def narrowed(
    rows: "QuerySet[PublishedCustomer]", asked: Worked, staff: tuple[str, ...]
) -> "QuerySet[PublishedCustomer]":
    """Return the customers of a figure, each with `calls`: how often it counts."""
    done = _done(asked, staff)
    number = _EACH if asked.what in ITEMS else _EACH_DAY
    calls = done.order_by().annotate(number=number).values("number")
    return rows.filter(Q(Exists(done)) & _own(asked)).annotate(calls=Subquery(calls))


def total(asked: Worked, staff: tuple[str, ...]) -> int:
    """Return what the figure counts, customers out of sight among them; one query.

    Appointments and what was written down are seen with their customers alone: nothing is out of sight.
    """
    if asked.what in ITEMS:
        return 0
    if asked.part:
        found = made.talks(staff, since=asked.since, until=asked.until)
        return sum(getattr(one, asked.what) for one in found if one.part == asked.part)
    counted = made.counted(staff, since=asked.since, until=asked.until)
    return int(getattr(counted, asked.what))


def _done(asked: Worked, staff: tuple[str, ...]) -> "QuerySet[Any]":
    """Return the rows about the outer query's customer that count."""
    if asked.what in WRITTEN:
        rows = written.rows(asked.what, since=asked.since, until=asked.until)
        return rows.filter(Q(staff_id__among=list(staff)), customer_id=OuterRef("customer_id"))
    return _meetings(asked, staff) if asked.what in ITEMS else _contacts(asked, staff)


def _contacts(asked: Worked, staff: tuple[str, ...]) -> "QuerySet[Contact]":
    rows = Contact.objects.unscoped().filter(
        Q(staff_id__among=list(staff)),
        customer_id=OuterRef("customer_id"),
        contact_on__gte=asked.since,
        contact_on__lte=asked.until,
        voided_at=None,
    )
    if asked.part and asked.part not in (*SIDES, *AGES):
        rows = rows.filter(purpose=asked.part)
    if asked.what == APPOINTED:
        return rows.filter(two_way=True, outcome="appointment")
    return rows if asked.what == DIALLED else rows.filter(two_way=True)


def _meetings(asked: Worked, staff: tuple[str, ...]) -> "QuerySet[Task]":
    rows = Task.objects.unscoped().filter(
        Q(staff_id__among=list(staff)),
        customer_id=OuterRef("customer_id"),
        kind="appointment",
        came="came" if asked.what == CAME else "did_not_come",
        due_on__gte=asked.since,
        due_on__lte=asked.until,
        voided_at=None,
    )
    if asked.part == PLANNED:
        return rows.filter(contact=None)
    return rows.filter(contact__purpose=asked.part) if asked.part in PURPOSES else rows


def _own(asked: Worked) -> Q:
    """Return what the customer's row must say tonight."""
    rules = {
        FAMILIAR: Q(familiar=True),
        UNFAMILIAR: Q(familiar=False),
        NEW: Q(lifecycle="new"),
        EXISTING: ~Q(lifecycle="new"),
    }
    return rules.get(asked.part or asked.what, Q())
