"""Charts in Chromium: drawn as SVG under the strict policy, with their tables, again in the other theme."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from browser.test_workday import serious
from support import published
from tilth.data import models
from web import bank

_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (one) => window.violations.push(
        `${one.violatedDirective} ${one.sourceFile} ${one.lineNumber} ${one.sample}`));
"""


@pytest.fixture(scope="module")
def nights(served: tuple[str, bank.Bank], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two nights of the served bank between which tiers changed; gone afterwards."""
    same = {f"C{n:05d}": ("general", "personal", "platinum", "private")[n % 4] for n in range(30)}
    moved = same | {"C00000": "personal", "C00001": "platinum", "C00003": "platinum", "C00005": "general"}
    moved |= {"C00008": "personal", "C00009": "platinum", "C00012": "private"}  # few movers are named instead
    del moved["C00002"], same["C00007"]
    with django_db_blocker.unblock():
        made = [
            published.points(served[1].generation, day, **tiers)
            for day, tiers in ((bank.DAY - dt.timedelta(days=31), same), (bank.DAY, moved))
        ]
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for night in made:
            cursor.execute(f"DROP TABLE {models.CustomerPoint._meta.db_table}_n{night.pk}")


@pytest.mark.usefixtures("nights")
def test_charts_are_drawn_without_a_violation_and_again_in_the_other_theme(page: Page) -> None:
    page.add_init_script(_VIOLATIONS)
    page.goto("/book/")
    expect(page.locator("#penetration svg")).to_be_visible()
    expect(page.locator("#flow-chart svg")).to_be_visible()
    told = page.locator("#flow-chart").get_attribute("data-about") or ""
    expect(page.locator("#flow-chart")).to_have_attribute("aria-label", told)
    page.locator("#penetration").hover(position={"x": 220, "y": 60})
    bars = page.locator("#penetration svg path[fill='#0f5b66']")
    assert bars.count() > 3
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    expect(page.locator("#penetration svg path[fill='#4ba3ad']").first).to_be_attached()
    expect(bars).to_have_count(0)
    page.locator("#penetration ~ details summary").click()
    expect(page.locator("#penetration ~ details table")).to_be_visible()
    page.locator("#flow-from").select_option(bank.DAY.isoformat())
    expect(page.locator("#flow")).to_contain_text("同一晚")
    assert page.evaluate("window.violations") == []
    assert serious(page) == []
