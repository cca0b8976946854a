"""Who is stopped while a page is open is told in its place, and what was being written stays."""

from playwright.sync_api import Browser, expect

from browser.conftest import choose, opened, sign_in
from tilth.policy.walks import WalkSettings
from web import bank


def test_a_stop_is_told_in_the_palette_and_beside_the_form(
    browser: Browser, served: tuple[str, bank.Bank]
) -> None:
    context, page = opened(browser, served[0], [], viewport={"width": 1440, "height": 1000})
    sign_in(page)
    page.click("[data-now] [data-key=l]")
    choose(page.locator("#drawer form"))
    words = page.locator("#drawer [name=content]")
    words.fill("stays as it was written")
    for number in range(WalkSettings().refused.stop + 1):
        context.request.get(f"{served[0]}/customers/X{number:05}/")
    page.locator("#drawer button.btn-primary[type=submit]").click()
    expect(page.locator("#toast .t-toast")).to_contain_text("不再向你显示任何客户信息")
    expect(words).to_have_value("stays as it was written")
    page.keyboard.press("Control+k")
    page.locator("#palette-q").fill("李")
    expect(page.locator("#palette-list .t-fail")).to_contain_text("不再向你显示任何客户信息")
    page.keyboard.press("Escape")
    expect(words).to_have_value("stays as it was written")
    page.goto(served[0])
    expect(page.get_by_role("heading", name="暂停查看")).to_be_visible()
    context.close()
