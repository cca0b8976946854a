"""What the profile tells rules, on its way to the night."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from integration.publish.extracting import D, at, extracted
from support import published
from tilth.data import models

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def detail(
    user: models.User, item: str, moment: dt.datetime, customer_id: str = "a", **values
) -> models.Detail:
    given = {"kind": "other_banks", "source": "talk", "learned_on": moment.date(), "staff_id": "S1"} | values
    return models.Detail.objects.create(
        made_by=user, made_at=moment, customer_id=customer_id, item=item, **given
    )


def told(tmp_path: Path, day: dt.date = D) -> list[tuple]:
    rows = extracted(tmp_path, day)["details"]
    return [tuple(row.values()) for row in rows]


@pytest.mark.requirement("PROF-33")
def test_details_that_a_rule_may_read_are_those_that_hold_at_the_end_of_the_day(tmp_path: Path) -> None:
    user = published.user("li")
    ended = dt.date(2026, 3, 31)
    detail(user, "other_managers", at(1, 9), choice="2")
    detail(user, "other_managers", at(2, 9), choice="3")
    detail(user, "owns_business", at(1, 9), choice="no")
    detail(user, "owns_business", at(2, 9), choice="yes", outdated_on=ended)
    detail(user, "life_stage", at(1, 9), choice="retired", valid_until=dt.date(2026, 3, 30))
    detail(user, "profession", at(1, 9), choice="doctor", valid_until=ended)
    detail(user, "foreign_currency", at(1, 9), choice="yes", voided_at=at(31, 10), voided_by=user)
    detail(user, "foreign_currency", at(31, 23) + dt.timedelta(hours=1), choice="no")
    assert told(tmp_path) == [
        ("a", "other_managers", "3", 3, None, None),
        ("a", "profession", "doctor", None, None, None),
    ]
    assert ("a", "owns_business", "yes", None, None, None) in told(tmp_path, dt.date(2026, 3, 30))


def test_of_an_item_with_several_values_each_stands_with_its_newest_amount(tmp_path: Path) -> None:
    user = published.user("li")
    detail(user, "other_bank", at(1, 9), choice="icbc", amount=Decimal("100.00"))
    detail(user, "other_bank", at(2, 9), choice="icbc", amount=Decimal("250000.50"))
    detail(user, "other_bank", at(1, 9), choice="boc")
    detail(user, "other_bank", at(1, 9), customer_id="Z", choice="boc", amount=Decimal(7))
    assert told(tmp_path) == [
        ("Z", "other_bank", "boc", None, None, Decimal("7.00")),
        ("a", "other_bank", "boc", None, None, None),
        ("a", "other_bank", "icbc", None, None, Decimal("250000.50")),
    ]


def test_words_what_no_rule_may_read_and_who_may_only_be_stored_stay_where_they_are(tmp_path: Path) -> None:
    user = published.user("li")
    detail(user, "price_sensitive", at(1, 9), choice="yes")
    detail(user, "marital", at(1, 9), value="married")
    detail(user, "owns_business", at(1, 9), value="was words once")
    detail(user, "owns_business", at(1, 9), customer_id="stored", choice="yes")
    models.Suppression.objects.create(
        customer_id="stored", kind="restricted", starts_on=dt.date(2026, 3, 31), recorded_by=user
    )
    assert told(tmp_path) == []
    assert told(tmp_path, dt.date(2026, 3, 30)) == [("stored", "owns_business", "yes", None, None, None)]
