"""A manager's whole day by keyboard, the night after it, and the next morning: what was promised is there.

The nights are real ones of real feeds, by the command; everything is done and seen on the pages
(REC-03, LIST-11, LIST-15, TRAP-38, ROLE-12; A16, A20, B1).
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from browser import conftest, whole_day
from browser.whole_day import ASKED, DEMAND, THURSDAY, Names, cast, listed
from integration.night import town
from support import databases, published
from tilth.connectors.demo_bank import Plan, generate
from tilth.data import models
from tilth.domain import bank as clock
from tilth.domain import days
from tilth.jobs import demo_library
from tilth.vault import ring

HALF_PAST_TEN = dt.time(10, 30)
LEAVES = dt.date(2026, 11, 27)
SEED = 5


@dataclass(frozen=True)
class Branch:
    """One branch before its first morning, where its pages are, and who works there."""

    town: town.Town
    address: str
    anna: models.PublishedStaff
    ben: models.PublishedStaff
    """Away, and without an account."""
    cleo: models.PublishedStaff

    def night(self, feed: Path) -> None:
        """Take a feed, compute its night, publish it."""
        status, _out, err = self.town.run("nightly", feed)
        assert (status, err) == (0, "")


@pytest.fixture
def branch(
    front_end: None,
    database: str,
    django_db_blocker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Branch]:
    """A bank of 300 customers after its first night; its pages stand on the working day after the last."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
    plan = Plan(customers=300, days=2, seed=SEED, until=THURSDAY, csv=False)
    feeds = tuple(
        tmp_path / "feeds" / one.business_date.isoformat() for one in generate(plan, tmp_path / "feeds")
    )
    made = town.make(tmp_path / "data", database, feeds)
    monkeypatch.setattr(settings, "TILTH_TODAY", None)
    monkeypatch.setattr(settings, "TILTH_DATA", made.data)
    monkeypatch.setattr(settings, "TILTH_KEYRING", made.data / ring.FILE)
    monkeypatch.setattr(clock, "now", lambda day: dt.datetime.combine(day, HALF_PAST_TEN, days.ZONE))
    assert made.run("nightly", feeds[0])[0] == 0
    with django_db_blocker.unblock(), databases.shown(database):
        demo = json.loads((tmp_path / "feeds" / "truth.json").read_text("utf-8"))["demo"]
        here = models.PublishedStaff.objects.all()
        anna, cleo, head = (here.get(staff_id=demo[role]) for role in ("rm", "wealth", "branch_head"))
        others = here.filter(branch_id=anna.branch_id, role="rm", active=True).exclude(staff_id=anna.staff_id)
        office = [here.get(staff_id=demo[role]) for role in ("marketing", "compliance")]
        people = {"anna": anna, "cleo": cleo, "head": head, "office": office[0], "officer": office[1]}
        users = {
            name: published.user(name, role=staff.role, staff_id=staff.staff_id, name=staff.name)
            for name, staff in people.items()
        }
        demo_library.write(users["office"], users["officer"])
        server = LiveServer("127.0.0.1")
        yield Branch(made, server.url, anna, others.earliest("staff_id"), cleo)
        server.stop()


@pytest.fixture
def chromium(branch: Branch, database: str) -> Iterator[Browser]:
    """The machine's Chromium, gone before the bank is.

    Beside its event loop Django keeps connections of its own: that an earlier test left one to another
    database must not show.
    """
    with sync_playwright() as playwright, databases.shown(database):
        launched = playwright.chromium.launch(executable_path=conftest.chromium(), args=list(conftest.FLAGS))
        yield launched
        launched.close()
        connections.close_all()


@pytest.fixture
def enter(chromium: Browser, branch: Branch, faults: list[str]) -> Iterator[Callable[[str], Page]]:
    """Open a window of one's own and sign in; nobody's console may complain."""
    windows = []

    def one(name: str) -> Page:
        context, page = conftest.opened(
            chromium, branch.address, faults, viewport={"width": 1440, "height": 1000}
        )
        windows.append(context)
        conftest.sign_in(page, name)
        return page

    yield one
    for context in windows:
        context.close()
    assert faults == []


def number_of(page: Page, name: str) -> str:
    """Return the customer number behind a name on Today."""
    link = page.locator("#today .l1 a", has_text=name).first.get_attribute("href") or ""
    return link.strip("/").split("/")[-1]


def line(*parts: str) -> re.Pattern[str]:
    """Return what finds these words one after the other, whatever space lies between them."""
    return re.compile(r"\s*".join(map(re.escape, parts)))


def card(page: Page, title: str) -> Locator:
    """Return the card of that title."""
    return page.locator("section.card", has=page.get_by_role("heading", name=title, exact=True))


def stand_in(page: Page, branch: Branch) -> None:
    """Arrange that Anna stands in for Ben, both chosen by name."""
    page.goto("/team/cover/")
    for field, staff in (("absent", branch.ben), ("substitute", branch.anna)):
        chosen = page.locator(f"[name={field}] option", has_text=staff.name)
        page.locator(f"[name={field}]").select_option(chosen.get_attribute("value"))
    page.fill("[name=reason]", "年假")
    page.fill("[name=ends_on]", LEAVES.isoformat())
    page.get_by_role("button", name="确定代管").click()
    page.wait_for_url("**/team/")
    row = page.get_by_role("row", name=re.compile(branch.ben.staff_id))
    expect(row).to_contain_text(f"由 {branch.anna.name} 代管至 11-27")


def give(page: Page, branch: Branch, *numbers: str) -> None:
    """Hand customers of Anna over to Cleo: found and ticked one by one, looked at, confirmed."""
    page.goto(f"/team/hand-over/?from={branch.anna.staff_id}")
    page.get_by_text("查看客户并勾选").click()
    for number in numbers:
        page.fill("[name=text]", number)
        page.locator(".t-finder button").click()
        expect(page.locator(".t-choosing tbody tr")).to_have_count(1)
        page.get_by_role("row", name=re.compile(number)).get_by_role("checkbox").check()
    page.get_by_label(re.compile("下面勾选的")).check()
    page.get_by_role("checkbox", name=re.compile(branch.cleo.name)).check()
    page.get_by_role("button", name="查看分配").click()
    expect(page.get_by_role("heading", name=f"把 {branch.anna.name} 的 2 位客户移交出去？")).to_be_visible()
    page.get_by_role("button", name="确认移交").click()
    page.wait_for_url("**/team/")


def take_back(page: Page, branch: Branch) -> None:
    """Take the hand-over back whole."""
    page.goto("/team/")
    moves = card(page, "近期移交")
    expect(moves).to_contain_text(f"{branch.anna.name} → {branch.cleo.name} · 2 位客户 · 经理调岗")
    moves.get_by_text("撤回", exact=True).click()
    moves.get_by_role("button", name="确认撤回 2 位").click()
    expect(page.locator("main")).to_contain_text("已撤回，2 位客户回到原处。")


@pytest.mark.requirement("LIST-01")
@pytest.mark.requirement("LIST-10")
@pytest.mark.requirement("LIST-11", part="sales leads")
@pytest.mark.requirement("REL-09")
def test_a_whole_day_by_keyboard_is_there_on_the_next_morning(
    branch: Branch, enter: Callable[[str], Page]
) -> None:
    anna, head = enter("anna"), enter("head")
    expect(anna.locator("#today h1")).to_have_text(f"你好，{branch.anna.name}")
    names, twenty = cast(anna), listed(anna)
    numbers = {name: number_of(anna, name) for name in twenty}
    whole_day.calls_all_of_them(anna, names)
    whole_day.writes_down(anna, numbers[names.meets], numbers[names.cared])
    followed = whole_day.ends_what_is_due(anna, names)
    whole_day.closes_the_day(anna, head)
    stand_in(head, branch)
    moved, nowhere = [numbers[names.promised], numbers[names.plain]], numbers[names.wrong]
    give(head, branch, *moved)

    branch.night(branch.town.feeds[1])

    anna.goto("/")
    expect(anna.locator("#today")).to_contain_text("11月20日 周五")
    _anna_finds_what_she_promised(anna, names, followed)
    back = {names.away, names.meets, names.papers, names.passed}
    assert set(twenty) & set(listed(anna)) == back
    _anna_has_the_list_of_ben(anna, branch)
    anna.goto(f"/customers/{nowhere}/")
    expect(anna.locator("main")).to_contain_text("已标为有误")
    expect(anna.locator("#why-list")).to_contain_text("号码")

    cleo = enter("cleo")
    assert listed(cleo)[0] == names.promised
    row = cleo.locator("[data-row]", has_text=names.promised)
    expect(row).to_contain_text(f"{branch.anna.name}答应今天「发资料」，先说这件事。")
    expect(card(cleo, "等您处理")).to_contain_text(line(names.promised, "发资料", "任务 · 今天"))

    _the_board_knows(head, branch)
    take_back(head, branch)
    anna.goto("/")
    expect(card(anna, "等您处理")).to_contain_text(line(names.promised, "发资料", "任务 · 今天"))
    cleo.goto("/")
    expect(cleo.locator("#today")).to_be_visible()
    expect(cleo.locator("#today")).not_to_contain_text(names.promised)


def _anna_finds_what_she_promised(page: Page, names: Names, followed: str) -> None:
    """Who was put off comes first, then who has an appointment; what is for Monday waits among the tasks."""
    assert listed(page)[:2] == [names.away, names.meets]
    expect(page.locator("[data-row]", has_text=names.meets)).to_contain_text("今天 15:00 有预约，先确认。")
    expect(card(page, "预约")).to_contain_text(line("15:00", names.meets, "· 预约", "网点"))
    waiting = card(page, "等您处理")
    expect(waiting).to_contain_text(line(names.papers, "客户带材料来", "任务 · 今天"))
    expect(waiting).to_contain_text(line(names.cared, "每周 · 电话 · 每周一次电话", "维护计划 · 今天"))
    expect(waiting).to_contain_text(line(names.meets, DEMAND, "服务备忘 · 今天"))
    expect(waiting).to_contain_text(line(names.later, "电话 · 再次电话", "任务 · 11-23 周一 10:00"))
    for name in names.silent:
        expect(waiting).to_contain_text(line(name, "电话 · 再次电话", "任务 · 11-23 周一"))
    expect(waiting).not_to_contain_text(ASKED)
    expect(waiting).not_to_contain_text(followed)
    expect(page.locator(".t-q", has_text="本周联络").first).to_contain_text("16 / ")


def _anna_has_the_list_of_ben(page: Page, branch: Branch) -> None:
    """It stands below the own one, marked, in both languages; nobody is on both."""
    covered = page.locator("#stand-in-1")
    expect(covered.get_by_role("heading")).to_have_text(re.compile(rf"代管\s+{branch.ben.name} 的名单"))
    expect(covered).to_contain_text("至 11-27 · 已完成 0 / 20")
    expect(covered.locator("[data-row]")).to_have_count(20)
    assert not set(listed(page)) & set(covered.locator("[data-row] .l1 a").all_inner_texts())
    told = f"代管 {branch.ben.name} 至 11-27 周五：待联络 20 位，约定 0 项。"
    expect(page.locator("#today")).to_contain_text(told)
    page.click("header .t-lang [value=en]")
    expect(covered.get_by_role("heading")).to_have_text(re.compile(rf"Stand-in\s+For {branch.ben.name}"))
    told = f"You stand in for {branch.ben.name} until Fri 27 Nov: 20 to contact, 0 promised."
    expect(page.locator("#today")).to_contain_text(told)
    expect(card(page, "Appointments")).to_contain_text("At the branch")
    expect(card(page, "Waiting for you")).to_contain_text("Call again")
    page.click("header .t-lang [value=zh-hans]")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def _the_board_knows(page: Page, branch: Branch) -> None:
    """Who stands in for whom, and who made which calls of the week."""
    page.goto("/branch/")
    away = page.get_by_role("row", name=re.compile(branch.ben.staff_id))
    expect(away).to_contain_text(f"由 {branch.anna.name} 代管")
    expect(away).to_contain_text(f"不在岗：请找代管的 {branch.anna.name}")
    expect(page.get_by_role("row", name=re.compile(branch.anna.staff_id))).to_contain_text(
        line("16", "拨打 20")
    )
