"""The tab of growth in a browser: the radar is drawn, a step is planned and entered by keyboard."""

from playwright.sync_api import Page, expect

from web import bank

HERE = "/customers/C00001/growth/"


def test_scores_are_drawn_and_a_deed_is_entered_by_keyboard(
    page: Page, served: tuple[str, bank.Bank]
) -> None:
    url, _house = served
    page.goto(f"{url}/customers/C00001/")
    page.locator("#tab-growth").press("Enter")
    expect(page.locator("#depth-breadth svg")).to_be_visible()
    expect(page.locator("#level .here")).to_contain_text("陌生")

    page.locator("#rapport_enter summary").press("Enter")
    page.locator("#rapport_enter_deed").select_option("resource")
    page.locator("#rapport_enter_note").fill("带她进留学讲座")
    page.locator("#rapport_enter").get_by_role("button", name="记一笔").press("Enter")
    expect(page.locator("#account")).to_contain_text("40 + 存 8 − 取 0 = 48")

    page.locator("#path_step_plan summary").press("Enter")
    page.locator("#path_step_plan_deed").fill("问一句他行还有多少")
    page.locator("#path_step_plan").get_by_role("button", name="加一步").press("Enter")
    expect(page.locator("#path")).to_contain_text("问一句他行还有多少")


def test_the_tab_fits_a_narrow_screen(page: Page, served: tuple[str, bank.Bank]) -> None:
    url, _house = served
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{url}{HERE}")
    expect(page.locator("#level .t-criteria")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
