"""What stands beside the tier and who can introduce somebody: programs are told what the pages show."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tilth.data import models
from tilth.web.format import amounts
from web import bank
from web.conftest import signed_in
from web.support import text

API = "/api/v1/customers/C00001/"
GROWTH = "/customers/C00001/growth/"


def told(client: Client, part: str, **asked: Any) -> Any:
    answer = client.get(f"{API}{part}", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_distance_is_that_of_the_page(lin: Client) -> None:
    page, answer = text(lin.get(GROWTH)), told(lin, "tier-distance")
    row = models.PublishedCustomer.objects.unscoped().get(customer_id="C00001")
    assert (answer["tier"], Decimal(answer["basis"])) == (row.tier, row.tier_basis)
    way = answer["rising"]["told"]
    assert amounts.enough(Decimal(way["amount"])) in page
    assert Decimal(answer["rising"]["floor"]) - row.tier_basis == Decimal(way["amount"])
    assert way in answer["rising"]["ways"]


def test_the_grade_is_that_of_the_page_with_each_of_its_inputs(lin: Client) -> None:
    page, answer = text(lin.get(GROWTH)), told(lin, "grade")
    assert len(answer["parts"]) == 4
    assert sum(Decimal(part["points"]) for part in answer["parts"]) == Decimal(answer["points"])
    assert sum(part["weight"] for part in answer["parts"]) == 100
    assert answer["points"].rstrip("0").rstrip(".") in page


def test_the_log_is_that_of_the_page_and_goes_on_by_its_cursor(lin: Client) -> None:
    for number in range(60):
        models.StandingChange.objects.unscoped().create(
            customer_id="C00001",
            changed_on=bank.DAY - dt.timedelta(days=number // 2),
            what=("tier", "lifecycle")[number % 2],
            before=("general", "growing")[number % 2],
            after=("personal", "mature")[number % 2],
        )
    first = told(lin, "tier-changes")
    second = told(lin, "tier-changes", after=first["following"])
    found = [one["id"] for one in (*first["items"], *second["items"])]
    rows = models.StandingChange.objects.unscoped().filter(customer_id="C00001")
    assert found == list(rows.order_by("-changed_on", "what").values_list("pk", flat=True))
    assert (len(first["items"]), second["following"]) == (50, None)
    assert told(lin, "tier-changes", after=2**62)["items"] == []
    assert lin.get(f"{API}tier-changes", {"after": "x"}).status_code == 422
    assert lin.get(f"{API}tier-changes", {"befor": "1"}).status_code == 422


def test_the_ways_are_those_of_the_page(lin: Client, small_bank: bank.Bank) -> None:
    models.PublishedRelation.objects.unscoped().all().delete()
    target = models.Relation.objects.create(
        customer_id="C00001",
        staff_id="S1",
        made_by=small_bank.manager,
        made_at=bank.MORNING,
        name="某人",
        kind="friend",
        circle="other",
        source="talk",
        told_on=bank.DAY,
    )
    [way] = told(lin, "introductions", to=str(target.pk))
    page = text(lin.get(f"/customers/C00001/network/?to={target.pk}")).partition("谁能引见")[2]
    assert ([step["name"] for step in way["steps"]], way["length"]) == (["某人"], 2)
    for name in (way["first"]["name"], "某人", "2 步"):
        assert name in page, name
    assert told(lin, "introductions") == [], "nobody introduces the own customer"
    assert told(lin, "introductions", to="nobody") == []


@pytest.mark.parametrize("part", ["tier-distance", "grade", "tier-changes", "introductions"])
def test_nothing_is_told_of_who_is_out_of_sight(lin: Client, small_bank: bank.Bank, part: str) -> None:
    answers = [
        signed_in(small_bank.neighbour).get(f"{API}{part}"),
        lin.get(f"/api/v1/customers/nobody/{part}"),
    ]
    assert [(one.status_code, one.json()["error"]) for one in answers] == [(404, "not_found")] * 2
