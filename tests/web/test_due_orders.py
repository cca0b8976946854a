"""The queue by day, by customer, by kind and by whose it is: both ways, page by page, with its filters."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from support import published
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.test_due import lines, memo, task

pytestmark = [pytest.mark.django_db]
DUE = "/due/"


@pytest.fixture
def queue(small_bank: bank.Bank) -> Client:
    """Sixty lines of three customers, some of one day, with an hour and without: two pages."""
    for number in range(54):
        hour = dt.time(9 + number % 3, 30) if number % 2 else None
        task(small_bank, number // 18 - 1, f"C0000{number % 3}", due_at=hour)
    for number in range(6):
        memo(small_bank, number // 2, f"C0000{number % 3}")
    return signed_in(small_bank.manager)


def walked(client: Client, sort: str, **asked: str) -> list[tuple[str, str]]:
    """Walk the queue page by page; return kind and number of each line in its order."""
    found: list[tuple[str, str]] = []
    address = f"{DUE}?sort={sort}" + "".join(f"&{name}={value}" for name, value in asked.items())
    while address:
        page = client.get(address)
        shown = page.context["page"]
        found += [(one.item.place.subject, one.item.row_id) for group in shown.groups for one in group.lines]
        assert len(lines(page.content.decode())) >= len(shown.groups)
        address = f"{DUE}{shown.following}" if shown.following else ""
    return found


@pytest.mark.parametrize("sort", ["day", "customer", "kind", "whose"])
def test_every_order_meets_each_line_once_both_ways(queue: Client, sort: str) -> None:
    ahead, back = walked(queue, sort), walked(queue, f"-{sort}")
    assert len(ahead) == len(set(ahead)) == 60
    assert back == ahead[::-1]


def test_lines_of_one_customer_and_of_one_kind_stand_together(queue: Client) -> None:
    rows = {str(one.pk): one.customer_id for one in models.Task.objects.unscoped()}
    rows |= {str(one.pk): one.customer_id for one in models.Memo.objects.unscoped()}
    spelt = dict(models.PublishedCustomer.objects.unscoped().values_list("customer_id", "name_pinyin"))
    names = [spelt[rows[row]] for _kind, row in walked(queue, "customer")]
    assert names == sorted(names)
    assert [kind for kind, _row in walked(queue, "kind")] in (
        ["task"] * 54 + ["memo"] * 6,
        ["memo"] * 6 + ["task"] * 54,
    )


def test_a_part_of_the_queue_is_ordered_and_stays_that_part(queue: Client) -> None:
    assert {kind for kind, _row in walked(queue, "customer", subject="memo")} == {"memo"}
    body = queue.get(f"{DUE}?when=late&sort=-customer").content.decode()
    nav = body[body.index('aria-label="排序"') :]
    links = [unescape(one) for one in re.findall(r'href="/due/\?([^"]*)"', nav[: nav.index("</nav>")])]
    assert links == ["when=late", "when=late&sort=customer", "when=late&sort=kind"]
    assert 'data-sorted="descending"' in nav
    assert 'data-group=""' not in body


def test_an_unknown_order_and_place_begin_with_the_nearest_day(queue: Client) -> None:
    assert walked(queue, "height") == walked(queue, "day")
    for after in ("nowhere", "0199c1f0-0000-7000-8000-000000000000"):
        page = queue.get(f"{DUE}?sort=customer&after={after}").context["page"]
        assert len(page.groups[0].lines) == 50


def test_more_lines_than_a_page_counts_stand_by_day_and_the_page_says_so(
    queue: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tilth.web.due.orders.COUNTED", 20)
    told = "data-unordered"
    assert told in queue.get(f"{DUE}?sort=customer").content.decode()
    assert told not in queue.get(f"{DUE}?sort=-day").content.decode()
    assert told not in queue.get(f"{DUE}?sort=customer&when=late").content.decode()


def test_who_leads_orders_by_whose_it_is(small_bank: bank.Bank) -> None:
    published.staff(small_bank.generation, "S8", name="阿明", name_pinyin="aming")
    task(small_bank, 1, "C00001")
    mine = task(small_bank, 2, "C00002", staff_id="S8")
    page = signed_in(small_bank.head).get(f"{DUE}?sort=whose").context["page"]
    assert page.groups[0].lines[0].item.row_id == str(mine.pk)
