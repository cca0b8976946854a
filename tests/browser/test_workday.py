"""A manager's morning in Chromium: sign in, twenty names, record by mouse and keyboard, switch language."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.conftest import opened, sign_in
from tilth.data import models
from web import bank

SERIOUS = ("serious", "critical")
PAGES = (
    "/",
    "/customers/",
    "/customers/C00001/",
    "/customers/C00001/rules/",
    "/customers/C00001/people/",
    "/customers/C00001/record/",
    "/runs/",
    "/palette/?q=zmh",
    "/preferences/",
)


def serious(page: Page) -> list[str]:
    """Return the serious findings of axe, each with the first element it is about."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary']}"
        for one in found
        if one["impact"] in SERIOUS
    ]


def test_a_contact_is_recorded_by_mouse_and_the_next_name_is_current(page: Page) -> None:
    rows = page.locator(".t-call:not(.done)")
    waiting = rows.count()
    name = page.locator("[data-now] .l1 a").inner_text()
    page.click("[data-now] [data-key=l]")
    form = page.locator("#drawer form")
    expect(form).to_contain_text(name)
    form.get_by_label("接通", exact=True).check()
    expect(form.locator("[name=two_way][value=yes]")).to_be_checked()
    form.get_by_label("强", exact=True).check()
    form.get_by_label("再次电话", exact=True).check()
    form.get_by_role("button", name="3 天后").click()
    form.get_by_role("button", name="保存，看下一位").click()
    expect(page.locator("#drawer")).to_be_hidden()
    expect(rows).to_have_count(waiting - 1)
    expect(page.locator(".t-call.done").first).to_contain_text("04-07 周二 再次电话")
    assert page.locator("[data-now] .l1 a").inner_text() != name
    expect(page.locator("#toast")).to_contain_text("已记录")


def test_a_call_brings_the_number_and_its_record_uses_the_clearance(page: Page) -> None:
    name = page.locator("[data-now] .l1 a").inner_text()
    assert page.locator("a[href^='tel:']").count() == 0
    page.keyboard.press("c")
    dial = page.locator("[data-now] a[href^='tel:']")
    expect(dial).to_be_focused()
    expect(dial).to_have_text(re.compile(r"拨打 138 \d{4} \d{4}"))
    page.keyboard.press("l")
    form = page.locator("#drawer form")
    expect(form).to_contain_text(name)
    form.get_by_label("无人接听", exact=True).check()
    form.get_by_label("无需跟进", exact=True).check()
    form.get_by_role("button", name="保存，看下一位").click()
    expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator(".t-call.done", has_text=name)).to_be_visible()
    contact = models.Contact.objects.unscoped().order_by("-id").first()
    assert contact is not None
    assert contact.clearance_id is not None


def test_values_in_clear_go_away_by_themselves(page: Page) -> None:
    page.clock.install()
    page.goto("/customers/C00003/profile/")
    page.get_by_text("查看明文", exact=True).first.click()
    page.get_by_role("button", name="显示 60 秒").click()
    expect(page.locator("#revealed")).to_contain_text("13800038003")
    page.clock.run_for(61_000)
    expect(page.locator("#revealed")).to_contain_text("已重新隐藏。")
    expect(page.locator("body")).not_to_contain_text("13800038003")


def test_a_contact_is_recorded_by_keyboard_alone(page: Page) -> None:
    rows = page.locator(".t-call:not(.done)")
    waiting = rows.count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(":focus").get_attribute("aria-label")
    page.keyboard.press("l")
    expect(page.locator("#drawer form")).to_be_visible()
    expect(page.locator("#drawer [name=outcome]").first).to_be_focused()
    page.keyboard.press("3")
    expect(page.locator("#drawer [name=two_way][value=no]")).to_be_checked()
    expect(page.locator("#drawer [name=intention]").first).to_be_disabled()
    expect(page.locator("#drawer [name=step][value=call_again]")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(rows).to_have_count(waiting - 1)
    done = page.locator(".t-call.done", has_text=str(second).split()[-1])
    expect(done).to_contain_text("无人接听")


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
def test_after_any_outcome_the_focus_is_in_the_next_step(page: Page, key: str) -> None:
    page.keyboard.press("l")
    expect(page.locator("#drawer [name=outcome]").first).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator("#drawer [name=step]:focus")).to_have_count(1)
    asked = key in {"1", "2", "7", "9"}
    expect(page.locator("#drawer [name=intention]:enabled")).to_have_count(5 if asked else 0)


def test_a_customer_who_declined_is_offered_no_call(page: Page) -> None:
    page.keyboard.press("l")
    expect(page.locator("#drawer [name=outcome]").first).to_be_focused()
    page.keyboard.press("6")
    expect(page.locator("#drawer [name=step][value=call_again]")).to_be_disabled()
    expect(page.locator("#drawer [name=step][value=none]")).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toast")).to_contain_text("已记录")


def test_a_mistake_keeps_the_drawer_open_and_escape_closes_it(page: Page) -> None:
    page.click("[data-now] [data-key=l]")
    form = page.locator("#drawer form")
    form.locator("[name=content]").fill("问候近况")
    form.get_by_role("button", name="保存，看下一位").click()
    expect(form).to_contain_text("选一个结果。")
    expect(form).to_contain_text("选下一步，或选「无需跟进」。")
    expect(form.locator("[name=content]")).to_have_value("问候近况")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator("[data-now] [data-key=l]")).to_be_focused()


def test_card_and_record_stand_on_one_screen_and_save_from_there(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    for step in range(3):
        page.keyboard.press("j")
        page.keyboard.press("l")
        form = page.locator("#drawer form")
        expect(form.locator(".t-aid")).to_be_visible()
        high, seen = page.evaluate(
            "(one => [one.scrollHeight, one.clientHeight])(document.querySelector('#drawer .bd'))"
        )
        assert high <= seen, f"name {step + 1}: {high} of {seen} pixels"
        page.keyboard.press("Escape")
        expect(page.locator("#drawer")).to_be_hidden()
    page.click("[data-now] [data-key=l]")
    how = form.locator("details", has_text="渠道、时长、目的")
    expect(how.locator("[name=channel]")).to_be_hidden()
    how.locator("summary").click()
    form.locator("[name=duration_minutes]").fill("abc")
    form.get_by_role("button", name="保存，看下一位").click()
    expect(
        form.locator("[name=duration_minutes][aria-invalid=true]")
    ).to_be_visible()  # what is wrong stands open


def test_language_and_colours_switch_and_stay(page: Page) -> None:
    page.click("header .t-lang [value=en]")
    expect(page.locator("h2").first).to_have_text("Today's list")
    page.click("header [value=dark]")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto("/customers/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert serious(page) == []
    page.click("header [value=light]")
    page.click("header .t-lang [value=zh-hans]")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_search_answers_while_typing(page: Page) -> None:
    page.goto("/customers/")
    page.fill("#search", "zmh")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator("#results")).to_contain_text("周敏华")


def test_axe_finds_nothing_serious(page: Page) -> None:
    for address in PAGES:
        page.goto(address)
        assert serious(page) == [], address


def test_on_a_phone_nothing_scrolls_sideways_and_targets_are_large(
    browser: Browser, served: tuple[str, bank.Bank], faults: list[str]
) -> None:
    context, page = opened(
        browser, served[0], faults, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    sign_in(page)
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    page.goto("/")
    for target in (".t-call .btn.rec", ".t-call .btn-primary", ".t-tabbar a"):
        box = page.locator(target).first.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    page.locator("[data-now] [data-key=l]").tap()
    expect(page.locator("#drawer form")).to_be_visible()
    assert serious(page) == []
    context.close()
    assert faults == []


def test_without_javascript_a_contact_is_recorded(
    browser: Browser, served: tuple[str, bank.Bank], faults: list[str]
) -> None:
    context, page = opened(browser, served[0], faults, java_script_enabled=False)
    sign_in(page)
    before = models.Contact.objects.unscoped().count()
    page.click("[data-now] [data-key=l]")
    page.click("button[type=submit]:has-text('保存')")
    page.wait_for_selector("text=选一个结果。")
    page.get_by_label("占线", exact=True).check()
    page.get_by_label("无需跟进", exact=True).check()
    page.click("button[type=submit]:has-text('保存')")
    page.wait_for_selector("text=今日名单")
    assert models.Contact.objects.unscoped().count() == before + 1
    context.close()
    assert faults == []
