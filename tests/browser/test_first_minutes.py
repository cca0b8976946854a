"""Everybody's first three minutes: sign in, read something true, open what is offered, come back."""

import itertools
import re
from dataclasses import dataclass

import pytest
from django.db.models import Sum
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from browser.conftest import opened, sign_in
from support import figures, published
from tilth.data import models
from tilth.policy import playbook, roles
from tilth.web import first
from web import bank

FIGURES = 2
"""So many figures of a first page are compared with the rows behind them."""


@dataclass(frozen=True)
class Begins:
    """How a role begins: the account, and where a number of its first page and the rows it counts stand."""

    username: str
    rows: str = ""
    """Empty: the page has figures that lead to their rows."""
    number: str = ""
    """Where the number of the rows stands; empty where the page has none."""


LINE, HEADLINE = "main .t-card .t-li", "main .t-h1 p"
ROLES = {
    "rm": Begins("lin"),
    "wealth": Begins("wealth"),
    "planner": Begins("su", rows="main .t-ask", number=HEADLINE),
    "lobby": Begins("lobby", rows=LINE, number=HEADLINE),
    "teller": Begins("qian", rows=LINE, number=HEADLINE),
    "supervisor": Begins("zhong"),
    "branch_head": Begins("chen"),
    "region_head": Begins("region_head"),
    "marketing": Begins("marketing", rows="[aria-labelledby=segments-title] tbody tr"),
    "compliance": Begins("gao", rows="main tbody tr"),
    "admin": Begins("admin", rows=".t-nights > li"),
    "security_admin": Begins("security_admin", rows="main tbody tr", number=".t-tabs a.tab .num"),
    "audit_admin": Begins("audit_admin", rows="main tbody tr"),
}
SEATS = {"wealth": "W1", "region_head": "R1", "lobby": "L1", "teller": "T1"}
"""Who works in the branch besides those whom the bank has anyway: role → staff number."""


@pytest.fixture(scope="module")
def everybody(served: tuple[str, bank.Bank], django_db_blocker: DjangoDbBlocker) -> None:
    """Give every role an account, the hall its people, and the planner somebody to plan for."""
    made = served[1]
    with django_db_blocker.unblock():
        for role, begins in ROLES.items():
            if begins.username == role:
                published.user(role, role=role, staff_id=SEATS.get(role), name=role)
        for role, staff in SEATS.items():
            seat = "branch_head" if role == "region_head" else role
            published.staff(made.generation, staff, name=role, branch_id="B1", role=seat)
        published.customer(made.generation, "W00001", branch_id="B1", rm_id="W1", name="路明远", list_rank=1)
        published.entry(made.generation, "W1", 1, "W00001")
        published.book(made.generation, "W1", branch_id="B1", customers=1, list_size=1)
        _total(made.generation)
        models.Participant.objects.create(
            customer_id="C00001",
            staff_id=made.planner.staff_id,
            purpose="planner",
            reason="子女留学的钱怎样安排",
            starts_on=bank.DAY,
            ends_on=bank.TODAY,
            invited_by=made.head,
        )


def _total(generation: models.Generation) -> None:
    """Publish what the branch's customers add up to."""
    mine = models.PublishedCustomer.objects.unscoped().filter(branch_id="B1")
    tiers = {f"tier_{tier}": mine.filter(tier=tier).count() for tier, _ in bank.BANDS}
    published.branch_total(
        generation,
        "B1",
        customers=mine.count(),
        overdue=mine.filter(overdue_days__gt=0).count(),
        familiar=mine.filter(familiar=True).count(),
        under_served=mine.filter(under_served=True).count(),
        aum=mine.aggregate(all=Sum("aum"))["all"],
        **tiers,
    )


def test_every_role_is_walked() -> None:
    assert tuple(ROLES) == roles.CODES


@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize("role", ROLES)
def test_the_first_three_minutes(
    role: str, browser: Browser, served: tuple[str, bank.Bank], faults: list[str]
) -> None:
    begins, home = ROLES[role], first.address(role)
    context, page = opened(browser, served[0], faults, viewport={"width": 1440, "height": 1000})
    sign_in(page, begins.username)
    assert path(page) == home
    expect(page.locator("main h1")).to_be_visible()
    tells_the_truth(page, role, begins)
    offered = page.locator("main a[href^='/']:visible, .t-top a[href='/account/']").first
    offered.evaluate("link => link.click()")
    page.wait_for_url(lambda address: address != f"{served[0]}{home}")
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.locator(".t-brand")).to_have_attribute("href", "/")
    page.go_back()
    assert path(page) == home
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    orders_on_a_phone(page)
    context.close()
    assert faults == []


def orders_on_a_phone(page: Page) -> None:
    """Press a head of a table whose heads order, where the page has one: rows are cards, the heads stay."""
    table = page.locator("main table.t-orders").first
    if not table.count():
        return
    link = table.locator("thead a").first
    box = link.bounding_box()
    assert box
    assert box["height"] >= 44
    link.click()
    expect(table.locator("thead th[aria-sort]")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def path(page: Page) -> str:
    """Return the path of the page that is open."""
    return re.sub(r"^https?://[^/]+", "", page.url).partition("?")[0]


def tells_the_truth(page: Page, role: str, begins: Begins) -> None:
    """Check that the numbers of a first page are those of the rows they count, and that there are some."""
    if not begins.rows:
        walked = figures.walk(lambda address: page.context.request.get(address).text(), [path(page)])
        compared = list(itertools.islice(walked, FIGURES))
        assert compared
        assert [str(fault) for _, fault in compared if fault] == []
        return
    rows = page.locator(begins.rows)
    if begins.number:
        said = re.search(r"\d+", page.locator(begins.number).first.inner_text())
        assert said is not None
        assert rows.count() == int(said[0]) > 0
    elif role == "marketing":
        assert rows.count() == len(playbook.default().segments.scheme.segments)
    elif role == "admin":
        assert rows.count() == models.RunReport.objects.count() > 0
    else:  # the newest entry of the audit is that oneself has come
        expect(rows.first).to_contain_text("高合规" if role == "compliance" else "audit_admin")
