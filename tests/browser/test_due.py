"""The card of what waits: a memo is answered in its line, a task is done on the page and comes back."""

import datetime as dt

from playwright.sync_api import Page, expect

from browser.test_morning import committed
from tilth.data import models
from web import bank


def test_what_waits_is_ended_in_its_line(page: Page, served: tuple[str, bank.Bank]) -> None:
    _url, house = served
    committed(
        lambda: models.Memo.objects.create(
            customer_id="C00001",
            staff_id="S1",
            asked_on=bank.DAY,
            due_on=bank.DAY,
            demand="一只更大的保管箱",
            made_at=bank.MORNING,
            made_by=house.manager,
        )
    )
    committed(
        lambda: models.Task.objects.create(
            customer_id="C00002",
            staff_id="S1",
            kind="task",
            step="send_material",
            due_on=bank.TODAY - dt.timedelta(days=2),
            made_at=bank.MORNING,
            user=house.manager,
        )
    )
    page.reload()
    card = page.locator("#waiting")
    expect(card.locator(".t-due")).to_have_count(2)
    line = card.locator("[data-due=memo]")
    line.locator("summary").click()
    line.locator("textarea").fill("周五来办")
    line.get_by_role("button", name="办结").click()
    expect(page.locator("#toast")).to_contain_text(f"办结：{bank.NAMES[1]}")
    expect(card.locator(".t-due")).to_have_count(1)
    card.get_by_role("link", name="全部待办").click()
    expect(page.locator("#due [data-group=late] + .t-due")).to_have_count(1)
    page.get_by_role("button", name=f"完成: {bank.NAMES[2]}").click()
    expect(page.locator("#due .t-due")).to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator("#due .t-due")).to_have_count(1)
    page.locator("#due [data-when=today]").click()
    expect(page.locator("#due .t-due")).to_have_count(0)
