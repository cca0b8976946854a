"""axe over every page there is, in light and dark: the pages are those of the matrix of doors."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from browser.conftest import opened, sign_in
from doors.links import links, whole
from tilth.data import models
from web import bank

PEOPLE = (("lin", "rm"), ("chen", "branch_head"), ("zhong", "supervisor"), ("gao", "compliance"))
"""Who looks: the first whose role may see the page."""
SERIOUS = ("serious", "critical")
FAULTS = {"resultTypes": ["violations"]}
"""Of what is right axe needs not say where it stands: that is most of its work."""
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What can differ between the themes."""


def serious(page: Page, options: dict | None = None) -> list[str]:
    """Return the serious findings of axe, each with the first element it is about."""
    found = Axe().run(page, options=FAULTS | (options or {})).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary']}"
        for one in found
        if one["impact"] in SERIOUS
    ]


def look(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page that is open, in both themes."""
    wrong = [f"{name}, light: {one}" for one in serious(page)]
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    return wrong + [f"{name}, dark: {one}" for one in serious(page, ONLY_COLOURS)]


QUIET = "C00025"
"""A customer on no list, whom no other test talks to."""


def is_page(page: Page, address: str) -> bool:
    """Say whether an address opens a page; one that is refused is no page but a fault."""
    answer = page.context.request.get(address)
    assert answer.status in (200, 400, 405), f"{address}: {answer.status}"
    return answer.ok and whole(answer.headers.get("content-type", ""), answer.text())


@pytest.fixture(scope="module")
def about(served: tuple[str, bank.Bank], django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """An open reason of a customer, as the pages see it, an open opportunity, a proposal; gone afterwards."""
    with django_db_blocker.unblock():
        made = {"event": bank.reason(served[1], QUIET), "deal": bank.deal(served[1], QUIET)}
        made["proposal"] = bank.proposal(served[1], QUIET)
    yield made
    with django_db_blocker.unblock():
        models.PublishedEvent.objects.unscoped().filter(event_id=made["event"]).delete()
        models.Opportunity.objects.unscoped().filter(pk=made["deal"]).delete()
        models.Proposal.objects.unscoped().filter(pk=made["proposal"]).delete()


def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser,
    served: tuple[str, bank.Bank],
    about: dict[str, str],
    faults: list[str],
    monkeypatch,
) -> None:
    monkeypatch.setattr(settings, "TILTH_DEMO", True)
    run = models.RunReport.objects.order_by("id").first()
    assert run is not None
    every = list(links(PEOPLE, customer=QUIET, run=run.pk, **about))
    wrong, looked = [], 0
    for who in ("", *(name for name, _ in PEOPLE)):
        context, page = opened(browser, served[0], faults, viewport={"width": 1440, "height": 1000})
        if who:
            sign_in(page, who)
        for link in every:
            if link.person == who and is_page(page, link.address):
                page.goto(link.address)
                wrong += look(page, link.name)
                looked += 1
        if who:
            page.goto(f"{served[0]}/account/")
            wrong += look(page, "account")
        context.close()
    assert wrong == []
    assert faults == []
    assert looked >= 15
