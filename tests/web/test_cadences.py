"""What a customer agreed to about the days between contacts counts from the next night on (NEED-12)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tilth.connectors.warehouse import extract
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import text

PAGE, AGREE = "/customers/C00001/growth/", "/customers/C00001/cadence/agree/"


def known_to_the_night() -> list[dict[str, Any]]:
    query = extract.SELECTS["cadence_agreements"].replace("$1::date", "%s")
    with connection.cursor() as cursor:
        cursor.execute(query, [bank.TODAY])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.requirement("NEED-12", part="an agreed channel")
def test_what_is_agreed_counts_from_the_next_night_until_it_is_left_to_the_rules(lin: Client) -> None:
    assert "多久联络一次" in text(lin.get(PAGE))
    answer = lin.post(AGREE, {"days": "45"}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?done", 302)]
    assert "下一次夜间批处理起生效" in text(answer)
    assert known_to_the_night() == [{"customer_id": "C00001", "days": 45}]
    lin.post(AGREE, {"days": "20"})
    assert known_to_the_night() == [{"customer_id": "C00001", "days": 20}]
    lin.post(AGREE, {"days": "0"})
    assert known_to_the_night() == []
    assert "没有约定：已按客群和等级" in text(lin.post(AGREE, {"days": "0"}))
    assert models.AuditEntry.objects.unscoped().filter(subject_type="tilth_cadence_agreement").count() == 3


@pytest.mark.parametrize("days", ["", "-1", "366", "x", "9" * 40, "1.5"])
def test_days_that_cannot_be_are_refused(lin: Client, days: str) -> None:
    answer = lin.post(AGREE, {"days": days})
    assert answer.status_code == 422
    assert "写明天数，1 至 365" in text(answer)
    assert known_to_the_night() == []


def test_who_leads_looks_and_agrees_on_nothing(small_bank: bank.Bank) -> None:
    head = signed_in(small_bank.head)
    assert "多久联络一次" in text(head.get(PAGE))
    assert AGREE not in head.get(PAGE).content.decode()
    assert head.post(AGREE, {"days": "9"}).status_code == 403
