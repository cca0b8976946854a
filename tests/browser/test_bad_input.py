"""What goes wrong on a screen: no script, ended sessions, moved customers, double clicks, wrong clocks."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from browser.conftest import choose, opened, sign_in
from tilth.data import models
from tilth.policy import bank as banks
from web import bank


@pytest.fixture(autouse=True)
def offline(served: tuple[str, bank.Bank]) -> Iterator[None]:
    """Let this bank's browsers keep what is written."""
    banks.write(settings.TILTH_DATA, banks.Bank(offline=True))
    yield
    (settings.TILTH_DATA / banks.FILE).unlink()


@pytest.fixture
def desk(browser: Browser, served: tuple[str, bank.Bank]) -> Iterator[Page]:
    """A signed-in page whose console may complain: failures are what these tests bring about."""
    context, page = opened(browser, served[0], [], viewport={"width": 1440, "height": 1000})
    sign_in(page)
    yield page
    context.close()


def written(words: str) -> list[models.Contact]:
    return [one for one in models.Contact.objects.unscoped() if one.content == words]


def fill(page: Page, words: str) -> None:
    """Open the current name's drawer and write, without saving."""
    page.click("[data-now] [data-key=l]")
    form = page.locator("#drawer form")
    choose(form)
    form.locator("[name=content]").fill(words)


def save(page: Page) -> None:
    page.locator("#drawer button.btn-primary[type=submit]").click()


def give(customer: str, staff_id: str) -> None:
    """Hand a customer over as the world outside this test's transaction sees it."""

    def work() -> None:
        models.PublishedCustomer.objects.unscoped().filter(customer_id=customer).update(rm_id=staff_id)
        connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(work).result()


def test_without_script_everything_reads_and_the_form_works(
    browser: Browser, served: tuple[str, bank.Bank]
) -> None:
    context, page = opened(browser, served[0], [], java_script_enabled=False)
    sign_in(page)
    expect(page.locator(".t-call").first).to_be_visible()
    expect(page.locator("#net")).to_be_hidden()
    page.locator("[data-now] .l1 a").click()
    expect(page.locator("main h1, main h2").first).to_be_visible()
    page.go_back()
    page.click("[data-now] [data-key=l]")
    choose(page.locator("main form[data-record]"))
    page.fill("[name=content]", "没有脚本")
    page.click("main button.btn-primary[type=submit]")
    expect(page.locator("#list-title")).to_be_visible()
    assert len(written("没有脚本")) == 1
    page.goto("/print/")
    expect(page.locator(".t-print table")).to_be_visible()
    context.close()


def test_a_session_that_ended_leads_to_the_sign_in_and_loses_nothing(desk: Page) -> None:
    fill(desk, "登录过期时写的")
    desk.context.clear_cookies(name="sessionid")
    save(desk)
    desk.wait_for_selector("[name=password]")
    assert desk.locator("#drawer").count() == 0
    desk.fill("[name=username]", "lin")
    desk.fill("[name=password]", "password")
    desk.click("form.main button")
    desk.wait_for_selector("#today")
    expect(desk.locator("#toast")).to_contain_text("已同步")
    assert len(written("登录过期时写的")) == 1
    desk.context.clear_cookies(name="sessionid")
    desk.click("[data-now] [data-key=l]")
    desk.wait_for_selector("[name=password]")
    assert desk.url.endswith("/sign-in/?next=/")


def test_a_customer_who_moved_meanwhile_is_said_and_the_text_stays(
    desk: Page, served: tuple[str, bank.Bank]
) -> None:
    fill(desk, "客户已移交")
    customer = desk.locator("#drawer form").get_attribute("action").split("/")[2]
    give(customer, "S2")
    save(desk)
    expect(desk.locator("#drawer [data-offline-note]")).to_contain_text("不归你管")
    expect(desk.locator("#drawer [name=content]")).to_have_value("客户已移交")
    assert written("客户已移交") == []
    give(customer, "S1")
    save(desk)
    expect(desk.locator("#drawer")).to_be_hidden()
    assert len(written("客户已移交")) == 1


def test_a_double_click_stores_once(desk: Page) -> None:
    fill(desk, "双击")
    desk.locator("#drawer button.btn-primary[type=submit]").dblclick()
    expect(desk.locator("#drawer")).to_be_hidden()
    assert len(written("双击")) == 1


def test_the_way_back_after_saving_stores_nothing_twice(
    browser: Browser, served: tuple[str, bank.Bank]
) -> None:
    context, page = opened(browser, served[0], [], java_script_enabled=False)
    sign_in(page)
    page.click("[data-now] [data-key=l]")
    choose(page.locator("main form[data-record]"))
    page.fill("[name=content]", "再按一次")
    page.click("main button.btn-primary[type=submit]")
    expect(page.locator("#list-title")).to_be_visible()
    page.go_back()
    page.click("main form[data-record] button.btn-primary[type=submit]")
    expect(page.locator("main [role=alert]").first).to_contain_text("尚未保存")  # the form came back empty
    assert len(written("再按一次")) == 1
    context.close()


def test_a_browser_clock_years_off_changes_no_time(desk: Page) -> None:
    desk.clock.install(time=dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
    desk.goto("/")
    fill(desk, "时钟不准")
    desk.context.set_offline(True)
    save(desk)
    expect(desk.locator("[data-waiting]")).to_have_count(1)
    desk.clock.set_system_time(dt.datetime(2019, 1, 1, tzinfo=dt.UTC))
    desk.context.set_offline(False)
    expect(desk.locator("[data-waiting]")).to_have_count(0)
    [made] = written("时钟不准")
    assert dt.timedelta(0) <= bank.MORNING - made.contacted_at < dt.timedelta(minutes=5)
