"""A walk along the figures of pages: each that is a link is compared with the rows behind it."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

Get = Callable[[str], str]
_FIGURE = re.compile(
    r'<(?:a|span)[^>]*? data-figure="(?P<code>[^"]+)" data-value="(?P<value>\d+)"(?: href="(?P<link>[^"]*)")?'
)
_ROW = re.compile(r"<tr data-row")
_NEXT = re.compile(r'rel="next" href="([^"]+)"')
_COUNT = re.compile(r'aria-live="polite">(?:([\d,]+) |More than 1,000)')
CAPPED = 1000


@dataclass(frozen=True)
class Shown:
    """One figure as a page shows it."""

    page: str
    code: str
    value: int
    link: str


@dataclass(frozen=True)
class Wrong:
    """A figure that is not the number of its rows, or whose page counts them otherwise."""

    shown: Shown
    rows: int
    said: int

    def __str__(self) -> str:
        one = self.shown
        return f"{one.page}: {one.code} {one.value}, {self.rows} rows, page says {self.said}: {one.link}"


def on(page: str, text: str) -> list[Shown]:
    """Return the figures of a page."""
    return [
        Shown(page, found["code"], int(found["value"]), html.unescape(found["link"] or ""))
        for found in _FIGURE.finditer(text)
    ]


def rows(get: Get, link: str) -> tuple[int, int]:
    """Return how many rows lie behind an address, page after page, and how many the first page says."""
    number, said, address = 0, -1, link
    while address:
        text = get(address)
        if said < 0:
            told = _COUNT.search(text)
            said = -1 if told is None else int((told[1] or str(CAPPED + 1)).replace(",", ""))
        number += len(_ROW.findall(text))
        following = _NEXT.search(text)
        address = urljoin(address, html.unescape(following[1])) if following else ""
    return number, said


def walk(get: Get, pages: Iterable[str]) -> Iterator[tuple[Shown, Wrong | None]]:
    """Yield every figure of some pages with what is wrong about it."""
    behind: dict[str, tuple[int, int]] = {}
    for page in pages:
        for shown in on(page, get(page)):
            if not shown.link:
                continue
            if shown.link not in behind:
                behind[shown.link] = rows(get, shown.link)
            number, said = behind[shown.link]
            agree = number == shown.value and said in (min(number, CAPPED + 1), -1 if not number else said)
            yield shown, None if agree else Wrong(shown, number, said)
