"""The nightly runs: figures, refusals in plain words, quarantine page by page."""

from django.test import Client

from support import published
from tilth.data import models
from web import bank
from web.support import text


def run(status: str) -> int:
    return models.RunReport.objects.get(status=status).pk


def test_the_newest_night_comes_first_with_its_figures(lin: Client) -> None:
    bank.runs()
    words = text(lin.get("/runs/"))
    assert words.index("2026-03-31") < words.index("2026-03-30")
    assert "读入 14,116 行，接受 14,055 行" in words
    assert "隔离 61 行" in words
    assert "lacks the required column opened_on" in words


def test_a_run_shows_tables_steps_and_checks(lin: Client) -> None:
    bank.runs()
    words = text(lin.get(f"/runs/{run('published')}/"))
    assert "客户 忽略的列: vip_flag 1,031 1 1,030" in words
    assert "aum reconciles with holdings" in words
    assert "5.20 秒" in words


def test_a_refused_run_says_that_nothing_changed(lin: Client) -> None:
    bank.runs()
    words = text(lin.get(f"/runs/{run('refused')}/"))
    assert "数据未变，页面仍显示上一次发布的结果。" in words
    assert "没有读入数据。" in words


def test_quarantined_rows_are_paged_in_the_reader_s_language(lin: Client) -> None:
    bank.runs()
    address = f"/runs/{run('published')}/"
    first = text(lin.get(address))
    assert first.count("到期日早于开户日。") == 50
    assert "第 1 / 2 页" in first
    second = lin.get(f"{address}?page=2", headers={"HX-Request": "true"})
    assert text(second).count("到期日早于开户日。") == 11
    assert "<html" not in second.content.decode()
    lin.cookies["django_language"] = "en"
    assert "It matures before it was opened." in text(lin.get(address))


def test_pages_out_of_range_show_the_nearest(lin: Client) -> None:
    bank.runs()
    assert "第 2 / 2 页" in text(lin.get(f"/runs/{run('published')}/?page=99"))
    assert "第 1 / 2 页" in text(lin.get(f"/runs/{run('published')}/?page=x"))


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
