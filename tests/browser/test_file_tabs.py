"""The tabs of one customer's file in Chromium: a click changes the tab alone, and the way back works."""

import re

from playwright.sync_api import Page, expect

ONE = "/customers/C00001/"


def at(page: Page, tab: str = "") -> None:
    page.goto(f"{page.url.rstrip('/')}{ONE}{tab}")


def opened(page: Page, tab: str) -> None:
    """Expect that a tab is the open one, by its line, its address and its title."""
    expect(page.locator(".t-tabline [aria-current=page]")).to_have_attribute("id", f"tab-{tab}")
    expect(page).to_have_url(re.compile(f"{ONE}{'' if tab == 'overview' else tab + '/'}$"))


def test_a_click_changes_the_tab_under_the_head_that_stands(page: Page) -> None:
    at(page)
    page.evaluate("document.querySelector('.t-head').dataset.stands = 'yes'")
    page.locator("#tab-wealth").click()
    opened(page, "wealth")
    expect(page).to_have_title(re.compile("^财富 "))
    expect(page.locator(".t-tiles li").first).to_be_visible()
    expect(page.locator(".t-head")).to_have_attribute("data-stands", "yes")
    expect(page.locator("#tab-wealth")).to_be_focused()
    page.locator("#tab-growth").focus()
    page.keyboard.press("Enter")
    opened(page, "growth")
    expect(page.locator("#tier")).to_be_visible()
    page.go_back()
    opened(page, "wealth")
    expect(page.locator(".t-tiles li").first).to_be_visible()
    page.go_back()
    opened(page, "overview")
    expect(page.locator("#why")).to_be_visible()
    page.go_forward()
    opened(page, "wealth")


def test_e_leads_from_any_tab_to_the_why(page: Page) -> None:
    at(page, "profile/")
    page.locator("#tab-rules").click()
    opened(page, "rules")
    page.keyboard.press("e")
    expect(page.locator("#why")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(f"{ONE}#why$"))


def test_on_a_narrow_screen_the_open_tab_is_in_view(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    at(page, "growth/")
    expect(page.locator("#tab-growth")).to_be_in_viewport()
    page.locator("#tab-rules").click()
    opened(page, "rules")
    expect(page.locator("#tab-rules")).to_be_in_viewport()
