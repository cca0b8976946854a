"""After sign-out a browser holds what docs/security.md says, and no way back shows a customer (B1)."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import BrowserContext, Error, Page, expect, sync_playwright

from browser.conftest import FLAGS, brought, choose, chromium, sign_in
from tilth.access import browsers, devices
from tilth.policy import bank as banks
from web import bank

NAME = bank.NAMES[1]
MASKED = "138****8001"
VISITED = (
    "/customers/C00001/",
    "/customers/C00001/timeline/",
    "/customers/C00001/rules/",
    "/customers/C00001/people/",
    "/customers/C00001/record/",
    "/customers/",
    "/book/",
    "/print/",
    "/",
)
OFF = "no back/forward cache"
WITNESS = """addEventListener("pageshow", (event) => {
  if (event.persisted) window.name = location.pathname;
});"""
"""Says whether a page came back from memory; nothing of ours reads it."""
STORED = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const bodies = (await cache.keys()).map(async (one) => (await cache.match(one)).text());
    kept[name] = (await Promise.all(bodies)).join("");
  }
  const bases = {};
  for (const { name } of await indexedDB.databases()) {
    bases[name] = await new Promise((done) => {
      indexedDB.open(name).onsuccess = ({ target: { result } }) => {
        const [queue] = result.objectStoreNames;
        const all = result.transaction(queue).objectStore(queue).getAll();
        all.onsuccess = () => { result.close(); done(all.result.length); };
      };
    });
  }
  return { kept, bases, local: Object.keys(localStorage), session: Object.keys(sessionStorage) };
}"""
FROM_CACHE = """(address) => fetch(address, { cache: "only-if-cached", mode: "same-origin" })
  .then((found) => found.status, () => "nothing")"""


@pytest.fixture(params=[True, False], ids=["offline", "online"])
def keeping(served: tuple[str, bank.Bank], request: pytest.FixtureRequest) -> Iterator[bool]:
    """Let this bank's browsers keep the list, or nothing."""
    banks.write(settings.TILTH_DATA, banks.Bank(offline=request.param))
    yield request.param
    (settings.TILTH_DATA / banks.FILE).unlink()


@pytest.fixture
def profile(
    served: tuple[str, bank.Bank], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A browser with a profile on disk and its back/forward cache on, as people have it, or off."""
    unwanted = [] if getattr(request, "param", "") == OFF else ["--disable-back-forward-cache"]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium(),
            args=list(FLAGS),
            ignore_default_args=unwanted,
            base_url=served[0],
            locale="zh-CN",
            viewport={"width": 1440, "height": 1000},
        )
        context.add_init_script(WITNESS)
        yield context
        context.close()
        connections.close_all()  # beside an event loop Django keeps connections of its own


def sign_out(page: Page) -> None:
    page.click("form.hide-s[action='/sign-out/'] button")
    page.wait_for_selector("[name=password]")


def told(page: Page) -> str:
    """Return title and source of what is shown, once it stands still."""
    for _ in range(100):
        with suppress(Error):
            page.wait_for_load_state()
            return page.title() + page.content()
        page.wait_for_timeout(100)
    raise AssertionError("the page never stands still")


def remembers() -> bool:
    """Say whether this Chromium keeps pages in memory and a history; the one brought for tests does not."""
    return Path(chromium()) != brought()


def shows_nobody(page: Page) -> None:
    shown = told(page)
    assert NAME not in shown
    assert MASKED not in shown


def look_around(page: Page) -> None:
    """Open every kind of page, and begin a record that is never sent."""
    for address in VISITED:
        page.goto(address)
    page.locator("[data-now] [data-key=l]").click()
    form = page.locator("#drawer form")
    choose(form)
    form.locator("[name=content]").fill("写到一半")
    assert page.evaluate("Object.keys(localStorage).length") == 1


@pytest.mark.parametrize("profile", ["", OFF], indirect=True)
def test_the_way_back_leads_to_the_sign_in_page(profile: BrowserContext) -> None:
    page = profile.new_page()
    sign_in(page)
    page.goto("/customers/C00001/")
    expect(page.locator("body")).to_contain_text(NAME)
    sign_out(page)
    for _ in range(2):
        page.go_back()
        page.wait_for_selector("[name=password]")
        shows_nobody(page)


def test_the_other_tabs_leave_too_and_keep_nothing(profile: BrowserContext) -> None:
    page, other = profile.new_page(), profile.new_page()
    sign_in(page)
    other.goto("/")
    other.locator("[data-now] [data-key=l]").click()
    form = other.locator("#drawer form")
    choose(form)
    form.locator("[name=content]").fill("另一页写到一半")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    sign_out(page)
    other.wait_for_selector("[name=password]")
    shows_nobody(other)
    assert other.evaluate("Object.keys(localStorage)") == []


def test_a_page_that_comes_back_from_memory_is_asked_for_anew(
    profile: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsers, "add_never_cache_headers", lambda _answer: None)
    monkeypatch.setattr(browsers, "forgetting", lambda answer: answer)
    page = profile.new_page()
    sign_in(page)
    page.goto("/customers/C00001/")
    page.goto("/book/")
    profile.clear_cookies(name="sessionid")
    page.go_back()
    page.wait_for_selector("[name=password]")
    if remembers():
        assert page.evaluate("window.name") == "/customers/C00001/"
    shows_nobody(page)


def test_after_sign_out_nothing_is_left_but_what_is_said(
    profile: BrowserContext,
    keeping: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    page = profile.new_page()
    sign_in(page)
    if keeping:
        page.wait_for_selector("html[data-kept=yes]", state="attached")
    look_around(page)
    sign_out(page)
    left = page.evaluate(STORED)
    assert all(name.startswith("tilth-shell-") for name in left["kept"])
    assert bool(left["kept"]) is keeping
    assert not any(name in told for told in left["kept"].values() for name in bank.NAMES)
    assert all(number == 0 for number in left["bases"].values())
    assert left["local"] == []
    assert left["session"] == []
    assert {one["name"] for one in profile.cookies()} <= {
        "csrftoken",
        settings.LANGUAGE_COOKIE_NAME,
        devices.COOKIE,
    }
    assert [page.evaluate(FROM_CACHE, address) for address in VISITED] == ["nothing"] * len(VISITED)
    profile.set_offline(True)
    for address in VISITED:
        _open(page, address)
        shows_nobody(page)
    for _ in VISITED:
        with suppress(Error):
            page.go_back()
        shows_nobody(page)
    profile.close()
    assert _files_with(tmp_path / "profile", NAME, MASKED, "写到一半") == []
    if remembers():
        visited = _files_with(tmp_path / "profile", "customers/C00001/timeline")
        assert visited != [], "the history keeps addresses"


def _open(page: Page, address: str) -> None:
    """Open an address without a network: our page that says so, or the browser's own."""
    with suppress(Error):
        page.goto(address)


def _files_with(folder: Path, *words: str) -> list[str]:
    """Return the files of a profile that hold one of some words, as a browser writes text."""
    wanted = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    wanted += [word.encode("unicode_escape") for word in words]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [
        path.relative_to(folder).as_posix()
        for path in files
        if any(word in path.read_bytes() for word in wanted)
    ]
