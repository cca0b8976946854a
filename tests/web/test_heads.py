"""Heads that order a table whose rows stand on one page: both ways, in the address, with its filters."""

import datetime as dt
import re
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.urls import reverse

from support import published
from tilth.data import models
from tilth.domain.erasures import queries
from tilth.web.erasures import views
from tilth.web.listing import heads
from tilth.web.listing.heads import Key
from web import bank
from web.conftest import signed_in

PAGES = {
    "branch": {"branch": "B1"},
    "team": {},
    "team_actions": {"span": "week"},
    "team_weeks": {"week": "2026-03-30"},
    "team_summaries": {"on": "2026-03-31"},
}
NAMES = ["阿曼", "沈佳", "曾可", "郑重"]
"""As their pinyin orders them; their numbers go the other way."""


@pytest.fixture
def head(small_bank: bank.Bank) -> Client:
    """Sign in the head of a branch of more managers than two."""
    for number, (name, pinyin) in enumerate(
        zip(NAMES, ("aman", "shenjia", "zengke", "zhengzhong"), strict=True)
    ):
        staff = f"S{9 - number}"
        published.staff(small_bank.generation, staff, name=name, name_pinyin=pinyin)
        published.book(small_bank.generation, staff, customers=number % 3)
    return signed_in(small_bank.head)


def table(page: str) -> str:
    """Return the first table of a page."""
    return page[page.index("<table") : page.index("</table>")]


def links(page: str) -> list[str]:
    """Return where the heads of the first table lead."""
    whole = table(page)
    return [
        unescape(one) for one in re.findall(r'href="\?([^"]*sort=[^"]*)"', whole[: whole.index("<tbody")])
    ]


def names(page: str) -> list[str]:
    """Return the managers of the first table in their order."""
    return re.findall("|".join(NAMES), re.sub(r"<tfoot.*", "", table(page), flags=re.DOTALL))


@pytest.mark.parametrize("name", PAGES)
def test_every_head_orders_both_ways_and_keeps_what_was_asked_for(head: Client, name: str) -> None:
    plain = head.get(reverse(name), PAGES[name]).content.decode()
    found = links(plain)
    assert len(found) > 2
    assert "aria-sort" not in plain
    for link in found:
        asked = dict(parse_qsl(link))
        assert asked | PAGES[name] == asked
        page = head.get(f"{reverse(name)}?{link}").content.decode()
        turned = [one for one in links(page) if dict(parse_qsl(one))["sort"] == f"-{asked['sort']}"]
        back = head.get(f"{reverse(name)}?{turned[0]}").content.decode()
        ways = {re.findall('aria-sort="([a-z]+)"', one)[0] for one in (page, back)}
        assert ways == {"ascending", "descending"}, link
        assert sorted(names(page)) == sorted(names(back)) == sorted(names(plain)), link


@pytest.mark.parametrize("name", PAGES)
def test_managers_stand_by_the_sound_of_their_names(head: Client, name: str) -> None:
    page = head.get(reverse(name), PAGES[name] | {"sort": "manager"}).content.decode()
    assert names(page) == NAMES
    page = head.get(reverse(name), PAGES[name] | {"sort": "-manager"}).content.decode()
    assert names(page) == NAMES[::-1]


@pytest.mark.parametrize("sort", ["height", "-", "--manager", "manager;x"])
def test_an_order_that_is_none_leaves_the_table_as_it_stands(head: Client, sort: str) -> None:
    page = head.get("/team/", {"sort": sort}).content.decode()
    assert "aria-sort" not in page
    assert names(page) == NAMES[::-1]


def test_more_managers_than_a_page_stand_by_number_and_the_page_says_so(
    head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tilth.domain.staff.team.PAGE", 3)
    for asked in ({"sort": "manager"}, {"after": "S6"}):
        page = head.get("/team/", asked).content.decode()
        assert links(page) == []
        assert "按工号排列" in page


def test_erasures_stand_by_every_head_where_all_are_shown(
    small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, reason in enumerate(("requested", "withdrawn", "requested")):
        models.Erasure.objects.create(
            customer_id=f"C0000{number}",
            asked_on=bank.DAY - dt.timedelta(days=number),
            reason=reason,
            state="asked",
            made_at=bank.MORNING,
            made_by=small_bank.officer,
        )
    officer = signed_in(small_bank.officer)
    for code in views.KEYS:
        for sort, way in ((code, "ascending"), (f"-{code}", "descending")):
            page = officer.get("/audit/erasures/", {"sort": sort})
            ways = {"ascending", "descending"} if code == "decided" else {way}
            assert set(re.findall('aria-sort="([a-z]+)"', page.content.decode())) <= ways
            assert len(page.context["page"].lines) == 3
    found = officer.get("/audit/erasures/?sort=-asked").context["page"].lines
    assert [line.asked.customer_id for line in found] == ["C00000", "C00001", "C00002"]
    monkeypatch.setattr(queries, "MOST", 3)
    assert "sort=" not in table(officer.get("/audit/erasures/?sort=asked").content.decode())


KEYS: dict[str, Key[tuple[str, int | None]]] = {
    "name": Key(of=lambda row: row[0]),
    "size": Key(of=lambda row: row[1], down=True),
}
ROWS = [("b", 1), ("a", 2), ("d", None), ("c", 2)]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("", "badc"),
        ("name", "abcd"),
        ("-name", "dcba"),
        ("size", "acbd"),
        ("-size", "bcad"),
        ("other", "badc"),
    ],
)
def test_rows_without_a_value_close_a_table_whichever_way_round(wanted: str, told: str) -> None:
    rows, _ = heads.stood(ROWS, KEYS, wanted, address=heads.beside())
    assert "".join(name for name, _ in rows) == told


def test_a_head_says_how_the_table_stands_and_turns_it() -> None:
    _, found = heads.stood(ROWS, KEYS, "size", address=heads.beside(on="2026-03-31", left=""))
    size, name = found["size"], found["name"]
    assert size
    assert (size.address, size.sorted) == ("on=2026-03-31&sort=-size", "descending")
    assert name
    assert (name.address, name.sorted) == ("on=2026-03-31&sort=name", "")
    _, turned = heads.stood(ROWS, KEYS, "-size", address=heads.beside())
    back = turned["size"]
    assert back
    assert (back.address, back.sorted) == ("sort=size", "ascending")
    rows, none = heads.stood(ROWS, KEYS, "size", address=heads.beside(), whole=False)
    assert (rows, none) == (tuple(ROWS), {"name": None, "size": None})
    assert not heads.ordered(none)
    assert heads.ordered(turned)
