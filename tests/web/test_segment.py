"""A person confirms a segment: the page says it, and it counts from the next night on (SEG-21, PROF-24)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tilth.connectors.warehouse import extract
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

PAGE = "/customers/C00001/growth/"
CONFIRM = "/customers/C00001/segment/confirm/"
SPOKEN = {"channel": "phone", "purpose": "maintain", "content": "x", "intention": "weak", "step": "none"}


def known_to_the_night() -> list[dict[str, Any]]:
    """Return what the next night reads of confirmed segments."""
    query = extract.SELECTS["segment_assignments"].replace("$1::date", "%s")
    with connection.cursor() as cursor:
        cursor.execute(query, [bank.TODAY])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def rows() -> list[models.SegmentAssignment]:
    return list(models.SegmentAssignment.objects.unscoped())


@pytest.mark.requirement("PROF-24", "SEG-21")
@pytest.mark.requirement("SEG-01", part="companies, to which no type is given")
def test_what_is_confirmed_counts_from_the_next_night_on(lin: Client, small_bank: bank.Bank) -> None:
    assert PAGE in lin.get("/customers/C00001/").content.decode()
    assert "还没有人确认客群" in text(lin.get(PAGE))
    code = models.PublishedCustomer.objects.unscoped().get(customer_id="C00001").segment or "balanced_builder"
    answer = lin.post(CONFIRM, {"segment": code, "reason": "每季都来办定期"}, follow=True)
    page = text(answer)
    assert answer.redirect_chain == [(f"{PAGE}?done", 302)]
    assert "下一夜起生效" in page
    assert "每季都来办定期" in page
    assert small_bank.manager.name in page
    scheme = rows()[0].scheme
    assert known_to_the_night() == [{"customer_id": "C00001", "scheme": scheme, "segment": code}]


@pytest.mark.requirement("SEG-21")
def test_it_is_left_to_the_rules_again(lin: Client) -> None:
    lin.post(CONFIRM, {"segment": "secure_later_life", "reason": "a"})
    assert "已改回按规则" in text(lin.post(CONFIRM, {"segment": "~", "reason": "弄错了"}, follow=True))
    assert known_to_the_night() == []
    assert [one.segment for one in rows()] == [""]


def test_what_the_night_knows_is_not_announced_again(lin: Client) -> None:
    code = "secure_later_life"
    lin.post(CONFIRM, {"segment": code})
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(
        segment=code, segment_source="confirmed", segment_assumed=False
    )
    assert "下一夜起生效" not in text(lin.get(PAGE))
    assert "已由人工确认" in text(lin.get(PAGE))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"segment": "of another bank"}, "手册中没有这个客群"),
        ({"segment": "x" * 65}, "太长了"),
        ({"segment": "secure_later_life", "reason": "密码是 123456"}, "密码"),
        ({"segment": ""}, "请选择客群"),
        ({}, "请选择客群"),
        ({"segment": "\u202e\u200b"}, "请选择客群"),
        ({"segment": "~"}, "目前就由规则决定"),
    ],
)
def test_nonsense_changes_nothing(lin: Client, given: dict[str, str], said: str) -> None:
    answer = lin.post(CONFIRM, given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert rows() == []


@pytest.mark.requirement("PROF-24", "SEG-20")
def test_a_colleague_confirms_after_another_and_signs_it(lin: Client, small_bank: bank.Bank) -> None:
    lin.post(CONFIRM, {"segment": "secure_later_life", "reason": "a"})
    models.Cover.objects.create(
        absent_staff_id="S1",
        substitute_staff_id=small_bank.neighbour.staff_id or "",
        reason="leave",
        starts_on=bank.TODAY,
        ends_on=bank.TODAY,
        arranged_by=small_bank.head,
    )
    colleague = signed_in(small_bank.neighbour)
    page = text(colleague.post(CONFIRM, {"segment": "own_research", "reason": "自己查资料"}, follow=True))
    assert small_bank.neighbour.name in page
    [row] = rows()
    assert (row.segment, row.confirmed_by) == ("own_research", small_bank.neighbour)


def test_who_may_only_look_is_offered_no_form(lin: Client, small_bank: bank.Bank) -> None:
    lin.post(CONFIRM, {"segment": "secure_later_life", "reason": "稳健"})
    head = signed_in(small_bank.head)
    page = head.get(PAGE)
    assert "稳健" in text(page)
    assert "confirm/" not in page.content.decode()
    assert head.post(CONFIRM, {"segment": "~"}).status_code == 403


def test_it_asks_little(lin: Client) -> None:
    lin.get(PAGE)
    with at_most(14):
        lin.get(PAGE)


def recorded(client: Client, *, two_way: str = "yes"):
    outcome = "connected" if two_way == "yes" else "no_answer"
    given = SPOKEN | {"key": f"key-{two_way}", "outcome": outcome, "two_way": two_way}
    beside = {"hx-request": "true", "hx-current-url": "http://testserver/"}
    return client.post("/customers/C00001/record/", given, headers=beside)


def test_after_a_talk_one_key_confirms_what_was_assumed(lin: Client) -> None:
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(
        segment="secure_later_life", segment_source="nearest", segment_assumed=True
    )
    toast = recorded(lin)
    assert toast.status_code == 200
    assert "确认“稳健养老”" in text(toast)
    assert 'data-key="a"' in toast.content.decode()
    told = lin.post(CONFIRM, {"segment": "secure_later_life"}, headers={"hx-request": "true"})
    assert (told.status_code, rows()[0].segment) == (200, "secure_later_life")
    assert "自下次夜间起生效" in text(told)
    assert "<!doctype" not in told.content.decode().lower()


def test_nothing_is_offered_after_an_attempt_or_where_the_segment_is_certain(lin: Client) -> None:
    customer = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    customer.update(segment="secure_later_life", segment_assumed=True)
    assert "确认“" not in text(recorded(lin, two_way="no"))
    customer.update(segment_assumed=False)
    assert "确认“" not in text(recorded(lin))
