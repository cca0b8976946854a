"""One customer's file in Chromium: the timeline is narrowed and paged in place, E opens the why."""

import re

from playwright.sync_api import Page, expect


def test_the_timeline_is_narrowed_and_goes_on_in_place(page: Page) -> None:
    page.goto(f"{page.url.rstrip('/')}/customers/C00001/timeline/")
    lines = page.locator("#timeline [data-kind]")
    expect(lines).to_have_count(20)
    page.locator("#timeline nav").get_by_text("交易", exact=True).click()
    expect(page.locator("#timeline nav [aria-current]")).to_have_text("交易")
    expect(page.locator("#timeline [data-kind=event]")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?kind=transaction$"))
    page.locator("#timeline .more a").click()
    expect(lines).to_have_count(30)
    expect(page.locator("#timeline .more")).to_have_count(0)


def test_e_opens_the_why(page: Page) -> None:
    page.goto(f"{page.url.rstrip('/')}/customers/C00001/")
    page.keyboard.press("e")
    expect(page.locator("#why")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#why$"))
