"""From a need to a sale by keyboard: written down, presented, a signal by one key, won, and followed up."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from browser.test_morning import committed
from tilth.data import models
from web import bank


@pytest.mark.requirement("CONS-02")
@pytest.mark.requirement("SALM-01")
def test_a_need_becomes_a_sale_by_keyboard(page: Page, served: tuple[str, bank.Bank]) -> None:
    url, _house = served
    page.goto(f"{url}/customers/C00001/deals/")
    opens = page.locator("#opportunity_open_up > summary")
    opens.focus()
    page.keyboard.press("Enter")
    page.locator("#opportunity_open_up_category").select_option("time_deposit")
    page.locator("#opportunity_open_up_amount").fill("200000")
    page.locator("#opportunity_open_up button[type=submit]").press("Enter")
    page.goto(f"{url}/deals/")
    _to(page, "qualify", "筛选")
    _to(page, "investigate", "了解")
    _chosen(page, "present")
    expect(page.locator("#toast")).to_contain_text("先有需求，再有产品")
    page.locator("[data-card] > a").first.press("Enter")
    page.goto(f"{url}/customers/C00001/deals/")
    page.locator("#need_notice > summary").press("Enter")
    page.locator("#need_notice_priority").fill("1")
    page.locator("#need_notice button[type=submit]").press("Enter")
    page.locator("#opportunitys .m > a").first.press("Enter")
    page.get_by_role("button", name="由本商机满足").press("Enter")
    expect(page.get_by_role("button", name="由本商机满足")).to_have_count(0)
    page.goto(f"{url}/deals/")
    _to(page, "present", "简报方案")
    page.locator("[data-card] > a").first.press("Enter")
    expect(page.locator("[aria-current=step]").first).to_contain_text("简报方案")
    page.keyboard.press("4")
    expect(page.locator("#mind .t-li")).to_contain_text("能提前还吗")
    page.locator("[id^=opportunity_win_] > summary").press("Enter")
    form = page.locator("[id^=opportunity_win_]").first
    for name, value in (
        ("price", "1"),
        ("expected_return", "2.1"),
        ("stop_loss", "0"),
        ("bought_before", "活期"),
    ):
        form.locator(f"[name={name}]").fill(value)
    form.locator("button[type=submit]").press("Enter")
    expect(page.locator("#sale")).to_contain_text("200,000")
    made: list[models.FollowUp] = []
    committed(lambda: made.extend(models.FollowUp.objects.unscoped().filter(customer_id="C00001")))
    assert [one.due_on for one in made] == [bank.TODAY + dt.timedelta(days=14)]


def _chosen(page: Page, stage: str) -> None:
    """Open the menu of the only card by keyboard, and take a stage of it."""
    page.locator("[data-card] summary").first.press("Enter")
    page.locator(f"[data-card] button[value={stage}]").first.press("Enter")


def _to(page: Page, stage: str, word: str) -> None:
    _chosen(page, stage)
    expect(page.locator("#toast")).to_contain_text(word)
    expect(page.locator(f"[data-column={stage}] [data-card]")).to_have_count(1)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
