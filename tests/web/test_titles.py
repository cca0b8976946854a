"""What a browser writes into its history beside the address, the title of a page, names no customer (B1)."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from doors.links import links
from support import library, soak
from tilth.data import models
from web import bank, nights
from web.conftest import ROOT, signed_in

PEOPLE = (("lin", "rm"), ("chen", "branch_head"), ("zhong", "supervisor"), ("gao", "compliance"))
MOST = soak.scale(60, 1000)
"""So many addresses are asked for as one person."""
_LINK = re.compile(r'(?:href|hx-get|data-drawer)="(/[^"#]*)')
_TOLD = re.compile(r"<title>(.*?)</title>|(<meta[^>]*>)", re.DOTALL)
SCRIPTS = ROOT / "src/tilth/web/frontend"


def forbidden() -> tuple[str, ...]:
    """Return every name and number of a customer of the bank, in clear and masked."""
    rows = models.PublishedCustomer.objects.unscoped().values_list("customer_id", "name")
    mobiles = [bank.mobile(number) for number in (*range(len(bank.NAMES)), 900)]
    return tuple(text for row in rows for text in row) + tuple(mobiles)


def crawl(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield address and body of every page and part that links lead to, each once, up to MOST."""
    waiting, seen = list(starts), set(starts)
    while waiting and len(seen) - len(waiting) < MOST:
        address = waiting.pop(0)
        answer = client.get(address)
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        body = answer.content.decode()
        yield address, body
        found = {unescape(one) for one in _LINK.findall(body)} - seen
        waiting += sorted(one for one in found if not one.startswith("/static/"))
        seen |= found


def named(body: str, names: tuple[str, ...]) -> list[str]:
    """Return the titles and descriptions of a page in which somebody is named."""
    told = ["".join(one) for one in _TOLD.findall(body)]
    return [one for one in told if any(name in one for name in names)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_title_names_a_customer(small_bank: bank.Bank, language: str) -> None:
    nights.runs()
    run = models.RunReport.objects.earliest("id").pk
    names, wrong, seen, titles = forbidden(), [], 0, set()
    models.User.objects.update(language=language)
    event = bank.reason(small_bank, "C00001")
    writer = models.User.objects.get(username="lin")
    entry = library.kept(writer, "sent approved", by=small_bank.officer, at=bank.MORNING).pk
    deal = bank.deal(small_bank, "C00001")
    about = {"entry": str(entry), "deal": deal, "proposal": bank.proposal(small_bank, "C00001")}
    every = list(links(PEOPLE, customer="C00001", run=run, event=event, **about))
    for who, _role in PEOPLE:
        client = signed_in(models.User.objects.get(username=who))
        client.cookies["django_language"] = language
        for address, body in crawl(client, [one.address for one in every if one.person == who]):
            seen += 1
            titles |= set(re.findall(r"<title>(.*?) · ", body))
            wrong += [f"{who} {address}: {one}" for one in named(body, names)]
    print(f"FIGURE titles: {seen} pages and parts, {len(titles)} titles, {len(wrong)} name somebody")
    assert wrong == []
    assert len(titles) > 15
    assert all(title.strip() for title in titles)
    assert ("The customer's file" if language == "en" else "客户档案") in titles


def test_no_script_changes_a_title_and_no_file_is_called_after_a_customer(small_bank: bank.Bank) -> None:
    scripts = [path.read_text("utf-8") for path in sorted(SCRIPTS.rglob("*.js"))]
    assert scripts
    assert not any(re.search(r"document\.title|\.download\b|<title", script) for script in scripts)
    asked = {"kind": "customers", "customers": "C00001", "since": "2026-03-01", "until": "2026-04-01"}
    answer = signed_in(small_bank.officer).post("/audit/export/", asked)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="tilth-audit-customers-2026-03-01-2026-04-01.csv"'
    )
