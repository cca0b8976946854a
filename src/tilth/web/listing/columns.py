"""The columns of the list: which there are, in which order somebody wants them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tilth.domain.ordered import TURN


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column beside the name, which always comes first."""

    code: str
    label: Promise
    sort: str = ""
    """The order that its head offers."""
    also: str = ""
    """Another order that goes by what it shows."""
    number: bool = False
    phone: bool = False
    """Whether it is shown on a phone's card as well."""


ALL = (
    Column(code="tier", label=_("Tier"), sort="tier", phone=True),
    Column(code="segment", label=_("Segment"), sort="segment"),
    Column(code="side", label=_("Side"), sort="side"),
    Column(code="aum", label=_("Assets"), sort="aum", number=True, phone=True),
    Column(code="products", label=_("Products"), sort="products", number=True),
    Column(code="last", label=_("Last contact"), sort="contact"),
    Column(code="next", label=_("Next due"), sort="next", also="overdue", phone=True),
    Column(code="due", label=_("Falls due"), sort="due"),
    Column(code="gap", label=_("To the next tier"), sort="gap", number=True),
    Column(code="lifecycle", label=_("Lifecycle"), sort="lifecycle"),
    Column(code="left_out", label=_("Not on tonight's list"), sort="cause"),
    Column(code="held", label=_("Holds"), sort="held"),
    Column(code="tags", label=_("Marks"), sort="tags"),
    Column(code="opened", label=_("Customer since"), sort="opened"),
    Column(code="number", label=_("Customer number"), sort="number"),
    Column(code="branch", label=_("Branch"), sort="branch"),
    Column(code="owner", label=_("Manager"), sort="owner"),
)
NAME = Column(code="name", label=_("Customer"), sort="name", phone=True)
"""Always there, and first."""
CALLS = Column(code="calls", label=_("Times in these days"), sort="calls", number=True, phone=True)
"""How often a customer counts; shown where the address asks for somebody's work."""
DUE_AMOUNT = Column(code="due_amount", label=_("Amount due"), sort="due_amount", number=True, phone=True)
"""What falls due in the days asked for; shown where the address asks for them."""
EVERY = (NAME, *ALL, CALLS, DUE_AMOUNT)
BY_CODE = {column.code: column for column in ALL}
USUAL = ("tier", "segment", "side", "aum", "products", "last", "next")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One column in the list of columns to choose from."""

    column: Column
    shown: bool


def chosen(codes: Iterable[str], *, usual: Iterable[str] = USUAL) -> tuple[Column, ...]:
    """Return the columns of the codes, unknown ones left out; the usual ones when none is left."""
    found = tuple(dict.fromkeys(BY_CODE[code] for code in codes if code in BY_CODE))
    return found or tuple(BY_CODE[code] for code in usual)


def ordered_by(sort: str) -> tuple[Column, ...]:
    """Return the column that an order goes by; none where it goes by the name, which is always there."""
    return tuple(column for column in ALL if goes_by(column, sort))


def goes_by(column: Column, sort: str) -> bool:
    """Say whether an order, whichever way round, goes by what a column shows."""
    code = sort.removeprefix(TURN)
    return bool(code) and code in (column.sort, column.also)


def everywhere(column: Column, sort: str) -> Column:
    """Return a column as it is shown under an order: the one that the order goes by also on a phone."""
    return replace(column, phone=True) if goes_by(column, sort) else column


def choices(shown: tuple[Column, ...]) -> tuple[Choice, ...]:
    """Return all columns, those that are shown first and in their order."""
    rest = tuple(column for column in ALL if column not in shown)
    return tuple(Choice(column=one, shown=one in shown) for one in (*shown, *rest))


def arranged(order: list[str], shown: list[str], move: str) -> tuple[str, ...]:
    """Return the codes to show after a form was sent; `move` is `code:up` or `code:down`."""
    codes = [code for code in dict.fromkeys(order) if code in BY_CODE]
    code, _colon, way = move.partition(":")
    if code in codes:
        at = codes.index(code)
        to = max(0, min(len(codes) - 1, at + (-1 if way == "up" else 1)))
        codes.insert(to, codes.pop(at))
    return tuple(code for code in codes if code in shown)
