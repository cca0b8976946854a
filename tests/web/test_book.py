"""My book and the branch: numbers with their links, who is behind, the flow, and the honest states."""

import datetime as dt
import html
import itertools
import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.points.queries import Cell, Flow
from tilth.domain.runs import queries as runs
from tilth.policy.vocabulary import TIERS
from tilth.web import figures
from tilth.web.book import flow
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_today import contact

BEFORE = bank.DAY - dt.timedelta(days=31)


@pytest.fixture
def chen(small_bank: bank.Bank) -> Client:
    """The head of the branch, whose totals are those of its one book."""
    own = models.PublishedBook.objects.unscoped().get(rm_id="S1")
    numbers = {
        field.name: getattr(own, field.name)
        for field in models.PublishedBranchTotal._meta.concrete_fields
        if hasattr(own, field.name) and field.name not in ("branch_id", "generation")
    }
    published.branch_total(small_bank.generation, "B1", **numbers)
    published.branch_total(small_bank.generation, "B2", customers=7, aum=1)
    return signed_in(small_bank.head)


def nights(small_bank: bank.Bank) -> None:
    """Two nights: one customer rose, one fell, one is new."""
    same = {f"C{n:05d}": "personal" for n in range(30)}
    published.points(small_bank.generation, bank.DAY, **same)
    before = same | {"C00000": "general", "C00001": "private"}
    del before["C00002"]
    published.points(small_bank.generation, BEFORE, **before)


@pytest.mark.requirement("KPI-17")
@pytest.mark.requirement("TIER-11")
@pytest.mark.requirement("IDN-10", part="measures for friends won, advice given and the three rules")
@pytest.mark.requirement("KPI-07", part="referrals")
def test_a_book_says_where_it_stands_and_leads_to_the_customers(lin: Client) -> None:
    with at_most(14):
        answer = lin.get("/book/")
    words = text(answer)
    assert "林晓岚的管户" in words
    assert "30 位客户" in words
    assert "8 位客户 超过约定周期" in words
    assert "今日名单已拨 0 / 20" in words
    for link in ("tier=private", "overdue=1&amp;sort=overdue", "under=1", "category=fund"):
        assert f"/customers/?owner=own&amp;{link}" in answer.content.decode()
    assert "dist/charts.js" in answer.content.decode()


def test_results_of_the_week_stand_by_day(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank)
    contact("C00001", small_bank, outcome="busy", two_way=False)
    contact(
        "C00002", small_bank, contact_on=bank.DAY, contacted_at=dt.datetime(2026, 3, 31, 2, tzinfo=dt.UTC)
    )
    words = text(lin.get("/book/"))
    assert "今日名单已拨 3 / 20" in words
    assert re.search(r"03-31 周二 1 / 20 · 拨打 1 04-01 周三 1 / 20 · 拨打 2", words)


def test_every_chart_has_its_table(lin: Client) -> None:
    page = lin.get("/book/").content.decode()
    for found in re.findall(r'data-values="([^"]+)"', page):
        data = json.loads(html.unescape(found))
        for shown in data["series"][0]["texts"]:
            assert f'<td class="r num">{shown}</td>' in page
    assert page.count("data-chart=") == page.count("看数据表") == 1


@pytest.mark.requirement("KPI-17")
def test_a_branch_says_who_is_behind_with_what(chen: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank)
    with at_most(20):
        answer = chen.get("/branch/")
    words = text(answer)
    assert "19 / 20 人 还没有结果：先帮林晓岚，还差 19 位" in words
    assert "林晓岚" in words
    assert "20 个中 19 个没有结果" in words
    assert "8 位逾期" in words
    assert "/customers/?branch=B1&amp;tier=private" in answer.content.decode()
    assert "城东" not in words


@pytest.fixture
def findings(small_bank: bank.Bank) -> Iterator[None]:
    """What the night found in its feed: of this branch, of another one, and of none."""
    found = [
        {"code": "holdings_vanished", "values": {"rows": 5}, "branches": {"B1": 2, "B2": 3}},
        {"code": "owner_unknown", "values": {"rows": 3}, "branches": {"B2": 3}},
        {"code": "manifest_waived", "values": {}},
        {"code": "of a later version", "values": {}, "branches": {"B1": 1}},
    ]
    models.RunReport.objects.create(
        business_date=small_bank.generation.business_date,
        finished_at=published.dt.datetime(2026, 4, 1, tzinfo=published.dt.UTC),
        status="published",
        report={"findings": found},
    )
    runs._findings.cache_clear()
    yield
    runs._findings.cache_clear()


@pytest.mark.usefixtures("findings")
def test_a_branch_is_told_what_the_night_found_of_it(chen: Client) -> None:
    words = text(chen.get("/branch/"))
    assert "当晚数据中发现的问题" in words
    assert "5 笔没有 closed_on 就消失了。 本机构 2 条" in words
    assert "rm_id" not in words
    assert words.count("本机构 ") == 1


def test_a_branch_out_of_sight_does_not_exist(chen: Client) -> None:
    for code in ("B2", "B9", "x" * 3000, "B1\x00"):
        assert chen.get("/branch/", {"branch": code}).status_code == 404
        assert chen.get("/branch/flow/", {"branch": code}).status_code == 404


def test_who_leads_several_branches_chooses_one(chen: Client, small_bank: bank.Bank) -> None:
    models.PublishedBranch.objects.filter(branch_id="B2").update(path=["B2", "B1"], parent_id="B1")
    words = text(chen.get("/branch/"))
    assert "37 位客户" in words
    assert "滨江支行" in words
    assert "7 位客户" in text(chen.get("/branch/", {"branch": "B2"}))


def test_the_managers_of_one_page_stand_in_the_order_of_a_head(chen: Client, small_bank: bank.Bank) -> None:
    published.book(small_bank.generation, "T1", customers=3, list_size=20)
    published.book(small_bank.generation, "T2", customers=300, list_size=20)
    for sort, way in (("customers", "descending"), ("-customers", "ascending")):
        answer = chen.get("/branch/", {"sort": sort})
        numbers = [row.customers.value for row in answer.context["page"].rows]
        assert numbers == sorted(numbers, reverse=sort == "customers")
        assert len(set(numbers)) > 1
        assert answer.content.decode().count(f'aria-sort="{way}"') == 1
    assert "aria-sort" not in chen.get("/branch/", {"sort": "height\x00"}).content.decode()


def test_two_hundred_managers_come_in_pages(chen: Client, small_bank: bank.Bank) -> None:
    for number in range(200):
        published.book(small_bank.generation, f"T{number:03d}", list_size=20)
    first = chen.get("/branch/")
    assert first.content.decode().count('class="r num t-share"') == 50
    assert "sort=customers" not in first.content.decode()
    after = re.search(r"after=([^\"]+)\"", first.content.decode())
    assert after
    assert "T050" in text(chen.get("/branch/", {"branch": "B1", "after": after[1]}))


@pytest.mark.requirement("TIER-15")
def test_the_flow_is_a_picture_and_a_matrix(lin: Client, small_bank: bank.Bank) -> None:
    nights(small_bank)
    with at_most(12):  # two more name the few who moved, and put that on record
        answer = lin.get("/book/flow/", headers={"hx-request": "true"})
    page, words = answer.content.decode(), text(answer)
    assert page.lstrip().startswith("<section")
    assert "升 1 位" in words
    assert "降 1 位" in words
    assert re.search(r"新客 0 0 1 0 — 1", words)
    assert re.search(r"个人理财 0 0 27 0 0 27", words)
    assert re.search(r"周敏华 大众 → 个人理财", words)
    assert "data-values" not in page
    link = html.unescape(re.search(r'data-figure="moved" data-value="1"[^>]* href="([^"]+)"', page)[1])
    assert re.findall(r'class="name" href="/customers/([^/]+)/', lin.get(link).content.decode()) == ["C00000"]


def test_many_who_moved_are_a_picture(lin: Client, small_bank: bank.Bank) -> None:
    same = {f"C{n:05d}": "personal" for n in range(30)}
    published.points(small_bank.generation, bank.DAY, **same)
    published.points(small_bank.generation, BEFORE, **same | {f"C{n:05d}": "general" for n in range(6)})
    page = lin.get("/book/flow/").content.decode()
    data = json.loads(html.unescape(re.search(r'data-values="([^"]+)"', page)[1]))
    assert [link["tone"] for link in data["links"]] == ["up"]


@pytest.mark.parametrize(
    ("flows", "height"), [(1, "xs"), (2, "xs"), (3, "s"), (6, "s"), (7, "m"), (10, "m"), (11, "l")]
)
def test_a_picture_is_as_high_as_its_flows_need(flows: int, height: str) -> None:
    moves = list(itertools.permutations([*TIERS, None], 2))[:flows]
    cells = tuple(Cell(before=before, after=after, customers=2) for before, after in moves)
    found = Flow(from_date=BEFORE, to_date=bank.DAY, cells=cells)
    ends = (BEFORE, bank.DAY)
    page = flow.page(ends, ends, found, today=bank.TODAY, address="/book/flow/", whose=figures.OWN)
    assert page.chart is not None
    assert page.chart.height == height


def test_the_flow_of_a_branch_is_a_page_without_script(chen: Client, small_bank: bank.Bank) -> None:
    nights(small_bank)
    given = {"branch": "B1", "from": bank.DAY.isoformat(), "to": BEFORE.isoformat()}
    words = text(chen.get("/branch/flow/", given))
    assert "升 1 位" in words
    assert "等级迁移" in words


@pytest.mark.parametrize(("days", "told"), [((), "还没有发布"), ((bank.DAY,), "目前只有一晚")])
def test_without_two_nights_there_is_no_flow_yet(
    lin: Client, small_bank: bank.Bank, days: tuple[dt.date, ...], told: str
) -> None:
    for day in days:
        published.points(small_bank.generation, day, C00000="general")
    assert told in text(lin.get("/book/flow/"))


def test_equal_nights_and_still_ones_are_said(lin: Client, small_bank: bank.Bank) -> None:
    for day in (BEFORE, bank.DAY):
        published.points(small_bank.generation, day, C00000="general")
    assert "这两晚之间没有客户变动等级" in text(lin.get("/book/flow/"))
    same = {"from": bank.DAY.isoformat(), "to": bank.DAY.isoformat()}
    assert "同一晚" in text(lin.get("/book/flow/", same))


def test_too_many_customers_ask_for_a_branch_below(chen: Client, small_bank: bank.Bank) -> None:
    nights(small_bank)
    models.PublishedBranchTotal.objects.unscoped().filter(branch_id="B1").update(customers=50_001)
    assert "选一个下级机构" in text(chen.get("/branch/flow/"))


def test_who_has_no_book_is_told_so(small_bank: bank.Bank) -> None:
    models.PublishedBook.objects.unscoped().all().delete()
    assert "没有您的管户统计" in text(signed_in(small_bank.manager).get("/book/"))
    assert signed_in(small_bank.head).get("/book/").status_code == 404


def test_a_book_and_a_branch_without_customers_are_pages(chen: Client, small_bank: bank.Bank) -> None:
    nothing = {"customers": 0, "aum": Decimal(0), "overdue": 0, "under_served": 0, "list_size": 0}
    models.PublishedBook.objects.unscoped().update(**nothing)
    models.PublishedBranchTotal.objects.unscoped().update(**nothing)
    assert "还没有客户" in text(signed_in(small_bank.manager).get("/book/"))
    assert chen.get("/branch/").status_code == 200
    models.PublishedBook.objects.unscoped().all().delete()
    assert "没有客户经理" in text(chen.get("/branch/"))


def test_before_the_first_night_pages_say_so(small_bank: bank.Bank) -> None:
    models.Publication.objects.all().delete()
    for client, page in ((small_bank.manager, "/book/"), (small_bank.head, "/branch/")):
        answer = signed_in(client).get(page)
        assert "还没有发布" in text(answer)
        assert signed_in(client).get(f"{page}flow/").status_code == 200


def test_nobody_on_leave_is_asked_first(small_bank: bank.Bank) -> None:
    client = signed_in(small_bank.head)
    models.PublishedBook.objects.unscoped().filter(rm_id="S1").update(list_size=20)
    names = dict(models.PublishedStaff.objects.values_list("staff_id", "name"))
    assert f"先帮{names['S1']}" in text(client.get("/branch/"))
    models.Cover.objects.create(
        absent_staff_id="S1",
        substitute_staff_id=small_bank.neighbour.staff_id,
        reason="年假",
        starts_on=bank.TODAY,
        ends_on=bank.TODAY,
        arranged_by=small_bank.head,
    )
    words = text(client.get("/branch/"))
    assert f"先帮{names['S1']}" not in words
    assert f"由 {names[small_bank.neighbour.staff_id]} 代管" in words
