"""Trend and flow: read by whoever sees the customer today, and equal to plain counting."""

import datetime as dt
import itertools
import random
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from integration.doors import town
from support import published
from tilth.data import models
from tilth.domain.points import queries

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

Enter = Callable[[str], models.User]
LAST = published.DAY
BEFORE = LAST - dt.timedelta(days=30)
TIERS = ("general", "personal", "platinum", "private")


@pytest.fixture
def nights(bank: town.Town) -> None:
    """Two nights of the town: one customer rises, one is new, one has closed, the others stay."""
    owned = [f"{manager}-c{n}" for manager in town.MANAGERS for n in (1, 2)]
    first = {name.replace("-", "_"): "general" for name in owned} | {"B1_rm2_c1": "private"}
    last = dict(first) | {"B1_rm1_c1": ("personal", 150_000)}
    del first["B1_rm1_c2"], last["B1_rm2_c1"]
    published.points(bank.generation, BEFORE, **first)
    published.points(bank.generation, LAST, **last)


def seen_by_sql() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT customer_id FROM published_point")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.usefixtures("nights")
def test_raw_sql_shows_the_points_of_customers_in_sight(bank: town.Town, enter: Enter) -> None:
    enter("rm")
    assert seen_by_sql() == {"B1-rm1-c1", "B1-rm1-c2"}
    enter("branch_head")
    assert seen_by_sql() == {f"B1-rm{m}-c{n}" for m in (1, 2) for n in (1, 2)}
    enter("teller")
    assert seen_by_sql() == set()


@pytest.mark.usefixtures("nights")
def test_points_follow_a_restriction_and_a_transfer_at_once(bank: town.Town, enter: Enter) -> None:
    models.Suppression.objects.create(
        customer_id="B1-rm1-c1", kind="restricted", starts_on=LAST, recorded_by=bank.users["compliance"]
    )
    models.Transfer.objects.create(
        customer_id="B1-rm1-c2",
        from_staff_id="B1-rm1",
        from_branch_id="B1",
        to_staff_id="B1-rm2",
        cause="move",
        moved_by=bank.users["branch_head"],
    )
    actor = enter("rm")
    assert seen_by_sql() == set()
    assert queries.trend(actor, bank.generation, "B1-rm1-c2") == ()
    enter("wealth")
    assert "B1-rm1-c2" in seen_by_sql()
    enter("compliance")
    assert "B1-rm1-c1" in seen_by_sql()


@pytest.mark.usefixtures("nights")
def test_the_trend_of_one_customer_is_in_order_and_of_nobody_else(bank: town.Town, enter: Enter) -> None:
    actor = enter("rm")
    with CaptureQueriesContext(connection) as sent:
        found = queries.trend(actor, bank.generation, "B1-rm1-c1")
    assert len(sent) == 2
    assert [(point.business_date, point.tier) for point in found] == [(BEFORE, "general"), (LAST, "personal")]
    assert queries.trend(actor, bank.generation, "B2-rm1-c1") == ()
    assert [
        point.business_date for point in queries.trend(actor, bank.generation, "B1-rm1-c1", nights=1)
    ] == [LAST]


@pytest.mark.usefixtures("nights")
def test_a_flow_names_new_and_closed_ones(bank: town.Town, enter: Enter) -> None:
    actor = enter("branch_head")
    with CaptureQueriesContext(connection) as sent:
        found = queries.flow(actor, bank.generation, BEFORE, LAST)
    assert len(sent) == 2
    cells = {(cell.before, cell.after): cell.customers for cell in found.cells}
    assert cells == {
        ("general", "personal"): 1,
        (None, "general"): 1,
        ("private", None): 1,
        ("general", "general"): 1,
    }
    assert found.count("general", "personal") == 1
    own = queries.flow(actor, bank.generation, BEFORE, LAST, whose=Q(rm_id="B1-rm1"))
    assert sum(cell.customers for cell in own.cells) == 2
    assert queries.dates(bank.generation) == (LAST, BEFORE)


def test_without_points_there_is_nothing(bank: town.Town, enter: Enter) -> None:
    actor = enter("rm")
    assert queries.trend(actor, bank.generation, "B1-rm1-c1") == ()
    assert queries.flow(actor, bank.generation, BEFORE, LAST).cells == ()
    assert queries.dates(bank.generation) == ()


def test_a_flow_equals_plain_counting(bank: town.Town, enter: Enter) -> None:
    dice = random.Random(4)
    days = [LAST - dt.timedelta(days=n) for n in (60, 20, 0)]
    truth: dict[dt.date, dict[str, str]] = {day: {} for day in days}
    for number in range(40):
        customer = f"B1-rm1-x{number}"
        published.customer(bank.generation, customer, rm_id="B1-rm1")
        for day in days:
            if dice.random() < 0.8:
                truth[day][customer] = dice.choice(TIERS)
    for day in days:
        rows = {name.replace("-", "_"): tier for name, tier in truth[day].items()}
        published.points(bank.generation, day, **rows)
    actor = enter("rm")
    for first, last in itertools.permutations(days, 2):
        both = set(truth[first]) | set(truth[last])
        wanted = Counter((truth[first].get(name), truth[last].get(name)) for name in both)
        found = queries.flow(actor, bank.generation, first, last)
        assert {(cell.before, cell.after): cell.customers for cell in found.cells} == wanted
