"""What stands beside the list: what falls due, tasks, appointments, leftovers, holidays, the book."""

import datetime as dt
from dataclasses import dataclass

from tilth.data.models import PublishedBook
from tilth.domain import days
from tilth.domain.call_lists.model import Day, Entry, Leftover, Todo
from tilth.web.today.chips import language, money
from tilth.web.today.headlines import DUE_DAYS, near, total
from tilth.web.today.moments import moment

DUE_SHOWN = 5
TASKS_SHOWN = 6
HOLIDAYS_WITHIN = 10


@dataclass(frozen=True, kw_only=True)
class Due:
    """One maturity within the next days."""

    entry: Entry
    what: str
    due_on: dt.date
    amount: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One task, appointment or call put off."""

    todo: Todo
    moment: str
    late: bool
    """Its day has passed."""
    past: bool
    """Its moment today has passed."""

    @property
    def met(self) -> bool:
        """Whether it is to be said who came: an appointment whose moment has passed."""
        return self.todo.kind == "appointment" and (self.late or self.past)


@dataclass(frozen=True, kw_only=True)
class Aside:
    """All that stands beside the list."""

    due: tuple[Due, ...]
    due_total: str
    due_days: int
    tasks: tuple[Item, ...]
    more_tasks: tuple[Item, ...]
    overdue: int
    """Tasks of days that have passed."""
    appointments: tuple[Item, ...]
    """Today's appointments and calls with a time, and the appointments of the next days."""
    leftovers: tuple[Leftover, ...]
    rests: tuple[days.Rest, ...]
    book: PublishedBook | None
    tiers: tuple[tuple[str, int, int], ...]


def of(day: Day, *, book: PublishedBook | None, today: dt.date) -> Aside:
    """Return what stands beside a list."""
    items = tuple(_item(todo, day, today) for todo in day.todos)
    timed = tuple(item for item in items if _is_timed(item.todo, today))
    tasks = tuple(item for item in items if item not in timed and not item.todo.of_list)
    return Aside(
        due=_due(day, today)[:DUE_SHOWN],
        due_total=money(total(day, today)),
        due_days=DUE_DAYS,
        tasks=tasks[:TASKS_SHOWN],
        more_tasks=tasks[TASKS_SHOWN:],
        overdue=sum(item.late for item in tasks),
        appointments=timed,
        leftovers=day.leftovers,
        rests=days.ahead(today, within=HOLIDAYS_WITHIN),
        book=book,
        tiers=_tiers(book),
    )


def _is_timed(todo: Todo, today: dt.date) -> bool:
    """Whether it stands on the timeline: an appointment, or a call of today at a time."""
    if todo.due_on < today:
        return False
    return todo.kind == "appointment" or (todo.due_on == today and todo.due_at is not None)


def _item(todo: Todo, day: Day, today: dt.date) -> Item:
    return Item(
        todo=todo,
        moment=moment(todo, today=today, language=language()),
        late=todo.due_on < today,
        past=todo.due_on == today and todo.due_at is not None and todo.due_at < day.now.time(),
    )


def _due(day: Day, today: dt.date) -> tuple[Due, ...]:
    found = sorted(near(day, today), key=lambda pair: (pair[1].due_on, pair[0].rank))
    return tuple(
        Due(entry=entry, what=event.product_name, due_on=event.due_on, amount=money(event.amount))
        for entry, event in found
    )


def _tiers(book: PublishedBook | None) -> tuple[tuple[str, int, int], ...]:
    """Return tier, customers and the width of its bar in per cent, highest tier first."""
    if book is None or not book.customers:
        return ()
    counts = [
        ("private", book.tier_private),
        ("platinum", book.tier_platinum),
        ("personal", book.tier_personal),
        ("general", book.tier_general),
    ]
    most = max(count for _code, count in counts) or 1
    return tuple((code, count, round(100 * count / most)) for code, count in counts)
