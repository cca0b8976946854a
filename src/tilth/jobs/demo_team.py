"""The managers of the demo bank: what they did in the months before its first night, and every morning since.

Nobody signs in as most of them. Their records lie beside those of the people who do, so that branch and
region have something to compare; the planted customers are left as they were planted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction

from tilth.access import audit, generations
from tilth.data.models import (
    Contact,
    Generation,
    PublishedCustomer,
    PublishedListEntry,
    PublishedStaff,
    Task,
    User,
)
from tilth.domain import days
from tilth.domain.contacts.operations import SILENT_OUTCOMES, WRONG_NUMBER
from tilth.domain.guards import MANAGERS
from tilth.domain.numbers import operations as numbers
from tilth.jobs import demo_habits as habits
from tilth.jobs.demo_habits import HABITS, Dealt, Habit, Taken

MONTHS = dt.timedelta(days=180)
"""The bank has kept its records here for so long before the first night."""
FORGIVEN = dt.timedelta(days=21)
"""A promise missed longer ago was made good later; a younger one stands open still."""
LATE = dt.timedelta(days=5)
AFTERNOON = dt.time(16, 40)
BATCH = 500
KINDS = {"visit": "appointment", "call_again": "call"}
SAID = {
    "appointment": "约好到网点细谈，客户会带身份证件。",
    "connected": "问候近况，聊了资金安排；客户说话简短，愿意再联络。",
    "refused": "客户说近期不考虑，请不要再为产品来电。",
}


class Made(NamedTuple):
    """One contact, and what it promised."""

    contact: Contact
    task: Task | None


class Worker(NamedTuple):
    """A manager of the bank, the account that signs the records, and the habits."""

    user: User
    habit: Habit
    taken: Taken
    """Hours at which somebody is expected already."""

    @property
    def staff_id(self) -> str:
        """The number in the bank's data."""
        return self.user.staff_id or ""


def workers() -> list[Worker]:
    """Return every manager at work, each with an account; accounts are made where there are none."""
    generation = generations.current()
    if generation is None:
        return []
    rows = PublishedStaff.objects.filter(generation=generation.pk, active=True, role__in=MANAGERS)
    taken = expected(rows.values_list("staff_id", flat=True))
    known = {user.staff_id: user for user in User.objects.filter(is_active=True, staff_id__isnull=False)}
    with audit.job("demo"):
        return [
            Worker(
                known.get(row.staff_id) or _account(row), HABITS[number % len(HABITS)], taken[row.staff_id]
            )
            for number, row in enumerate(rows.order_by("staff_id"))
        ]


def expected(staff: Iterable[str]) -> defaultdict[str, Taken]:
    """Return by staff number the hours of appointments still to come."""
    found: defaultdict[str, Taken] = defaultdict(set)
    rows = Task.objects.unscoped().filter(
        staff_id__in=staff, kind="appointment", done_at=None, voided_at=None
    )
    for staff_id, day, hour in rows.values_list("staff_id", "due_on", "due_at"):
        found[staff_id].add((day, hour))
    return found


def _account(row: PublishedStaff) -> User:
    """Make an account with which nobody can sign in."""
    return User.objects.create_user(row.staff_id.lower(), role=row.role, staff_id=row.staff_id, name=row.name)


@transaction.atomic
def remember(people: Sequence[Worker], *, planted: Iterable[str]) -> int:
    """Write down the contacts of the months before the first night, and what became of them; how many."""
    generation = generations.current()
    if generation is None or Contact.objects.unscoped().exists():
        return 0
    by_staff = {one.staff_id: one for one in people}
    books = PublishedCustomer.objects.unscoped().filter(
        generation=generation.pk, rm_id__in=by_staff, closed_on=None
    )
    rows = books.exclude(customer_id__in=list(planted)).order_by("customer_id")
    until = generation.business_date
    made = [
        one
        for row in rows.only("customer_id", "rm_id", "tier", "opened_on")
        for one in _customer(by_staff[row.rm_id or ""], row, until)
    ]
    today = days.next_working_day(until)
    for one in made:
        _settle(by_staff, one.task, today)
    with audit.job("demo"):
        _store(made)
    return len(made)


def _customer(worker: Worker, row: PublishedCustomer, until: dt.date) -> Iterator[Made]:
    """Yield the contacts with one customer since the records began, or since the account was opened."""
    since = max(until - MONTHS, row.opened_on or until)
    ahead = row.tier not in {"general", "personal"}
    for day in habits.calls(worker.habit, row.customer_id, since=since, until=until, ahead=ahead):
        dealt = habits.deal(worker.habit, row.customer_id, day, worker.taken)
        if dealt.outcome != WRONG_NUMBER:
            yield _made(worker, row.customer_id, day, dealt, number=habits.chance(row.customer_id, of=24))


@transaction.atomic
def work(people: Sequence[Worker], generation: Generation) -> int:
    """Keep what was promised for the day, and record each manager's calls on the newest list; how many."""
    day = days.next_working_day(generation.business_date)
    by_staff = {one.staff_id: one for one in people}
    listed = PublishedListEntry.objects.unscoped().filter(generation=generation.pk, rm_id__in=by_staff)
    made = []
    for entry in listed.order_by("rm_id", "rank"):
        worker = by_staff[entry.rm_id]
        if entry.rank <= worker.habit.a_day:
            dealt = habits.deal(worker.habit, entry.customer_id, day, worker.taken)
            one = _made(worker, entry.customer_id, day, dealt, number=entry.rank)
            one.contact.business_date, one.contact.list_rank = entry.business_date, entry.rank
            made.append(one)
    with audit.job("demo"):
        _keep(by_staff, day)
        _call_once(by_staff, made, day)
        _store(made)
        _mark(generation, [one.contact for one in made if one.contact.outcome == WRONG_NUMBER])
    return len(made)


def _made(worker: Worker, customer_id: str, day: dt.date, dealt: Dealt, *, number: int) -> Made:
    at = dt.datetime.combine(day, habits.FIRST_CALL, days.ZONE) + number * habits.BETWEEN_CALLS
    spoken = dealt.two_way
    contact = Contact(
        customer_id=customer_id,
        staff_id=worker.staff_id,
        user=worker.user,
        contacted_at=at,
        contact_on=day,
        channel="phone",
        two_way=spoken,
        outcome=dealt.outcome,
        purpose="invite" if dealt.outcome == "appointment" else "maintain",
        content=SAID.get(dealt.outcome, ""),
        duration_minutes=2 + habits.chance(customer_id, day, of=9) if spoken else None,
        step=dealt.step,
        next_step_on=dealt.on,
        intention=("weak", "medium", "strong")[habits.chance(customer_id, of=3)] if spoken else None,
        effect="consolidate" if spoken else "",
        idempotency_key=f"{worker.user.pk}:demo {day} {customer_id}",
    )
    return Made(contact, None if dealt.on is None else _task(contact, dealt))


def _task(contact: Contact, dealt: Dealt) -> Task:
    return Task(
        customer_id=contact.customer_id,
        staff_id=contact.staff_id,
        user=contact.user,
        kind=KINDS.get(dealt.step, "task"),
        step=dealt.step,
        due_on=dealt.on or contact.contact_on,
        due_at=dealt.at,
        place=dealt.place or None,
        contact=contact,
        made_at=contact.contacted_at,
    )


def _settle(by_staff: dict[str, Worker], task: Task | None, today: dt.date) -> bool:
    """Say what became of a promise by today; whether anything did."""
    if task is None or task.due_on >= today:
        return False
    habit = by_staff[task.staff_id].habit
    if task.kind == "appointment":
        task.came = habits.came(habit, task.customer_id, task.due_on)
        task.done_at = _afternoon(task.due_on)
    elif _is_only_an_attempt(task) or habits.kept(habit, task.customer_id, task.due_on):
        task.done_at = _afternoon(task.due_on)
    elif task.due_on < today - FORGIVEN:
        task.done_at = _afternoon(days.working_day(task.due_on + LATE))
    return task.done_at is not None


def _is_only_an_attempt(task: Task) -> bool:
    """Say whether nobody was promised anything: whoever was not reached is called again the next day."""
    return task.contact is not None and task.contact.outcome in SILENT_OUTCOMES


def _keep(by_staff: dict[str, Worker], day: dt.date) -> None:
    """Settle what stood open for the days before."""
    rows = Task.objects.unscoped().filter(staff_id__in=by_staff, done_at=None, voided_at=None, due_on__lt=day)
    done = [task for task in rows.select_related("contact").order_by("id") if _settle(by_staff, task, day)]
    Task.objects.unscoped().bulk_update(done, ["came", "done_at"], batch_size=BATCH)


def _call_once(by_staff: dict[str, Worker], made: Sequence[Made], day: dt.date) -> None:
    """Let a call that is promised again take the place of the one promised before."""
    again = [one.task.customer_id for one in made if one.task is not None and one.task.step == "call_again"]
    rows = Task.objects.unscoped().filter(staff_id__in=by_staff, customer_id__in=again, step="call_again")
    rows.filter(done_at=None, voided_at=None).update(done_at=_afternoon(day))


def _store(made: Sequence[Made]) -> None:
    Contact.objects.unscoped().bulk_create([one.contact for one in made], batch_size=BATCH)
    tasks = [one.task for one in made if one.task is not None]
    Task.objects.unscoped().bulk_create(tasks, batch_size=BATCH)


def _mark(generation: Generation, wrong: Sequence[Contact]) -> None:
    """Mark the numbers that reached somebody else."""
    rows = PublishedCustomer.objects.unscoped().filter(generation=generation.pk)
    found = {row.customer_id: row for row in rows.filter(customer_id__in=[one.customer_id for one in wrong])}
    for one in wrong:
        numbers.mark(one, found[one.customer_id])


def _afternoon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, AFTERNOON, days.ZONE)
