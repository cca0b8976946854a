"""The list as somebody wants it: filters that can be removed, columns in order, views kept for oneself."""

import itertools
import re
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.customers import order, rows, search
from tilth.domain.customers.filters import Filters
from tilth.domain.customers.found import Found
from tilth.domain.ordered import TURN
from tilth.web.listing import columns
from tilth.web.templating import cells
from web import bank
from web.conftest import signed_in
from web.support import at_most, text


def kept(client: Client, name: str, now: str = "tier=private&sort=overdue") -> str:
    """Keep a view; return its address."""
    return client.post("/customers/views/", {"name": name, "now": now}).headers["Location"]


def number(address: str) -> str:
    return parse_qs(urlparse(address).query)["view"][0]


def heads(page: str) -> list[str]:
    head = page[page.index("<thead>") : page.index("</thead>")]
    return re.sub(r"<[^>]+>", " ", head).split()


@pytest.mark.requirement("TAG-02", part="tags by rule, and conditions joined by or")
def test_a_view_is_kept_used_renamed_removed_and_taken_back(lin: Client) -> None:
    address = kept(lin, "  私行  逾期 ", "tier=private&sort=overdue&q=zhou&after=x~y")
    assert "q=" not in address
    page = text(lin.get(address))
    assert "视图“私行 逾期”已保存。" in page
    assert "5 人" in page
    view = number(address)
    told = lin.post(f"/customers/views/{view}/rename/", {"name": "私行"}, follow=True)
    assert "视图已改名为“私行”。" in text(told)
    lin.post(f"/customers/views/{view}/undo/")
    assert models.SavedView.objects.get(pk=view).name == "私行 逾期"
    gone = lin.post(f"/customers/views/{view}/remove/", follow=True)
    assert f"/customers/views/{view}/undo/" in gone.content.decode()
    assert "以下条件无法识别，已忽略：已存视图。" in text(lin.get(address))
    assert "视图“私行 逾期”已恢复。" in text(lin.post(f"/customers/views/{view}/undo/", follow=True))
    assert "无法识别" not in text(lin.get(address))


def test_the_same_name_replaces_and_another_s_name_refuses(lin: Client) -> None:
    first = number(kept(lin, "一"))
    assert number(kept(lin, "一", "tier=general")) == first
    assert models.SavedView.objects.get(pk=first).filters == {"tier": "general"}
    second = number(kept(lin, "二"))
    told = lin.post(f"/customers/views/{second}/rename/", {"name": "一", "now": "tier=general"}, follow=True)
    assert "未改动：已有同名视图。" in text(told)


def test_a_name_that_is_none_or_a_secret_keeps_nothing(lin: Client) -> None:
    assert "给视图起个名字" in text(lin.post("/customers/views/", {"name": "  "}, follow=True))
    told = lin.post("/customers/views/", {"name": "密码 880123"}, follow=True)
    assert "密码或验证码" in text(told)
    assert not models.SavedView.objects.exists()


def test_thirty_views_are_enough(lin: Client) -> None:
    for one in range(30):
        kept(lin, f"第 {one} 个")
    told = lin.post("/customers/views/", {"name": "第 31 个", "now": ""}, follow=True)
    assert "先删一个" in text(told)
    assert models.SavedView.objects.exclude(name="").count() == 30


@pytest.mark.parametrize("way", ["rename", "remove", "undo"])
def test_the_view_of_somebody_else_does_not_exist(lin: Client, small_bank: bank.Bank, way: str) -> None:
    view = number(kept(lin, "春耕回访"))
    other = signed_in(small_bank.neighbour)
    answers = [
        other.post(f"/customers/views/{one}/{way}/", {"name": "x"})
        for one in (view, "0199c1f0-0000-7000-8000-000000000000")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert "春耕回访" not in text(other.get("/customers/"))


def test_columns_are_chosen_moved_and_set_back(lin: Client) -> None:
    usual = heads(lin.get("/customers/").content.decode())
    given = {"order": ["tier", "aum", "due", "gap"], "show": ["tier", "aum", "due"], "move": "aum:up"}
    answer = lin.post("/customers/columns/", given | {"now": "tier=private&what=x"})
    assert answer.headers["Location"] == "/customers/?tier=private"
    assert heads(lin.get("/customers/").content.decode())[:4] == ["客户", "资产", "等级", "到期"]
    lin.post("/customers/columns/", {"usual": "1"})
    assert heads(lin.get("/customers/").content.decode()) == usual


def test_a_view_has_columns_of_its_own(lin: Client) -> None:
    address = kept(lin, "看到期")
    lin.post(
        "/customers/columns/", {"view": number(address), "order": ["due", "aum"], "show": ["due", "aum"]}
    )
    # in front of them stands the column of the order that the view keeps
    assert heads(lin.get(address).content.decode())[2:4] == ["到期", "资产"]
    assert heads(lin.get("/customers/").content.decode())[1] == "等级"


@pytest.mark.parametrize(
    ("sort", "head"), [("due", "到期"), ("gap", "距升级"), ("opened", "开户日"), ("aum", ""), ("name", "")]
)
def test_an_order_shows_the_column_by_which_it_goes(lin: Client, sort: str, head: str) -> None:
    usual = heads(lin.get("/customers/").content.decode())
    shown = heads(lin.get(f"/customers/?sort={sort}").content.decode())
    assert shown == ([usual[0], head, *usual[1:]] if head else usual)


@pytest.mark.requirement("SEG-22", part="tags that anything fills")
@pytest.mark.parametrize(
    ("query", "number_of_them"),
    [
        ("lifecycle=dormant", 10),
        ("segment=balanced_builder", 8),
        ("category=bond", 20),
        ("category=trust", 0),
        ("due=7", 8),
        ("due=10&side=familiar", 4),
        ("overdue=1", 8),
        ("tag=vip", 1),
        ("under=1", 0),
        ("lifecycle=dormant&category=bond", 10),
    ],
)
def test_filters_narrow(lin: Client, query: str, number_of_them: int) -> None:
    one = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00003")
    one.update(tags=["vip", "payroll"])
    assert f"{number_of_them} 人" in text(lin.get(f"/customers/?{query}"))


def test_each_filter_can_be_removed_by_itself(lin: Client) -> None:
    page = lin.get("/customers/?tier=private&due=30&sort=name").content.decode()
    marks = page[page.index('class="t-marks"') : page.index("</ul>", page.index('class="t-marks"'))]
    addresses = [one.replace("&amp;", "&") for one in re.findall(r'href="(\?[^"]*)"', marks)]
    assert addresses == ["?due=30&sort=name&", "?tier=private&sort=name&"]


def test_values_that_mean_nothing_are_left_out_and_named(lin: Client) -> None:
    answer = lin.get("/customers/?tier=gold&due=9999&branch=B7&lifecycle=mature&sort=height&view=nobody")
    words = text(answer)
    assert "以下条件无法识别，已忽略：等级、到期、排序、机构、已存视图。" in words
    assert "10 人" in words


def test_a_head_of_branches_chooses_one(small_bank: bank.Bank) -> None:
    published.branch(small_bank.generation, "B9", name="总行")
    models.PublishedBranch.objects.filter(branch_id="B2").update(path=["B2", "B1"])
    region = signed_in(small_bank.head)
    assert 'id="branch"' in region.get("/customers/").content.decode()
    assert "31 人" in text(region.get("/customers/?branch=B1"))
    assert " 1 人" in text(region.get("/customers/?branch=B2"))
    assert "已忽略：机构" in text(region.get("/customers/?branch=B9"))


def test_who_sees_one_branch_is_offered_none(lin: Client) -> None:
    assert 'id="branch"' not in lin.get("/customers/").content.decode()


WALKED = rows.walked.__wrapped__


def many(small_bank: bank.Bank) -> None:
    """Add 95 customers among whom every column of the list has equal values, and some have none."""
    extra = [
        bank.person(
            small_bank.generation,
            100 + n,
            f"客户{n:03d}",
            bank.Decimal(1000 * (n % 7)),
            overdue_days=n % 5,
            last_contact_on=None if n % 3 == 0 else bank.DAY,
            next_due_on=None if n % 2 else bank.DAY,
            next_contact_due_on=None if n % 4 else bank.DAY,
            next_tier_gap=None if n % 5 else bank.Decimal(7),
            segment=None if n % 3 else "balanced_builder",
            excluded_cause=None if n % 4 else "quota_full",
            categories=["bond", "fund"][: n % 3],
            tags=["vip", "payroll"][: n % 2],
            opened_on=bank.DAY,
        )
        for n in range(95)
    ]
    models.PublishedCustomer.objects.unscoped().bulk_create(extra)


def walked(small_bank: bank.Bank, sort: str) -> list[str]:
    """Walk a list page by page to its end and back again; return the customers' numbers in their order."""

    def find(**place: str) -> Found:
        filters = Filters(sort=sort, state="all")
        return search.find(
            small_bank.manager, small_bank.generation, filters=filters, today=bank.TODAY, **place
        )

    pages = [find()]
    while pages[-1].following:
        pages.append(find(after=pages[-1].following))
    for one, before in itertools.pairwise(reversed(pages)):
        assert find(before=one.previous).rows == before.rows, sort
    assert pages[0].previous == "", sort
    return [row.customer_id for one in pages for row in one.rows]


def test_every_head_sorts_both_ways_and_paging_meets_everybody_once(
    small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(small_bank)
    # a compiled read of each order costs seconds: that they are what the querysets are is shown elsewhere
    monkeypatch.setattr(rows, "walked", lambda *who, **asked: list(WALKED(*who, **asked)))
    shown = {one.customer_id: one for one in models.PublishedCustomer.objects.unscoped()}
    seen = set(walked(small_bank, "aum"))
    assert len(seen) > 2 * rows.PAGE
    for one in (columns.NAME, *columns.ALL):
        for sort in (one.sort, f"{TURN}{one.sort}"):
            numbers = walked(small_bank, sort)
            assert (len(numbers), set(numbers)) == (len(seen), seen), sort
            _stand(shown, sort, numbers)


def _stand(shown: dict[str, models.PublishedCustomer], sort: str, numbers: list[str]) -> None:
    """Check that customers stand by the values of an order, those without one where it says."""
    known = order.SORTS[sort]
    column, _, length = known.column.partition("__")
    found = [getattr(shown[number], column) for number in numbers]
    values = [len(value) for value in found] if length else found
    there = sorted((value for value in values if value is not None), reverse=known.down)
    none = [None] * (len(values) - len(there))
    assert values == (none + there if known.empty == "first" else there + none), sort


def test_a_head_turns_its_own_order_and_the_choice_of_orders_names_it(lin: Client) -> None:
    page = lin.get("/customers/?sort=segment").content.decode()
    assert 'href="?sort=-segment&amp;"' in page
    assert '<option value="segment" selected>按客群</option>' in page
    assert page.count("aria-sort") == page.count('aria-sort="ascending"') == 1
    turned = lin.get("/customers/?sort=-opened")
    assert 'href="?sort=opened&amp;"' in turned.content.decode()
    assert '<option value="-opened" selected>最新开户，倒序</option>' in turned.content.decode()
    # what only a filter brings orders nothing without it
    for asked in ("sort=calls", "sort=-due_amount"):
        page = lin.get(f"/customers/?{asked}").content.decode()
        assert '<option value="aum" selected>' in page
    due = lin.get("/customers/?due=30&sort=due_amount")
    assert 'aria-sort="descending"' in due.content.decode()


def test_too_many_for_an_order_without_an_index_stand_in_the_first_one_and_say_so(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COUNTED", 20)
    monkeypatch.setattr(search, "READ", 20)
    told = "这个排序排不了"
    answer = lin.get("/customers/?sort=segment&after=x~C00001")
    assert told in text(answer)
    assert 'aria-sort="descending"' in answer.content.decode()
    assert 'name="sort"><option value="aum" selected>' in answer.content.decode()
    assert told not in text(lin.get("/customers/?sort=segment&tier=private"))
    assert told not in text(lin.get("/customers/?sort=-opened"))


def test_the_list_of_a_view_needs_few_queries(lin: Client) -> None:
    address = kept(lin, "私行")
    lin.get(address)
    with at_most(9):
        assert lin.get(address).status_code == 200


def test_every_column_has_its_cell() -> None:
    assert set(cells._CELLS) == {*columns.BY_CODE, columns.CALLS.code, columns.DUE_AMOUNT.code}
