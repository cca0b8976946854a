"""The list as somebody wants it: filters that can be removed, columns in order, views kept for oneself."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client

from support import published
from tilth.data import models
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


@pytest.mark.parametrize("sort", ["contact", "due", "gap", "opened"])
def test_paging_with_equal_values_and_none_meets_everybody_once(
    lin: Client, small_bank: bank.Bank, sort: str
) -> None:
    extra = [
        bank.person(
            small_bank.generation,
            100 + n,
            f"客户{n:03d}",
            bank.Decimal(1000),
            last_contact_on=None if n % 3 == 0 else bank.DAY,
            next_due_on=None if n % 2 else bank.DAY,
            next_tier_gap=None if n % 5 else bank.Decimal(7),
            opened_on=bank.DAY,
        )
        for n in range(95)
    ]
    models.PublishedCustomer.objects.unscoped().bulk_create(extra)
    pages, address = [], f"/customers/?sort={sort}"
    while address:
        page = lin.get(address).content.decode()
        pages.append(re.findall(r'class="name" href="/customers/(C\d+)/"', page))
        link = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = f"/customers/{link[1].replace('&amp;', '&')}" if link else ""
    assert [len(one) for one in pages] == [50, 50, 25]
    assert len({one for page in pages for one in page}) == 125
    for wanted in (pages[1], pages[0]):
        back = re.search(r'href="(\?[^"]*before=[^"]*)"', page)
        assert back is not None
        page = lin.get(f"/customers/{back[1].replace('&amp;', '&')}").content.decode()
        assert re.findall(r'class="name" href="/customers/(C\d+)/"', page) == wanted


def test_the_list_of_a_view_needs_few_queries(lin: Client) -> None:
    address = kept(lin, "私行")
    lin.get(address)
    with at_most(9):
        assert lin.get(address).status_code == 200


def test_every_column_has_its_cell() -> None:
    assert set(cells._CELLS) == {*columns.BY_CODE, columns.CALLS.code, columns.DUE_AMOUNT.code}
