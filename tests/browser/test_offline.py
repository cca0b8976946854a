"""A phone without a network: ten names with a cut in the middle, and whose records are whose."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import choose, opened, sign_in
from tilth.data import models
from tilth.policy import bank as banks
from web import bank

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
QUEUE = """() => new Promise((done) => {
  const asked = indexedDB.open("tilth", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("queue").objectStore("queue").getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.length); };
  };
})"""


@pytest.fixture(autouse=True)
def offline(served: tuple[str, bank.Bank]) -> Iterator[None]:
    """Let this bank's browsers work without a network, beginning each test without contacts."""
    banks.write(settings.TILTH_DATA, banks.Bank(offline=True))
    yield
    (settings.TILTH_DATA / banks.FILE).unlink()


@pytest.fixture
def phone(browser: Browser, served: tuple[str, bank.Bank]) -> Iterator[tuple[BrowserContext, Page]]:
    """A phone, signed in, with everything kept that it needs."""
    context, page = opened(browser, served[0], [], **PHONE)
    sign_in(page)
    kept(page)
    yield context, page
    context.close()


def kept(page: Page) -> None:
    page.wait_for_selector("html[data-kept=yes]", state="attached")


def contacts() -> list[models.Contact]:
    return list(models.Contact.objects.unscoped().order_by("contacted_at", "id"))


def record(page: Page, words: str) -> str:
    """Record the current name as reached and return it."""
    name = page.locator("[data-now] .l1 a").inner_text()
    page.locator("[data-now] [data-key=l]").click()
    form = page.locator("#drawer form")
    expect(form).to_contain_text(name)
    choose(form)
    form.locator("[name=content]").fill(words)
    form.locator("button.btn-primary[type=submit]").click()
    expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator("[data-now] .l1 a")).not_to_have_text(name)
    return name


def test_ten_names_with_the_network_cut_in_the_middle(phone: tuple[BrowserContext, Page]) -> None:
    context, page = phone
    before = len(contacts())
    waiting = page.locator(".t-call:not(.done)").count()
    named = [record(page, f"第 {n} 位") for n in range(3)]
    expect(page.locator(".t-call:not(.done)")).to_have_count(waiting - 3)
    kept(page)
    context.set_offline(True)
    named += [record(page, f"第 {n} 位") for n in range(3, 5)]
    expect(page.locator("#net")).to_contain_text("没有网络")
    expect(page.locator(".t-call[data-waiting]")).to_have_count(2)
    page.reload()
    expect(page.locator(".t-call[data-waiting]")).to_have_count(2)
    expect(page.locator(".t-call.done")).to_have_count(before + 3)
    named += [record(page, f"第 {n} 位") for n in range(5, 8)]
    assert len(contacts()) == before + 3
    context.set_offline(False)
    expect(page.locator(".t-call[data-waiting]")).to_have_count(0)
    expect(page.locator(".t-call.done")).to_have_count(before + 8)
    named += [record(page, f"第 {n} 位") for n in range(8, 10)]
    expect(page.locator(".t-call.done")).to_have_count(before + 10)
    made = contacts()[before:]
    assert len(made) == 10
    assert sorted(one.content for one in made) == [f"第 {n} 位" for n in range(10)]
    assert len({one.customer_id for one in made}) == len(set(named)) == 10
    assert page.evaluate(QUEUE) == 0


def test_an_answer_that_is_lost_on_the_way_is_not_stored_twice(phone: tuple[BrowserContext, Page]) -> None:
    _context, page = phone
    before = len(contacts())

    def lose(route):
        route.fetch()
        route.abort()

    page.route(
        re.compile(r"/record/$"),
        lambda route: lose(route) if route.request.method == "POST" else route.fallback(),
    )
    record(page, "答复丢了")
    page.unroute_all()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator(".t-call[data-waiting]")).to_have_count(0)
    page.wait_for_function(f"({QUEUE})().then((left) => left === 0)")
    assert len(contacts()) == before + 1


def test_somebody_else_on_the_same_browser_neither_sees_nor_sends(
    phone: tuple[BrowserContext, Page],
) -> None:
    context, page = phone
    before = len(contacts())
    context.set_offline(True)
    record(page, "别人看不到")
    expect(page.locator("[data-waiting]")).to_have_count(1)
    context.set_offline(False)
    context.clear_cookies(name="sessionid")
    page.goto("/sign-in/")
    page.wait_for_function("caches.keys().then((all) => !all.some((name) => name.startsWith('tilth-pages')))")
    sign_in(page, "shen")
    kept(page)
    expect(page.locator("[data-waiting]")).to_have_count(0)
    assert len(contacts()) == before
    assert page.evaluate(QUEUE) == 1
    context.set_offline(True)
    page.goto("/")
    expect(page.locator("body")).not_to_contain_text(bank.NAMES[0])
    context.set_offline(False)
    page.click(".t-more summary")
    page.click(".t-more button")
    page.wait_for_selector("[name=password]")
    sign_in(page)
    expect(page.locator("#toast")).to_contain_text("已同步")
    assert len(contacts()) == before + 1


def test_what_the_server_refuses_is_shown_with_its_text_and_can_be_corrected(
    phone: tuple[BrowserContext, Page],
) -> None:
    context, page = phone
    before = len(contacts())
    context.set_offline(True)
    record(page, "密码是 123456")
    context.set_offline(False)
    expect(page.locator("#net")).to_contain_text("待处理")
    page.click("[data-review]")
    form = page.locator("#drawer form")
    expect(form.locator("[data-offline-note]")).to_contain_text("密码")
    expect(form.locator("[name=content]")).to_have_value("密码是 123456")
    form.locator("[name=content]").fill("改好了")
    form.locator("button.btn-primary[type=submit]").click()
    expect(page.locator("#net")).to_be_hidden()
    made = [one.content for one in contacts()]
    assert len(made) == before + 1
    assert made.count("改好了") == 1


def test_signing_out_says_that_records_wait(phone: tuple[BrowserContext, Page]) -> None:
    context, page = phone
    context.set_offline(True)
    record(page, "先别退出")
    page.click(".t-more summary")
    page.click(".t-more button")
    expect(page.locator("#leaving")).to_contain_text("还有记录没有发送")
    page.click("[data-stay]")
    context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_have_count(0)


def skip(page: Page) -> str:
    """Skip the current name for its first reason and return it."""
    name = page.locator("[data-now] .l1 a").inner_text()
    page.locator("[data-now] [data-key=s]").click()
    page.locator("[data-now] .t-menu [data-digit='1']").click()
    expect(page.locator("[data-now] .l1 a")).not_to_have_text(name)
    return name


def put_off(page: Page) -> str:
    """Put the current name off by three days and return it."""
    name = page.locator("[data-now] .l1 a").inner_text()
    page.locator("[data-now] [data-key=r]").click()
    page.locator("[data-now] .t-menu button[name=when]").nth(-2).click()
    expect(page.locator("[data-now] .l1 a")).not_to_have_text(name)
    return name


def standing() -> tuple[int, int]:
    """Return how many names are skipped and how many calls put off, as they stand."""
    calls = models.Task.objects.unscoped().filter(kind="call", voided_at=None, contact=None)
    return models.Skip.objects.unscoped().filter(voided_at=None).count(), calls.count()


def answered(context: BrowserContext, customer: str) -> None:
    """Record a contact on another device meanwhile; `customer` is the address of the customer's page."""
    token = context.request.get("/offline/ticket/").json()["csrf"]
    given = {"key": "elsewhere", "channel": "phone", "outcome": "no_answer", "step": "none"}
    headers = {"X-CSRFToken": token}
    answer = context.request.post(f"{customer}record/", form=given | {"purpose": "service"}, headers=headers)
    assert answer.ok


def test_skip_put_off_and_undo_without_a_network(phone: tuple[BrowserContext, Page]) -> None:
    context, page = phone
    skipped, put = standing()
    seen = skip(page)  # on the server, and undone without a network
    expect(page.locator(".t-call.done", has_text=seen)).to_be_visible()
    kept(page)
    context.set_offline(True)
    page.locator("#toast form button").click()
    expect(page.locator("#net")).to_contain_text("待同步")
    passed, later, taken = skip(page), put_off(page), skip(page)
    expect(page.locator(".t-call[data-waiting]", has_text=passed)).to_contain_text("已跳过，待同步")
    expect(page.locator(".t-call[data-waiting]", has_text=later)).to_contain_text("已改期，待同步")
    page.locator("#toast [data-unsend]").click()
    expect(page.locator(".t-call[data-waiting]")).to_have_count(2)
    late = page.locator("[data-now] [data-key=o]").get_attribute("href")
    missed = skip(page)
    assert page.evaluate(QUEUE) == 4
    page.reload()  # a browser that is closed and opened again
    expect(page.locator(".t-call[data-waiting]")).to_have_count(3)
    assert standing() == (skipped + 1, put)
    answered(context, late)
    context.set_offline(False)
    page.click("[data-review]")
    expect(page.locator("#drawer")).to_contain_text(missed)
    expect(page.locator("#drawer")).to_contain_text("未跳过。")
    expect(page.locator("#drawer")).to_contain_text("登记联络")
    page.click("#drawer [data-drop]")
    expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator("[data-waiting]")).to_have_count(0)
    page.wait_for_function(f"({QUEUE})().then((left) => left === 0)")
    assert standing() == (skipped + 1, put + 1)
    expect(page.locator(".t-call.done", has_text=passed)).to_be_visible()
    for name in (seen, taken):
        expect(page.locator(".t-call:not(.done)", has_text=name)).to_be_visible()


def test_an_act_is_shown_before_its_answer_and_sent_again_when_the_answer_is_lost(
    phone: tuple[BrowserContext, Page],
) -> None:
    _context, page = phone
    before, put = standing()
    held = []
    page.route(
        re.compile(r"/skip/$"),
        lambda route: held.append(route) if route.request.method == "POST" else route.fallback(),
    )
    first, second = skip(page), skip(page)  # both on their way
    for name in (first, second):
        expect(page.locator(".t-call[data-waiting]", has_text=name)).to_contain_text("已跳过")
    assert page.evaluate(QUEUE) == 2
    held[0].fetch()  # done there, but the answer is lost
    held[0].abort()
    held[1].continue_()
    page.wait_for_function(f"({QUEUE})().then((left) => left === 0)")
    for name in (first, second):
        expect(page.locator(".t-call.done", has_text=name)).to_be_visible()
    assert standing() == (before + 2, put)
