"""The network in Chromium: drawn as SVG, filtered and written by keyboard, a table alone without script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.test_workday import serious
from web import bank

HERE = "/customers/C00001/network/"


@pytest.mark.requirement("PROF-22", "PROF-35")
def test_it_is_drawn_filtered_and_written_by_keyboard(page: Page, served: tuple[str, bank.Bank]) -> None:
    url, _house = served
    page.goto(f"{url}{HERE}")
    expect(page.locator("#network svg")).to_be_visible()
    table = page.locator(".t-ties")
    expect(table).to_contain_text("陈婉仪")
    page.get_by_role("link", name="推荐", exact=True).press("Enter")
    expect(table).not_to_contain_text("陈婉仪")
    expect(page.locator("#network svg")).to_be_visible()
    page.locator(".t-add summary").press("Enter")
    page.locator("#relation_tie_kind").select_option("classmate")
    page.locator("#relation_tie_name").fill("沈嘉言")
    page.locator("#relation_tie_name").press("Enter")
    expect(table).to_contain_text("沈嘉言")
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_script_the_table_says_it_alone(
    browser: Browser, page: Page, served: tuple[str, bank.Bank]
) -> None:
    url, _house = served
    state = page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, locale="zh-CN")
    plain = context.new_page()
    plain.goto(f"{url}{HERE}")
    expect(plain.locator("#network")).to_be_hidden()
    expect(plain.locator(".t-ties")).to_contain_text("陈婉仪")
    context.close()
