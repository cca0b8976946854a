"""What is held, and what together: a matrix of categories, and rates beside dated ones of elsewhere."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.book import held
from tilth.domain.book.held import Held
from tilth.policy.codes import CATEGORIES
from tilth.policy.permissions import Action, Thing
from tilth.policy.playbook import Playbook
from tilth.web import figures, labels, shell
from tilth.web.book import chosen
from tilth.web.book.chosen import Among
from tilth.web.format import amounts
from tilth.web.format.languages import chinese, language

MOST = 8
"""So many pairs are named beside the book; all of them stand in the matrix."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two categories and how many hold both."""

    label: str
    customers: figures.Number
    share: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A category: how many hold it, and how many of these each other one; None: nobody, or itself."""

    label: str
    customers: figures.Number
    beside: tuple[figures.Number | None, ...]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A category among customers below the limit, beside what is told of elsewhere."""

    label: str
    customers: figures.Number
    share: str
    elsewhere: str
    told: str
    """Who says so, and of which year."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The card."""

    state: str = ""
    """Empty, or why there is nothing to tell: no_night, too_many, nobody."""
    address: str = ""
    """Where the matrix of all categories stands; empty on that page itself."""
    pairs: tuple[Pair, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    compared: tuple[Compared, ...] = ()
    few: figures.Number | None = None
    below: str = ""


@require_safe
@requires((Thing.BOOK, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def book_held(request: HttpRequest) -> HttpResponse:
    """Show what the manager's customers hold together."""
    frame = shell.of(request, "book")
    return _answer(request, frame, chosen.own(frame))


@require_safe
@requires((Thing.BRANCH_TOTAL, Action.LIST), (Thing.BRANCH_TOTAL, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def branch_held(request: HttpRequest) -> HttpResponse:
    """Show what the customers of a branch hold together."""
    frame = shell.of(request, "branch")
    return _answer(request, frame, chosen.of_branch(request, frame))


def _answer(request: HttpRequest, frame: shell.Shell, among: Among) -> HttpResponse:
    part = shell.asks_part(request)
    if among.state or frame.generation is None:
        shown = Page(state=among.state)
    else:
        playbook = bank.playbook_of(frame.generation.business_date)
        found = held.counted(
            frame.actor,
            frame.generation,
            staff_id=among.staff_id,
            branches=among.branches,
            below=playbook.cultivation.below,
        )
        shown = page(found, among.whose, playbook, address=request.get_full_path() if part else "")
    template = "book/held.html#held" if part else "book/held.html"
    return shell.page(request, template, shell=frame, page=shown)


def page(found: Held, whose: figures.Whose, playbook: Playbook, *, address: str) -> Page:
    """Return the card of a book or a branch."""
    if not found.customers:
        return Page(state="nobody")
    codes = [code for code in CATEGORIES if found.one.get(code)]
    limit = playbook.cultivation.below
    currency = bank.settings_of_bank().base_currency
    return Page(
        address=address,
        pairs=_pairs(found, whose),
        heads=tuple(labels.label("category", code) for code in codes),
        rows=tuple(_row(code, codes, found, whose) for code in codes),
        compared=_compared(found, whose, playbook),
        few=figures.of_people("cultivation", found.few, whose, below=f"{limit:f}"),
        below=amounts.short(limit, language=language(), currency=currency),
    )


def _pairs(found: Held, whose: figures.Whose) -> tuple[Pair, ...]:
    order = {code: place for place, code in enumerate(CATEGORIES)}
    most = sorted(found.two.items(), key=lambda item: (-item[1], sorted(order[code] for code in item[0])))
    told = [(sorted(pair, key=order.__getitem__), number) for pair, number in most[:MOST]]
    return tuple(
        Pair(
            label=" × ".join(labels.label("category", code) for code in pair),
            customers=_both(pair[0], pair[1], number, whose),
            share=amounts.share(number / found.customers),
        )
        for pair, number in told
    )


def _row(code: str, codes: list[str], found: Held, whose: figures.Whose) -> Row:
    def beside(other: str) -> figures.Number | None:
        number = found.two.get(frozenset((code, other)), 0) if other != code else 0
        return _both(code, other, number, whose) if number else None

    return Row(
        label=labels.label("category", code),
        customers=figures.of_people("penetration", found.one[code], whose, category=code),
        beside=tuple(beside(other) for other in codes),
    )


def _both(one: str, other: str, number: int, whose: figures.Whose) -> figures.Number:
    return figures.of_people("held_both", number, whose, category=one, beside=other)


def _compared(found: Held, whose: figures.Whose, playbook: Playbook) -> tuple[Compared, ...]:
    limit = f"{playbook.cultivation.below:f}"
    return tuple(
        Compared(
            label=labels.label("category", one.category),
            customers=figures.of_people(
                "held_below", found.few_one.get(one.category, 0), whose, category=one.category, below=limit
            ),
            share=amounts.share(found.few_one.get(one.category, 0) / found.few) if found.few else "—",
            elsewhere=amounts.share(one.share),
            told=f"{one.zh}，{one.year}" if chinese() else f"{one.en}, {one.year}",
        )
        for one in playbook.benchmarks.held
    )
