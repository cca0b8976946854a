"""The page Today, complete before it is rendered: headline, rings, rows, what is due, the book."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tilth.data.models import PublishedBook
from tilth.domain.call_lists.model import Day, Entry, Event
from tilth.policy.playbook import Playbook
from tilth.web.contacts.purposes import likely
from tilth.web.today import rings
from tilth.web.today.chips import Care, Chip, chips, money
from tilth.web.today.openings import opening

DUE_DAYS = 10
DUE_KINDS = frozenset({"deposit_maturing", "product_maturing", "loan_due"})
DUE_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Row:
    """One name as the page shows it."""

    entry: Entry
    chips: tuple[Chip, ...]
    segment: str
    opening: str
    purpose: str
    """What a call is most likely for."""
    now: bool


@dataclass(frozen=True, kw_only=True)
class Due:
    """One maturity within the next days."""

    entry: Entry
    what: str
    due_on: dt.date
    amount: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Today of one manager."""

    headline: SafeString | None
    rings: tuple[rings.Ring, ...]
    rows: tuple[Row, ...]
    done: tuple[Row, ...]
    due: tuple[Due, ...]
    due_total: str
    deviation: str
    book: PublishedBook | None
    tiers: tuple[tuple[str, int, int], ...]
    playbook: Playbook
    state: str
    """Empty, or why there is no list: no_customers, none_tonight, cleared."""

    @property
    def size(self) -> int:
        """Names on the list."""
        return len(self.rows) + len(self.done)


def page(day: Day, *, playbook: Playbook, book: PublishedBook | None, today: dt.date) -> Page:
    """Return the page of a list."""
    current = day.open[0] if day.open else None
    due = _due(day, today)
    return Page(
        headline=headline(day, today=today),
        rings=rings.rings(day, playbook=playbook, today=today),
        rows=tuple(_row(entry, playbook, today, now=entry is current) for entry in day.open),
        done=tuple(_row(entry, playbook, today, now=False) for entry in day.done),
        due=due[:DUE_SHOWN],
        due_total=money(_due_total(day, today)),
        deviation=deviation(day, playbook),
        book=book,
        tiers=_tiers(book),
        playbook=playbook,
        state=_state(day),
    )


def segment_name(playbook: Playbook, code: str | None) -> str:
    """Return the name of a segment of the active scheme in the active language; empty without one."""
    segment = playbook.segments.scheme.segment(code)
    if segment is None:
        return ""
    return segment.label_zh if (get_language() or "zh").startswith("zh") else segment.label_en


def _row(entry: Entry, playbook: Playbook, today: dt.date, *, now: bool) -> Row:
    return Row(
        entry=entry,
        chips=chips(
            entry.reasons,
            entry.events,
            aum=entry.aum,
            care=Care(overdue_days=entry.overdue_days, last_contact_on=entry.last_contact_on),
            today=today,
        ),
        segment=segment_name(playbook, entry.segment),
        opening=opening(entry, today=today),
        purpose=likely(entry.reasons, familiar=entry.side == "familiar"),
        now=now,
    )


def _near(day: Day, today: dt.date) -> Iterator[tuple[Entry, Event]]:
    """Yield the maturities of the next days with the names that still wait for their contact."""
    last = today + dt.timedelta(days=DUE_DAYS)
    for entry in day.open:
        for event in entry.events:
            if event.kind in DUE_KINDS and event.due_on <= last:
                yield entry, event


def _due(day: Day, today: dt.date) -> tuple[Due, ...]:
    found = sorted(_near(day, today), key=lambda pair: (pair[1].due_on, pair[0].rank))
    return tuple(
        Due(entry=entry, what=event.product_name, due_on=event.due_on, amount=money(event.amount))
        for entry, event in found
    )


def _due_total(day: Day, today: dt.date) -> Decimal:
    return sum((event.amount or Decimal(0) for _entry, event in _near(day, today)), Decimal(0))


def headline(day: Day, *, today: dt.date) -> SafeString | None:
    """Return one sentence with a number and an action; None when there is nothing left to act on."""
    if not day.open:
        return None
    first = day.open[0].name
    waiting = list(_near(day, today))
    if not waiting:
        text = ngettext(
            "<b>{n} customer</b> to contact, begin with {name}.",
            "<b>{n} customers</b> to contact, begin with {name}.",
            len(day.open),
        )
        return format_html(text, n=len(day.open), name=first)
    amount = money(sum((event.amount or Decimal(0) for _entry, event in waiting), Decimal(0)))
    text = ngettext(
        "<b>{n} maturity, {amount}, within {days} days</b>; {left} to contact, begin with {name}.",
        "<b>{n} maturities, {amount}, within {days} days</b>; {left} to contact, begin with {name}.",
        len(waiting),
    )
    return format_html(text, n=len(waiting), amount=amount, days=DUE_DAYS, left=len(day.open), name=first)


def deviation(day: Day, playbook: Playbook) -> str:
    """Say in words where the list differs from what the playbook asks (LIST-04); empty when it does not."""
    if not day.entries:
        return ""
    size = len(day.entries)
    wanted = playbook.call_list.size
    if size < wanted:
        return _("{size} of {wanted} names: no more of your customers may be contacted tonight.").format(
            size=size, wanted=wanted
        )
    familiar = sum(entry.side == "familiar" for entry in day.entries)
    quota = _familiar_quota(playbook)
    if familiar < quota:
        return _("{n} familiar names are missing; others took their place.").format(n=quota - familiar)
    if familiar > quota:
        return _("{n} unfamiliar names are missing; others took their place.").format(n=familiar - quota)
    return ""


def _familiar_quota(playbook: Playbook) -> int:
    parts = playbook.call_list.familiar_parts + playbook.call_list.unfamiliar_parts
    return (2 * playbook.call_list.size * playbook.call_list.familiar_parts + parts) // (2 * parts)


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


def _state(day: Day) -> str:
    if day.open:
        return ""
    if day.entries:
        return "cleared"
    return "none_tonight" if day.book_size else "no_customers"
