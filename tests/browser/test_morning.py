"""A morning by keyboard alone: twenty names, each act undone, two people, a reload, a double click."""

import re
import threading
from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from browser.conftest import opened, sign_in
from tilth.data import models
from web import bank
from web.test_acts import colleague

LIST = re.compile(r":\d+/(#now)?$")


def committed(write: Callable[[], object]) -> None:
    """Write outside the test's own transaction, so that the server sees it; gone with the module's bank."""

    def run() -> None:
        write()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def counted() -> int:
    return models.Contact.objects.unscoped().filter(voided_at=None).count()


def current(page: Page) -> str:
    return page.locator("[data-now] .l1 a").inner_text()


def undone(page: Page, name: str) -> None:
    """Press Z and wait for the name to be current again."""
    page.keyboard.press("z")
    expect(page.locator("#toast")).to_contain_text(f"已撤销 {name}")
    expect(page.locator("[data-now]")).to_contain_text(name)


def test_each_reversible_thing_is_undone_by_z(page: Page) -> None:
    name = current(page)
    page.keyboard.press("s")
    expect(page.locator(".t-menu [data-digit='1']")).to_be_focused()
    page.keyboard.press("4")
    expect(page.locator("#toast")).to_contain_text(f"已跳过 {name}")
    undone(page, name)
    page.keyboard.press("r")
    expect(page.locator(".t-menu [data-digit='1']")).to_be_focused()
    page.keyboard.press("1")
    expect(page.locator("#toast")).to_contain_text(f"已改期 {name}：今天 11:30")
    undone(page, name)
    page.keyboard.press("l")
    expect(page.locator("#drawer [name=outcome]").first).to_be_focused()
    for key in ("1", "3", "4", "Control+Enter"):
        page.keyboard.press(key)
    expect(page.locator("#toast")).to_contain_text(f"已记录 {name}")
    tick = page.get_by_role("button", name=f"完成: {name}")
    tick.click()
    expect(page.locator("#toast")).to_contain_text(f"任务完成 {name}")
    page.keyboard.press("z")
    expect(tick).to_be_visible()
    page.locator(".t-call.done", has_text=name).get_by_role("button", name=f"撤销 {name}").click()
    expect(page.locator("[data-now]")).to_contain_text(name)
    assert counted() == 0
    page.keyboard.press("s")
    page.locator(".t-menu").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".t-menu")).to_have_count(0)
    expect(page.locator("[data-now]")).to_be_focused()


def test_names_that_an_act_does_not_change_stay_the_elements_they_are(page: Page) -> None:
    page.evaluate("document.querySelectorAll('[data-row]').forEach((row) => { row.dataset.probe = row.id })")
    name = current(page)
    page.keyboard.press("s")
    expect(page.locator(".t-menu [data-digit='1']")).to_be_focused()
    page.keyboard.press("4")
    expect(page.locator("#toast")).to_contain_text(f"已跳过 {name}")
    expect(page.locator("[data-row]")).to_have_count(19)
    expect(page.locator("[data-row][data-probe]")).to_have_count(18)
    ranks = page.locator("[data-row] .rk").all_inner_texts()
    assert ranks == [str(rank) for rank in range(2, 21)]
    expect(page.locator("[data-row][tabindex='0']")).to_have_count(1)
    expect(page.locator("[data-now]")).to_be_focused()
    undone(page, name)
    assert page.locator("[data-row] .rk").all_inner_texts() == [str(rank) for rank in range(1, 21)]
    expect(page.locator("[data-row][data-probe]")).to_have_count(18)


def test_a_double_click_stores_once_and_back_brings_no_second(page: Page) -> None:
    before = counted()
    page.goto("/customers/C00019/record/")
    form = page.locator("form[data-record]")
    form.get_by_label("占线", exact=True).check()
    form.get_by_label("无需跟进", exact=True).check()
    form.get_by_role("button", name="保存，看下一位").dblclick()
    expect(page).to_have_url(LIST)
    assert counted() == before + 1
    page.go_back()
    expect(page.locator("form[data-record] [name=outcome]:checked")).to_have_count(0)
    assert counted() == before + 1


def test_a_draft_survives_a_reload_without_numbers_and_ends_with_sign_out(page: Page) -> None:
    page.goto("/customers/C00018/record/")
    form = page.locator("form[data-record]")
    form.get_by_label("接通", exact=True).check()
    form.get_by_label("强", exact=True).check()
    form.locator("[name=content]").fill("改用 13912345678 联络，想看两个方案")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "13912345678" not in kept
    assert "C00018" not in kept
    page.reload()
    expect(form).to_contain_text("已恢复草稿")
    expect(form.locator("[name=content]")).to_have_value("改用 … 联络，想看两个方案")
    expect(form.get_by_label("强", exact=True)).to_be_checked()
    form.get_by_role("button", name="放弃草稿").click()
    expect(form.locator("[name=content]")).to_have_value("")
    form.locator("[name=content]").fill("再写一次")
    page.get_by_role("button", name="退出").first.click()
    page.wait_for_url(re.compile("sign-in"))
    assert "draft" not in page.evaluate("JSON.stringify(localStorage)")


def test_two_people_log_the_same_call_and_neither_is_lost(
    browser: Browser, served: tuple[str, bank.Bank], faults: list[str]
) -> None:
    committed(lambda: colleague(served[1]))
    before = counted()
    pages = []
    for name in ("lin", "fang"):
        context, page = opened(browser, served[0], [], viewport={"width": 1440, "height": 1000})
        sign_in(page, name)
        page.goto("/customers/C00017/record/")
        page.get_by_label("占线", exact=True).check()
        page.get_by_label("再次电话", exact=True).check()
        page.fill("[name=content]", f"{name} 写的")
        pages.append((context, page))
    (_, lin), (_, fang) = pages
    save = "button.btn-primary[type=submit]"
    fang.click(save)
    fang.wait_for_url(LIST)
    lin.click(save)
    expect(lin.locator("[data-conflict]")).to_contain_text("方知遥 已在 04-01 周三 10:30 记录过这位客户")
    expect(lin.locator("[name=content]")).to_have_value("lin 写的")
    lin.get_by_role("button", name="两条都保存").click()
    lin.wait_for_url(LIST)
    assert counted() == before + 2
    for context, _page in pages:
        context.close()


@pytest.mark.requirement("LIST-01")
def test_twenty_names_by_keyboard_alone(page: Page) -> None:
    left = page.locator("[data-row]").count()
    for _name in range(left):
        name = current(page)
        page.keyboard.press("l")
        expect(page.locator("#drawer .t-title")).to_contain_text(name)
        expect(page.locator("#drawer [name=outcome]").first).to_be_focused()
        for key in ("1", "7", "3", "Control+Enter"):
            page.keyboard.press(key)
        expect(page.locator("#toast")).to_contain_text(f"已记录 {name}")
        expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator("#today")).to_contain_text("今日名单已清空")
