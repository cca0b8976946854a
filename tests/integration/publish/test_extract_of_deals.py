"""Needs, opportunities and how long stages take, on their way to the night."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from integration.publish.extracting import D, at, extracted
from support import published
from tilth.data import models

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def need(user: models.User, customer_id: str, **values) -> models.Need:
    given = {
        "kind": "education",
        "dimension": "asset",
        "explicit": "explicit",
        "nature": "basic",
        "phase": "comparing",
        "priority": 2,
        "source": "talk",
        "state": "open",
        "staff_id": "S1",
        "noticed_on": dt.date(2026, 3, 2),
        "note": "for the eldest",
    }
    return models.Need.objects.create(
        made_by=user, made_at=at(2, 9), customer_id=customer_id, **(given | values)
    )


def deal(user: models.User, customer_id: str, **values) -> models.Opportunity:
    given = {
        "source": "contact",
        "type": "full",
        "stage": "contact",
        "state": "open",
        "staff_id": "S1",
        "opened_on": dt.date(2026, 3, 2),
        "stage_on": dt.date(2026, 3, 2),
        "expected_on": D,
    }
    return models.Opportunity.objects.create(
        made_by=user, made_at=at(2, 9), customer_id=customer_id, **(given | values)
    )


def test_needs_that_were_open_at_the_end_of_the_day_without_their_words(tmp_path: Path) -> None:
    user = published.user("li")
    answer = deal(user, "a")
    dated = need(user, "a", due_on=dt.date(2026, 4, 9), deal=answer.pk)
    later = need(user, "b", state="met", ended_at=at(31, 23) + dt.timedelta(hours=2))
    need(user, "met", state="met", ended_at=at(31, 23))
    need(user, "void", voided_at=at(4, 9), voided_by=user)
    need(user, "tomorrow", noticed_on=dt.date(2026, 4, 1))
    rows = extracted(tmp_path)["needs"]
    assert [row["need_id"] for row in rows] == [str(dated.pk), str(later.pk)]
    assert rows[0] == {
        "need_id": str(dated.pk),
        "customer_id": "a",
        "kind": "education",
        "nature": "basic",
        "phase": "comparing",
        "priority": 2,
        "due_on": dt.date(2026, 4, 9),
        "opportunity_id": str(answer.pk),
    }


def test_opportunities_that_were_open_at_the_end_of_the_day(tmp_path: Path) -> None:
    user = published.user("li")
    one = deal(user, "a", category="fund", amount=Decimal("80000.50"), stage_on=dt.date(2026, 3, 9))
    deal(user, "dropped", state="dropped", reason="timing", ended_at=at(31, 23))
    deal(user, "tomorrow", opened_on=dt.date(2026, 4, 1))
    assert extracted(tmp_path)["opportunities"] == [
        {
            "opportunity_id": str(one.pk),
            "customer_id": "a",
            "category": "fund",
            "stage": "contact",
            "amount": Decimal("80000.50"),
            "stage_on": dt.date(2026, 3, 9),
            "expected_on": D,
        }
    ]


def test_nothing_leaves_of_who_may_only_be_stored(tmp_path: Path) -> None:
    user = published.user("li")
    need(user, "a")
    deal(user, "a")
    models.Suppression.objects.create(customer_id="a", kind="restricted", starts_on=D, recorded_by=user)
    found = extracted(tmp_path)
    assert (found["needs"], found["opportunities"]) == ([], [])


@pytest.mark.requirement("REL-11")
def test_how_long_stages_took_until_the_day(tmp_path: Path) -> None:
    user = published.user("li")
    for name, left in (("a", 5), ("b", 10), ("c", 31)):
        one = deal(user, name)
        one.stage, one.stage_on = "qualify", dt.date(2026, 3, left)
        one.save()
    assert extracted(tmp_path)["stage_stays"] == [{"stage": "contact", "days": 8, "stays": 3}]
    assert extracted(tmp_path, dt.date(2026, 3, 10))["stage_stays"] == [
        {"stage": "contact", "days": 5, "stays": 2}
    ]
