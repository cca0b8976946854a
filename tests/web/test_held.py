"""Names and cards that the asking page shows already: an answer, put into that page, is the whole page."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client

from tilth.data import models
from tilth.web.today import held
from web import bank
from web.conftest import signed_in
from web.test_acts import FIRST, HTMX, colleague
from web.test_record import GOOD

NAME = re.compile(r'<li class="t-call(?: now)?" id="([^"]+)" data-row data-mark="([^"]+)".*?</li>', re.DOTALL)
CARD = re.compile(r'<section class="[^"]+" id="([^"]+)" data-mark="([^"]+)".*?</section>', re.DOTALL)
SPOT = re.compile(r'<(?:li|section) id="([^"]+)" hx-preserve></(?:li|section)>')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def shown(page: str) -> dict[str, tuple[str, str]]:
    """Return place → mark and text of the names that a page draws."""
    return {found[1]: (found[2], found[0]) for found in NAME.finditer(page)}


def cards(page: str) -> dict[str, tuple[str, str]]:
    """Return place → mark and text of the cards beside the list."""
    return {found[1]: (found[2], found[0]) for found in CARD.finditer(page)}


def said(names: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the headers of an act from a page that shows these names."""
    return {**HTMX, held.HEADER: " ".join(f"{place}:{mark}" for place, (mark, _text) in names.items())}


def put_in(answer: str, names: Mapping[str, tuple[str, str]]) -> str:
    """Return an answer with the names that stay in their places, as a browser does."""
    return SPOT.sub(lambda spot: names[spot[1]][1], answer)


def today(page: str) -> str:
    """Return the list and what stands around it, without what differs with every answer."""
    start = page.index('<div id="today"')
    ends = [at for mark in ('<div id="toast"', "</main>") if (at := page.find(mark, start)) > 0]
    return re.sub(r">\s+<", "><", TOKEN.sub("", page[start : min(ends)])).strip()


ACTS = (
    ("record/", GOOD, 2),
    ("skip/", {"reason": "away"}, 2),
    ("put-off/", {"when": "2026-04-01 15:30"}, 2),
)


@pytest.mark.parametrize(("act", "given", "most"), ACTS)
def test_an_answer_put_into_its_page_is_the_page(lin: Client, act: str, given: dict, most: int) -> None:
    page = lin.get("/").content.decode()
    names = shown(page) | cards(page)
    assert {"now", "rank-2", "rank-20", "card-due", "card-book"} <= names.keys()
    answer = lin.post(f"{FIRST}{act}", given, headers=said(names)).content.decode()
    assert len(shown(answer)) <= most
    assert len(SPOT.findall(answer)) >= 20
    assert not cards(answer)
    assert today(put_in(answer, names)) == today(lin.get("/").content.decode())


def test_a_name_that_changed_meanwhile_is_drawn(lin: Client, small_bank: bank.Bank) -> None:
    names = shown(lin.get("/").content.decode())
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00004").update(name="欧阳若水")
    answer = lin.post(f"{FIRST}skip/", {"reason": "away"}, headers=said(names)).content.decode()
    assert "欧阳若水" in answer
    assert today(put_in(answer, names)) == today(lin.get("/").content.decode())


def test_the_names_of_somebody_stood_in_for_stay_too(small_bank: bank.Bank) -> None:
    page = signed_in(colleague(small_bank))
    names = shown(page.get("/").content.decode())
    assert {place.partition("-")[2].partition("-")[0] for place in names if place != "now"} == {"1"}
    answer = page.post(f"{FIRST}skip/", {"reason": "away"}, headers=said(names)).content.decode()
    assert len(SPOT.findall(answer)) == len(names) - 1
    assert today(put_in(answer, names)) == today(page.get("/").content.decode())


@pytest.mark.parametrize("told", ["", "now", "now:", ":x", "now:\x00", "rank-2:" + "f" * 9000, "a:b " * 4000])
def test_what_cannot_be_read_holds_nothing(lin: Client, told: str) -> None:
    answer = lin.post(
        f"{FIRST}skip/", {"reason": "away"}, headers={**HTMX, held.HEADER: told}
    ).content.decode()
    assert not SPOT.findall(answer)
    assert len(shown(answer)) == 19


def test_another_language_or_day_gives_another_mark() -> None:
    assert held.mark("a", 1) == held.mark("a", 1)
    assert len({held.mark("a", 1), held.mark("a", 2), held.mark("a", 1, None)}) == 3
