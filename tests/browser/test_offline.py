"""A phone without a network: ten names with a cut in the middle, and whose records are whose."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import opened, sign_in
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
    form.get_by_label("接通", exact=True).check()
    form.get_by_label("中", exact=True).check()
    form.get_by_label("无需跟进", exact=True).check()
    form.locator("[name=content]").fill(words)
    form.locator("button.btn-primary[type=submit]").click()
    expect(page.locator("#drawer")).to_be_hidden()
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
    assert len(contacts()) == before + 1
    assert page.evaluate(QUEUE) == 0
