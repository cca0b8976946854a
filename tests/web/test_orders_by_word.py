"""Lists that go by the words and names that are shown: in the reader's language, both ways, page by page."""

import itertools
import re

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.customers import order, rows, search
from tilth.domain.customers.filters import Filters
from tilth.domain.customers.found import Found
from tilth.domain.staff import owners
from tilth.kernel import spelling
from tilth.policy import playbook
from tilth.web import labels
from tilth.web.format.languages import translation
from tilth.web.listing import alphabet
from web import bank
from web.conftest import signed_in

SEGMENTS = ("secure_later_life", "balanced_builder", "small_starter", "own_research", "of_yesterday", None)
WALKED = rows.walked.__wrapped__
CHINESE = ["均衡配置", "起步投资", "稳健养老", "自主研究"]


def segmented() -> None:
    """Give the customers of the bank the four segments, one that is none any more, and none."""
    for number, row in enumerate(models.PublishedCustomer.objects.unscoped().order_by("customer_id")):
        segment = SEGMENTS[number % len(SEGMENTS)]
        models.PublishedCustomer.objects.unscoped().filter(customer_id=row.customer_id).update(
            segment=segment
        )


def runs(page: str, words: list[str]) -> list[str]:
    """Return the words of the rows of a page in their order, equal ones beside each other once."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    return [word for word, _ in itertools.groupby(re.findall("|".join(words), body))]


def test_segments_stand_by_their_names_in_the_language_of_the_page(lin: Client) -> None:
    segmented()
    assert runs(lin.get("/customers/?sort=segment").content.decode(), CHINESE) == CHINESE
    assert runs(lin.get("/customers/?sort=-segment").content.decode(), CHINESE) == CHINESE[::-1]
    lin.cookies["django_language"] = "en"
    names = [one.label_en for one in playbook.default().segments.scheme.segments]
    told = runs(lin.get("/customers/?sort=segment").content.decode(), names)
    assert told == sorted(names, key=str.casefold)


@pytest.mark.parametrize("sort", ["segment", "-segment", "owner", "-owner", "lifecycle", "-cause"])
@pytest.mark.parametrize("narrowed", [{}, {"due": 30}])
def test_paging_by_words_meets_everybody_once(
    small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch, sort: str, narrowed: dict[str, int]
) -> None:
    segmented()
    several(small_bank)
    # pages of seven rows are other statements: none of them is kept for other tests
    monkeypatch.setattr(rows, "walked", lambda *who, **asked: list(WALKED(*who, **asked)))
    monkeypatch.setattr(rows, "PAGE", 7)
    monkeypatch.setattr(search, "PAGE", 7)
    words = alphabet.codes(playbook.default())

    def find(**place: str) -> Found:
        filters = Filters(sort=sort, state="all", **narrowed)
        return search.find(
            small_bank.head, small_bank.generation, filters=filters, today=bank.TODAY, words=words, **place
        )

    pages = [find()]
    while pages[-1].following:
        pages.append(find(after=pages[-1].following))
    for one, before in itertools.pairwise(reversed(pages)):
        assert find(before=one.previous).rows == before.rows
    met = [row.customer_id for page in pages for row in page.rows]
    assert len(met) == len(set(met)) == pages[0].total > 14


def several(small_bank: bank.Bank) -> None:
    """Part the customers of a branch among managers: two of one name, one unknown, and nobody."""
    names = {"S4": ("曾可", "zengke"), "S5": ("阿明", "aming"), "S6": ("阿明", "aming")}
    for staff_id, (name, pinyin) in names.items():
        published.staff(small_bank.generation, staff_id, name=name, name_pinyin=pinyin)
    people = models.PublishedCustomer.objects.unscoped().filter(branch_id="B1").order_by("customer_id")
    for number, customer in enumerate(people):
        owner = ("S4", "S6", "S9", "S5", None)[number % 5]
        people.filter(customer_id=customer.customer_id).update(rm_id=owner)


def test_managers_stand_by_how_their_names_are_spelt_and_those_without_one_last(
    small_bank: bank.Bank,
) -> None:
    several(small_bank)

    def stood(sort: str) -> list[str | None]:
        filters = Filters(sort=sort, state="all")
        found = search.find(small_bank.head, small_bank.generation, filters=filters, today=bank.TODAY)
        return [owner for owner, _ in itertools.groupby(row.rm_id for row in found.rows)]

    # an unknown number is shown, and stands, as it is: figures and capitals come before letters
    assert stood("owner") == ["S9", "S5", "S6", "S4", None]
    assert stood("-owner") == ["S4", "S6", "S5", "S9", None]
    chosen = owners.in_sight(small_bank.head, small_bank.generation).choices
    assert [one for one in chosen if one in ("S4", "S5", "S6")] == ["S5", "S6", "S4"]


def test_an_order_by_manager_names_no_place_that_is_not_known(small_bank: bank.Bank) -> None:
    several(small_bank)
    region = signed_in(small_bank.head)
    assert region.get("/customers/?sort=owner&after=nobody~C00001").status_code == 200
    assert region.get("/customers/?sort=segment&after=nothing~C00001").status_code == 200
    assert region.get("/customers/?sort=segment&before=-~C00001").status_code == 200


def test_words_without_an_order_given_stand_by_their_codes() -> None:
    assert order.worded(order.named("segment"), {}).codes == ()
    assert order.worded(order.named("aum"), {"segment": ("b", "a")}).codes == ()
    assert order.worded(order.named("-segment"), {"segment": ("b", "a")}).codes == ("b", "a")


def test_the_chinese_words_that_order_are_of_characters_listed_by_sound() -> None:
    with translation.override("zh-hans"):
        schemes = [one.label_zh for one in playbook.default().segments.scheme.segments]
        codes = alphabet.codes(playbook.default())
        said = [labels.label("lifecycle", one) for one in codes["lifecycle"]]
        said += [labels.label("cause", one) for one in codes["excluded_cause"]]
    first = [word[0] for word in (*schemes, *said)]
    assert all(b"\xb0" <= spelling.alphabetical(sign)[:1] <= b"\xd7" for sign in first), first
    words = ["自主", "重庆", "Zeta", "安", "alpha", "起步"]
    assert sorted(words, key=spelling.alphabetical) == ["alpha", "Zeta", "安", "起步", "重庆", "自主"]
