"""A walk along the figures of pages: each is compared with the rows behind its link, or with its parts."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urljoin

Get = Callable[[str], str]
_TAG = re.compile(r"<(?:a|span|b|dd|td)\b[^>]*? data-figure=[^>]*>")
_GIVEN = re.compile(r' (data-figure|data-value|data-sums|data-parts|href)="([^"]*)"')
_ROW = re.compile(
    r'<(?:tr|div) data-row|<li class="t-call done">'
    r'|<li class="t-call[^"]*" id="(?:now|rank-\d+)"'  # not the covered
)
_CELL = re.compile(r' data-(aum|due|calls)="(-?[\d.]+)"')
_PART = re.compile(r' data-part="([^"]+)" data-amount="(-?[\d.]+)"')
_BEYOND = re.compile(r' data-beyond="(\d+)"')
_NEXT = re.compile(r'rel="next" href="([^"]+)"')
_NUMBERS = re.compile(r' data-numbers href="([^"]+)"')
_COUNT = re.compile(r'aria-live="polite">(?:([\d,]+) |More than 1,000)')
CAPPED = 1000


@dataclass(frozen=True)
class Shown:
    """One figure as a page shows it."""

    page: str
    code: str
    value: Decimal
    link: str
    sums: str = ""
    """The column that adds up to it; empty where rows are counted."""
    parts: tuple[str, ...] = ()
    """Parts of the same page of which it is made; `#name` counts them, `-name` takes them off."""


@dataclass
class Behind:
    """What lies behind an address: rows, what the first page says, sums of columns, what is out of sight."""

    rows: int = 0
    said: int = -1
    sums: dict[str, Decimal] = field(default_factory=dict)
    beyond: int = 0
    numbers: str = ""
    """Where the same is listed by customer number, where that is more."""

    def of(self, shown: Shown) -> Decimal:
        """Return what the figure should be."""
        return self.beyond + (self.sums.get(shown.sums, Decimal(0)) if shown.sums else Decimal(self.rows))

    @property
    def agrees(self) -> bool:
        """Whether the page says the number of its rows."""
        return self.said in (min(self.rows, CAPPED + 1), -1 if not self.rows else self.said)


@dataclass(frozen=True)
class Wrong:
    """A figure that is not what its rows or parts say, or whose page counts them otherwise."""

    shown: Shown
    found: Decimal
    said: int = -1

    def __str__(self) -> str:
        one = self.shown
        return f"{one.page}: {one.code} {one.value}, found {self.found}, page says {self.said}: {one.link}"


def on(page: str, text: str) -> list[Shown]:
    """Return the figures of a page."""
    return [_shown(page, tag[0]) for tag in _TAG.finditer(text)]


def _shown(page: str, tag: str) -> Shown:
    given = dict(_GIVEN.findall(tag))
    return Shown(
        page=page,
        code=given["data-figure"],
        value=Decimal(given["data-value"]),
        link=html.unescape(given.get("href", "")),
        sums=given.get("data-sums", ""),
        parts=tuple(given.get("data-parts", "").split()),
    )


def rows(get: Get, link: str) -> Behind:
    """Return what lies behind an address, page after page."""
    found, address = Behind(), link
    while address:
        text = get(address)
        if found.said < 0:
            told = _COUNT.search(text)
            found.said = -1 if told is None else int((told[1] or str(CAPPED + 1)).replace(",", ""))
            found.beyond = sum(int(number) for number in _BEYOND.findall(text))
            more = _NUMBERS.search(text)
            found.numbers = urljoin(link, html.unescape(more[1])) if more else ""
        found.rows += len(_ROW.findall(text))
        for name, amount in _CELL.findall(text):
            found.sums[name] = found.sums.get(name, Decimal(0)) + Decimal(amount)
        following = _NEXT.search(text)
        address = urljoin(address, html.unescape(following[1])) if following else ""
    return found


def parts(shown: Shown, text: str) -> Decimal:
    """Return what the parts of a figure on its own page add up to."""
    found = [(name, Decimal(amount)) for name, amount in _PART.findall(text)]
    total = Decimal(0)
    for wanted in shown.parts:
        name = wanted.lstrip("#-")
        amounts = [amount for part, amount in found if part == name]
        told = Decimal(len(amounts)) if wanted.startswith("#") else sum(amounts, Decimal(0))
        total += -told if wanted.startswith("-") else told
    return total


def walk(get: Get, pages: Iterable[str]) -> Iterator[tuple[Shown, Wrong | None]]:
    """Yield every figure of some pages that says its rows or parts, with what is wrong about it."""
    behind: dict[str, Behind] = {}
    for page in pages:
        text = get(page)
        for shown in on(page, text):
            if shown.parts:
                told = parts(shown, text)
                yield shown, None if told == shown.value else Wrong(shown, told)
            elif shown.link:
                if shown.link not in behind:
                    behind[shown.link] = rows(get, shown.link)
                found = behind[shown.link]
                if found.numbers and found.of(shown) != shown.value:  # a book counts customer numbers
                    if found.numbers not in behind:
                        behind[found.numbers] = rows(get, found.numbers)
                    found = behind[found.numbers]
                right = found.of(shown) == shown.value and found.agrees
                yield shown, None if right else Wrong(shown, found.of(shown), found.said)
