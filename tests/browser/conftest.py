"""Fixtures of the browser tests: one server with one published bank, one Chromium, a context per test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from support import keys
from tilth.domain import bank as clock
from web import bank, nights
from web.conftest import script

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


script("bring_chromium").use_node()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, so that `-m 'not browser'` leaves it out; each needs the database."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)


def chromium() -> str:
    """Return where a Chromium lies: the machine's own, or the one that was brought for the tests."""
    found: str = script("bring_chromium").path()
    return found


def brought() -> Path:
    """Return where the Chromium lies that is brought for the tests."""
    found: Path = script("bring_chromium").PROGRAM
    return found


@pytest.fixture(scope="session")
def front_end() -> None:
    """Build styles, scripts and translations where they are out of date."""
    script("build_frontend").main()
    messages = script("compile_messages")
    for folder in messages.languages():
        messages.compile_one(folder)


@pytest.fixture(scope="module")
def served(
    front_end: None,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, bank.Bank]]:
    """The address of the pages and the bank behind them; everything is removed afterwards."""
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
    patch.setattr(settings, "TILTH_TODAY", bank.TODAY)
    data = tmp_path_factory.mktemp("data")
    patch.setattr(settings, "TILTH_DATA", data)
    patch.setattr(settings, "TILTH_KEYRING", keys.put(data))
    patch.setattr(clock, "now", lambda _day: bank.MORNING)
    patch.setitem(
        connections.databases["default"], "CONN_MAX_AGE", 0
    )  # the server's threads leave none behind
    with django_db_blocker.unblock():
        small_bank = bank.build()
        nights.runs()
        server = LiveServer("127.0.0.1")
        yield server.url, small_bank
        server.stop()
        call_command("flush", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'"
                " AND relname LIKE 'published\\_%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TABLE {name}")
            cursor.execute(
                r"SELECT relname FROM pg_class WHERE relname ~ '^published_[a-z_]+_n\d+$' AND relkind = 'r'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TABLE {name}")
    patch.undo()


@pytest.fixture(scope="module")
def browser(served: tuple[str, bank.Bank]) -> Iterator[Browser]:
    """The machine's Chromium; gone after the module, for its event loop forbids Django's queries."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield launched
        launched.close()
        connections.close_all()  # beside an event loop Django keeps connections of its own


@pytest.fixture
def faults() -> list[str]:
    """What the console and the page complained about; each test ends with none."""
    return []


def _is_fault(message: ConsoleMessage) -> bool:
    """Errors count; that a form was refused (422) is an answer, though Chromium logs it."""
    return message.type == "error" and "422" not in message.text


def opened(
    browser: Browser, address: str, faults: list[str], **options: object
) -> tuple[BrowserContext, Page]:
    """Open a context and a page whose complaints are collected."""
    context = browser.new_context(base_url=address, locale="zh-CN", **options)
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return context, page


def sign_in(page: Page, name: str = "lin") -> None:
    """Sign in through the form."""
    page.goto("/sign-in/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", "password")
    page.click("form.main button")
    page.wait_for_selector("main#main")
    page.wait_for_load_state()  # the keys are heard once the scripts have run


def choose(form: Locator) -> None:
    """Say that somebody answered, and the first of whatever else is marked as required."""
    form.get_by_label("接通", exact=True).check()
    for group in form.locator("fieldset:has(legend em)").all():
        if not group.locator("input:checked").count():
            group.locator("label:has(input:enabled)").first.click()


@pytest.fixture
def page(browser: Browser, served: tuple[str, bank.Bank], faults: list[str]) -> Iterator[Page]:
    """A desktop page, signed in; the test fails when the console complained."""
    context, page = opened(browser, served[0], faults, viewport={"width": 1440, "height": 1000})
    sign_in(page)
    yield page
    context.close()
    assert faults == []
