"""The list of customers in Chromium: a view made, used, renamed, removed; columns moved by keyboard."""

import re

from playwright.sync_api import Page, expect

from browser.test_workday import serious


def heads(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("#results thead th").all_inner_texts()]


def test_a_view_is_made_used_renamed_and_removed(page: Page) -> None:
    page.goto("/customers/")
    page.select_option("#tier", "private")
    expect(page.locator("#results tbody tr")).to_have_count(5)
    page.click("#results summary:has-text('存为视图')")
    assert serious(page) == []
    page.fill("#results [aria-label='新视图名称']", "大户")
    page.keyboard.press("Enter")
    expect(page.locator(".t-toast")).to_contain_text("视图“大户”已保存。")
    page.goto("/customers/")
    page.click(".t-views a:has-text('大户')")
    expect(page.locator("#results tbody tr")).to_have_count(5)
    expect(page.locator(".t-views [aria-current]")).to_have_text("大户")
    page.click("#results summary:has-text('视图')")
    page.fill("#results [aria-label='视图名称']", "私行客户")
    page.click("#results button:has-text('改名')")
    expect(page.locator(".t-views [aria-current]")).to_have_text("私行客户")
    page.click("#results summary:has-text('视图')")
    page.click("#results button:has-text('删除视图')")
    expect(page.locator(".t-views a:has-text('私行客户')")).to_have_count(0)
    expect(page.locator(".t-toast")).to_contain_text("已删除")
    page.wait_for_load_state()
    page.keyboard.press("z")
    expect(page.locator(".t-views [aria-current]")).to_have_text("私行客户")
    page.click("#results summary:has-text('视图')")
    page.click("#results button:has-text('删除视图')")
    expect(page.locator(".t-views a:has-text('私行客户')")).to_have_count(0)


def test_columns_are_moved_by_keyboard(page: Page) -> None:
    page.goto("/customers/")
    before = heads(page)
    page.locator("#results summary:has-text('列')").focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="等级", exact=True).focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("checkbox", name="等级", exact=True)).to_be_focused()
    page.get_by_role("checkbox", name="到期", exact=True).check()
    page.get_by_role("button", name="应用").press("Enter")
    expect(page.locator("#results thead th").nth(3)).to_have_text("等级")
    assert "到期" in heads(page)
    page.locator("#results summary:has-text('列')").click()
    page.get_by_role("button", name="恢复默认").click()
    expect(page.locator("#results thead th").nth(1)).to_have_text(before[1])


def test_rows_are_walked_opened_and_filters_removed_by_keyboard(page: Page) -> None:
    page.goto("/customers/?tier=private&side=familiar")
    page.locator(".t-marks a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/?side=familiar**")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tbody tr").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/customers/C\d+/$"))
