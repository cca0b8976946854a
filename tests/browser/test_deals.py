"""From a need to a sale by keyboard: written down, presented, proposed in writing, won, and followed up."""

import datetime as dt

import pypdf
import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_morning import committed
from support import published
from tilth.data import models
from tilth.domain.products import queries as products
from web import bank


@pytest.mark.requirement("CONS-02")
@pytest.mark.requirement("SALM-01")
def test_a_need_becomes_a_sale_by_keyboard(page: Page, served: tuple[str, bank.Bank]) -> None:
    url, house = served
    committed(lambda: on_sale(house))
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
    _proposed(page, url)
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


def on_sale(house: bank.Bank) -> None:
    products._on_sale.cache_clear()
    published.product(house.generation, "D1", name="整存整取一年")


def _proposed(page: Page, url: str) -> None:
    """Present a product, propose it in writing, have it approved, print it, and go back to the deal."""
    deal = page.url
    page.goto(f"{url}/customers/C00001/shelf/")
    page.locator("form.t-inline [name=amount]").first.fill("200000")
    page.locator("form.t-inline button[type=submit]").first.press("Enter")
    page.goto(deal)
    page.get_by_role("link", name="起草建议书").press("Enter")
    for name, value in (
        ("title", "存款安排建议书"),
        ("costs", "无费用；提前支取按活期计息"),
        ("risks", "存期内利率不变"),
    ):
        page.locator(f"textarea[name={name}]").fill(value)
    page.locator("[name=certificate]").first.press("Space")
    page.locator("[name=percent]").first.fill("99.9")
    page.get_by_role("button", name="保存草稿").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("还差 0.1%")
    page.locator("[name=percent]").first.fill("100")
    page.get_by_role("button", name="保存草稿").press("Enter")
    expect(page.locator("h1")).to_contain_text("存款安排建议书")
    _approved(page, url)
    page.reload()
    with page.expect_download() as printed:
        page.get_by_role("link", name="中文 PDF").press("Enter")
    read = pypdf.PdfReader(printed.value.path()).pages
    assert "提前支取按活期计息" in "".join(one.extract_text() for one in read).replace("\n", "")
    page.goto(deal)
    expect(page.locator("#proposals")).to_contain_text("已批准")


def _approved(page: Page, url: str) -> None:
    """Let the head of the branch approve what the manager drew up, on a screen of the own."""
    browser = page.context.browser
    assert browser is not None
    screen = browser.new_context(base_url=url, locale="zh-CN")
    other = screen.new_page()
    sign_in(other, "chen")
    other.goto(page.url)
    other.locator("[id^=proposal_approve_] > summary").press("Enter")
    other.locator("[id^=proposal_approve_] [name=yes]").select_option("yes")
    other.locator("[id^=proposal_approve_] button[type=submit]").press("Enter")
    expect(other.locator("h1 + p")).to_contain_text("已批准")
    screen.close()


def _chosen(page: Page, stage: str) -> None:
    """Open the menu of the only card by keyboard, and take a stage of it."""
    page.locator("[data-card] summary").first.press("Enter")
    page.locator(f"[data-card] button[value={stage}]").first.press("Enter")


def _to(page: Page, stage: str, word: str) -> None:
    _chosen(page, stage)
    expect(page.locator("#toast")).to_contain_text(word)
    expect(page.locator(f"[data-column={stage}] [data-card]")).to_have_count(1)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
