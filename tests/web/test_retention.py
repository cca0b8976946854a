"""Compliance sees what goes next, sets holds, also on who left, and lifts them; nobody else does."""

import datetime as dt

import pytest
from django.test import Client

from integration.doors import town
from support import published
from tilth.data.models import Hold, OwnershipChange, RunReport

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
LINE = {
    "table": "tilth_gift",
    "rule": "dealings",
    "rows": 3,
    "going": 2,
    "oldest": "2014-05-06",
    "newest": "2015-01-02",
    "held": 1,
    "waiting": 0,
    "unknown": 0,
    "next_on": "2027-03-31",
}


@pytest.fixture
def bank(db: None) -> town.Town:
    made = town.build()
    counted = {"day": published.DAY.isoformat(), "told_ends": False, "lines": [LINE]}
    at = dt.datetime.combine(published.DAY, dt.time(23), dt.UTC)
    RunReport.objects.create(
        business_date=published.DAY, finished_at=at, status="published", report={"retention": counted}
    )
    return made


@pytest.fixture
def compliance(bank: town.Town, client: Client) -> Client:
    client.force_login(bank.users["compliance"])
    client.cookies["django_language"] = "en"
    return client


def _set(client: Client, customer: str, day: str = "2026-03-31") -> str:
    given = {"customer": customer, "cause": "lawsuit", "stands_from": day, "note": "case 7"}
    answer = client.post("/retention/holds/", given, follow=True)
    return answer.content.decode()


def test_it_says_what_goes_next_and_what_nobody_told(compliance: Client) -> None:
    body = compliance.get("/retention/").content.decode()
    assert "Gifts and hospitality" in body
    assert "2014-05-06–2015-01-02" in body
    assert "never told of the end of a relationship" in body


@pytest.mark.requirement("GOV-07")
def test_a_hold_is_set_marked_and_lifted(compliance: Client, bank: town.Town) -> None:
    assert "nothing about B1-rm1-c1 is deleted" in _set(compliance, MINE)
    assert "data-held" in compliance.get(f"/customers/{MINE}/").content.decode()
    for role, marked in (("branch_head", True), ("rm", False)):
        other = Client()
        other.force_login(bank.users[role])
        assert ("data-held" in other.get(f"/customers/{MINE}/").content.decode()) is marked, role
    hold = Hold.objects.unscoped().get()
    body = compliance.post(f"/retention/holds/{hold.pk}/lift/", follow=True).content.decode()
    assert "retention decides again" in body
    hold.refresh_from_db()
    assert hold.lifted_by == bank.users["compliance"]


def test_who_left_the_feed_is_held_too_and_an_unknown_number_is_not(compliance: Client) -> None:
    assert "none who left had it" in _set(compliance, "gone")
    OwnershipChange.objects.create(customer_id="gone", from_branch_id="B1", source="feed")
    assert "nothing about gone is deleted" in _set(compliance, "gone")
    assert "from today or an earlier day" in _set(compliance, "gone", "2026-04-30")


@pytest.mark.parametrize("role", ["rm", "branch_head", "admin", "audit_admin"])
def test_nobody_else_opens_it(bank: town.Town, client: Client, role: str) -> None:
    client.force_login(bank.users[role])
    assert client.get("/retention/").status_code == 403
