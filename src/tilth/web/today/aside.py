"""What stands beside the list: what falls due, tasks, appointments, leftovers, holidays, the book."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.data.models import PublishedBook
from tilth.domain import days
from tilth.domain.call_lists import of_hours
from tilth.domain.call_lists.maturities import DAYS, MOST
from tilth.domain.call_lists.model import Day, Leftover, Maturity, Todo
from tilth.domain.call_lists.weeks import Names
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import TIERS
from tilth.web import figures, labels
from tilth.web.format import amounts
from tilth.web.format.languages import language
from tilth.web.format.moments import moment
from tilth.web.reasons.chips import money
from tilth.web.reasons.purposes import urgent
from tilth.web.today.headlines import many
from tilth.web.today.held import mark

TASKS_SHOWN = 6
HOLIDAYS_WITHIN = 10


@dataclass(frozen=True, kw_only=True)
class Due:
    """One maturity of the own book within the next days."""

    maturity: Maturity
    amount: str


@dataclass(frozen=True, kw_only=True)
class Book:
    """The own book in figures."""

    customers: figures.Number
    aum: figures.Number
    tiers: tuple[tuple[str, figures.Number, int], ...]
    """Tier, customers and the width of its bar in per cent, highest tier first."""
    rows: tuple[tuple[str, figures.Number], ...]
    joint: bool
    """Whether several of them own an account together: it counts once."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """The names put down for the week, in figures."""

    size: int
    """How many names the week has places for."""
    short: bool
    """Whether the book had fewer names than that."""
    rows: tuple[tuple[str, figures.Number], ...]


@dataclass(frozen=True, kw_only=True)
class Errand:
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
class Promised:
    """What stands open for somebody stood in for: what is of today, and what of the other days."""

    today: tuple[Errand, ...]
    """By the hour; what has none comes last."""
    tasks: tuple[Errand, ...]
    """Tasks of other days, the late ones first."""
    more_tasks: tuple[Errand, ...]
    overdue: int
    appointments: tuple[Errand, ...]
    """Of the next days."""
    number: int


@dataclass(frozen=True, kw_only=True)
class Aside:
    """All that stands beside the list."""

    due: tuple[Due, ...]
    due_total: figures.Number
    due_number: str
    due_customers: figures.Number
    due_joint: bool
    """Whether the total is less than that of the items: what two of the customers own counts once."""
    more_due: int
    """Maturities that are not named."""
    due_days: int
    also: figures.Number
    """What is open in the own book beside the list."""
    also_kinds: tuple[figures.Number, ...]
    """The same by kind, the most urgent first."""
    appointments: tuple[Errand, ...]
    """Today's appointments and calls with a time, and the appointments of the next days."""
    leftovers: tuple[Leftover, ...]
    rests: tuple[days.Rest, ...]
    book: Book | None
    week: Week | None
    """None where the playbook makes no list for weeks, or nobody is on it."""
    marks: Mapping[str, str]
    """Card that no act of the morning changes → the mark of what it says."""
    stays: frozenset[str]
    """Of these the cards that the asking page shows as they are: they are neither made nor drawn."""


def of(  # noqa: PLR0913 - all that stands there
    day: Day,
    *,
    book: PublishedBook | None,
    today: dt.date,
    playbook: Playbook,
    names: Names | None = None,
    held: Mapping[str, str] | None = None,
) -> Aside:
    """Return what stands beside a list; of the cards `held` by the asking page only that they stay."""
    items = tuple(_item(todo, day, today) for todo in day.todos)
    timed = tuple(item for item in items if of_hours.task(item.todo, today))
    facts = {"due": day.due, "also": day.also, "week": names, "book": _read(book)}
    marks = {f"card-{name}": mark(said, today, playbook.version, language()) for name, said in facts.items()}
    stays = frozenset(card for card, now in marks.items() if held and held.get(card) == now)
    return Aside(
        due=()
        if "card-due" in stays
        else tuple(Due(maturity=one, amount=money(one.amount)) for one in day.due.shown),
        due_total=_due_total(day),
        due_number=many(day.due.number),
        due_customers=_due_customers(day),
        due_joint=day.due.joint,
        more_due=day.due.number - len(day.due.shown),
        due_days=DAYS,
        also=_also(day),
        also_kinds=()
        if "card-also" in stays
        else tuple(_also_kind(kind, day.also[kind]) for kind in urgent(day.also, playbook)),
        appointments=timed,
        leftovers=day.leftovers,
        rests=days.ahead(today, within=HOLIDAYS_WITHIN),
        book=None if book is None or "card-book" in stays else _book(book),
        week=_week(names) if names and names.listed and "card-week" not in stays else None,
        marks=marks,
        stays=stays,
    )


def _read(book: PublishedBook | None) -> dict[str, object]:
    """Return what of a book was read."""
    return {} if book is None else {name: value for name, value in vars(book).items() if name != "_state"}


def _week(names: Names) -> Week:
    counts = {
        "week_listed": names.listed,
        "week_dialled": names.dialled,
        "week_connected": names.connected,
        "week_open": names.listed - names.connected,
    }
    return Week(
        size=names.size,
        short=names.listed < names.size,
        rows=tuple(
            (figures.label(code), figures.number(code, count, figures.OWN)) for code, count in counts.items()
        ),
    )


def promises(day: Day, *, today: dt.date) -> Promised:
    """Return what stands open for a list's manager, calls put off from the list left out."""
    items = tuple(_item(todo, day, today) for todo in day.todos if not todo.of_list)
    others = tuple(item for item in items if item.todo.due_on != today)
    timed = tuple(item for item in others if of_hours.task(item.todo, today))
    tasks = tuple(item for item in others if item not in timed)
    return Promised(
        today=tuple(item for item in items if item.todo.due_on == today),
        tasks=tasks[:TASKS_SHOWN],
        more_tasks=tasks[TASKS_SHOWN:],
        overdue=sum(item.late for item in tasks),
        appointments=timed,
        number=len(items),
    )


def _due_customers(day: Day) -> figures.Number:
    number = day.due.customers
    text = ngettext("{n} customer", "{n} customers", number).format(n=amounts.count(number))
    if day.due.number > MOST:
        text = _("see the customers")
    return figures.number("due", number, figures.OWN, text=text)


def _due_total(day: Day) -> figures.Number:
    amount = day.due.amount
    if day.due.number > MOST:
        return figures.Number(code="due_amount", value=amount, text=money(amount))
    return figures.amount("due_amount", amount, figures.OWN, text=money(amount))


def _also(day: Day) -> figures.Number:
    number = sum(day.also.values())
    text = ngettext("{n} item", "{n} items", number).format(n=amounts.count(number))
    return figures.number("also", number, figures.OWN, text=text)


def _also_kind(kind: str, number: int) -> figures.Number:
    text = f"{labels.label('reason', kind)} {amounts.count(number)}"
    return figures.number("also_of_kind", number, figures.OWN, text=text, kind=kind)


def _item(todo: Todo, day: Day, today: dt.date) -> Errand:
    return Errand(
        todo=todo,
        moment=moment(todo, today=today, language=language()),
        late=todo.due_on < today,
        past=todo.due_on == today and todo.due_at is not None and todo.due_at < day.now.time(),
    )


def _book(book: PublishedBook) -> Book:
    mine = figures.OWN
    names = ("familiar", "overdue", "under_served")
    return Book(
        customers=figures.number("customers", book.customers, mine),
        aum=figures.amount("assets", book.aum, mine, text=money(book.aum)),
        tiers=_tiers(book),
        joint=bool(book.joint_repeats),
        rows=tuple((figures.label(name), figures.number(name, getattr(book, name), mine)) for name in names),
    )


def _tiers(book: PublishedBook) -> tuple[tuple[str, figures.Number, int], ...]:
    if not book.customers:
        return ()
    counts = [(code, getattr(book, f"tier_{code}")) for code in reversed(TIERS)]
    most = max((count for _code, count in counts), default=0) or 1
    return tuple(
        (code, figures.number("tier", count, figures.OWN, tier=code), round(100 * count / most))
        for code, count in counts
    )
