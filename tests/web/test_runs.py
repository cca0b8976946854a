"""The nightly runs: figures, refusals in plain words, the quarantine with its search."""

import re
from html import unescape

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.runs import quarantine
from web import bank, nights
from web.conftest import signed_in
from web.support import at_most, text


def run(status: str) -> int:
    return models.RunReport.objects.get(status=status).pk


@pytest.fixture
def officer(small_bank: bank.Bank) -> Client:
    """Compliance, who sees single quarantined rows."""
    nights.runs()
    return signed_in(small_bank.officer)


def test_the_newest_night_comes_first_with_its_figures(lin: Client) -> None:
    nights.runs()
    words = text(lin.get("/runs/"))
    assert words.index("2026-03-31") < words.index("2026-03-30")
    assert "读入 14,116 行，接受 14,055 行" in words
    assert "隔离 61 行" in words
    assert "2026-03-30/customers.csv：第 1 行缺少必需的 opened_on 列；补送 opened_on。" in words
    lin.cookies["django_language"] = "en"
    assert "required column opened_on is missing; deliver opened_on." in text(lin.get("/runs/"))


def test_a_run_shows_tables_steps_and_checks(lin: Client) -> None:
    nights.runs()
    words = text(lin.get(f"/runs/{run('published')}/"))
    assert "客户 忽略的列: vip_flag 1,031 1 0 1,030" in words
    assert "客户：资产等于持仓之和 85000000.00 = 85000000.00" in words
    assert "5.20 秒" in words
    assert "客户：2026-03-30 有的 1 行今晚没有送来。" in words


def test_a_run_shows_its_playbook_and_what_changed(lin: Client) -> None:
    nights.runs()
    words = text(lin.get(f"/runs/{run('published')}/"))
    assert "spring-2 · 2026-03-31 起" in words
    assert "与 spring-1 相比" in words
    assert "每日名单人数 20 25 人" in words


def test_a_refused_run_says_what_happened_what_stays_and_what_to_do(lin: Client) -> None:
    nights.runs()
    words = text(lin.get(f"/runs/{run('refused')}/"))
    assert "数据未变，页面仍显示上一次发布的结果。" in words
    assert "让来源系统更正并重新封存数据" in words
    assert "规则手册" not in words


def test_managers_see_why_rows_were_set_aside_and_no_single_row(lin: Client) -> None:
    nights.runs()
    address = f"/runs/{run('published')}/"
    words = text(lin.get(address))
    assert "隔离 12,061 处" in words
    assert "持仓 4,210 60 17 4,150" in words  # in, quarantined, values left out, accepted
    assert "持仓 matures_on 早于 opened_on 12,060" in words
    assert "明细（已脱敏）由系统管理员和合规查看。" in words
    assert "2026-02-30" not in words
    assert lin.get(f"{address}quarantine/").status_code == 403
    lin.cookies["django_language"] = "en"
    assert "a day before opened_on" in text(lin.get(address))


def test_quarantined_rows_are_paged_by_key(officer: Client) -> None:
    address = f"/runs/{run('published')}/quarantine/"
    with at_most(12):
        first = officer.get(address)
    assert text(first).count("2026-02-30") == 50
    assert "找到 61 行" in text(first)
    assert "另有 12,000 行仅存于数据湖" in text(first)
    last = models.QuarantineRow.objects.order_by("pk")[49].pk
    assert f"?after={last}" in first.content.decode()
    second = officer.get(f"{address}?after={last}", headers={"HX-Request": "true"})
    assert text(second).count("2026-02-30") == 10
    assert "<html" not in second.content.decode()
    assert "第一页" in text(second)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("table=customers", 1),
        ("column=matures_on", 60),
        ("code=value_dropped", 1),
        ("text=901", 1),
        ("text=20", 60),
        ("text=1***", 1),
        ("table=holdings&text=17", 1),
        ("text=02-3", 60),
        ("text=%25", 0),
        ("text=nothing", 0),
        ("table=x%00&after=abc", 0),
    ],
)
def test_the_quarantine_is_searched(officer: Client, question: str, number: int) -> None:
    answer = officer.get(f"/runs/{run('published')}/quarantine/?{question}")
    words = text(answer)
    assert answer.status_code == 200
    assert (f"找到 {number} 行" if number else "没有符合的行") in words


@pytest.mark.parametrize("code", quarantine.SORTS)
def test_quarantined_rows_stand_by_every_head_both_ways(officer: Client, code: str) -> None:
    address = f"/runs/{run('published')}/quarantine/"
    column = quarantine.SORTS[code]
    for sort in (code, f"-{code}"):
        body = officer.get(address, {"sort": sort}).content.decode()
        following = re.search(r'href="([^"]*after=[^"]*)"', body)
        assert following
        assert officer.get(unescape(following[1])).status_code == 200
        assert body.count("aria-sort") == 1
        assert f'href="{address}?sort=' in body
        asked = {"run": run("published"), "asked": quarantine.Asked(), "sort": sort}
        first = quarantine.search(**asked)
        rest = quarantine.search(**asked, after=first.following or 0)
        rows = [*first.items, *rest.items]
        assert len({row.pk for row in rows}) == len(rows) == 61
        values = [getattr(row, column) for row in rows]
        there = [value for value in values if value is not None]
        assert there == sorted(there, reverse=sort.startswith("-"))
    kept = officer.get(address, {"sort": "row", "table": "holdings"}).content.decode()
    assert "?table=holdings&amp;sort=-row" in kept


def test_the_page_of_a_night_begins_the_search(officer: Client) -> None:
    with at_most(12):
        answer = officer.get(f"/runs/{run('published')}/")
    assert "找到 61 行" in text(answer)
    assert 'action="/runs/' in answer.content.decode()


def test_rows_that_left_the_database_and_nights_without_any_say_so(officer: Client) -> None:
    models.QuarantineRow.objects.all().delete()
    assert "明细已过保留期" in text(officer.get(f"/runs/{run('published')}/quarantine/"))
    assert "当晚没有隔离的行。" in text(officer.get(f"/runs/{run('refused')}/quarantine/"))
    assert officer.get("/runs/999999/quarantine/").status_code == 404


def test_many_nights_are_paged(lin: Client) -> None:
    for day in range(31):
        models.RunReport.objects.create(
            business_date=bank.DAY - bank.dt.timedelta(days=day),
            finished_at=published.dt.datetime(2026, 4, 1, tzinfo=published.dt.UTC),
            status="published",
        )
    first = lin.get("/runs/").content.decode()
    assert first.count('class="day num"') == 30
    last = models.RunReport.objects.order_by("-business_date")[29]
    assert f'href="?before={last.pk}"' in first
    assert lin.get(f"/runs/?before={last.pk}").content.decode().count('class="day num"') == 1


def test_before_the_first_run_the_page_says_so(lin: Client) -> None:
    assert "还没有运行记录" in text(lin.get("/runs/"))


def test_an_unknown_run_does_not_exist(lin: Client) -> None:
    assert lin.get("/runs/999999/").status_code == 404


def test_a_night_that_was_taken_back_says_so(lin: Client) -> None:
    day = bank.DAY + bank.dt.timedelta(days=1)
    said = {"code": "taken_back", "values": {"day": str(day), "shown": str(bank.DAY)}}
    models.RunReport.objects.create(
        business_date=day,
        finished_at=published.dt.datetime(2026, 4, 2, tzinfo=published.dt.UTC),
        status="taken_back",
        report={"status": "taken_back", "refusal": "The night was taken back.", "said": said},
    )
    words = text(lin.get(f"/runs/{run('taken_back')}/"))
    assert f"{day} 已撤回：页面重新显示 {bank.DAY}" in words.replace("已撤回 完成", "")
    assert "当晚已撤回" in words
    assert "已撤回，名单沿用" in text(lin.get("/"))
