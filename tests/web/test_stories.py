"""What comes between a card and its record: a hand-over, a colleague, a customer who left, the same key."""

import datetime as dt

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import text
from web.test_record import ADDRESS, GOOD

HTMX = {"HX-Request": "true"}
RECORDED = ("today", "customers", "events", "customer", "customer_timeline", "customer_deals")


def contacts() -> list[models.Contact]:
    return list(models.Contact.objects.unscoped())


@pytest.mark.requirement("REC-01")
@pytest.mark.parametrize("origin", RECORDED)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_contact_is_recorded_alike_from_everywhere(
    lin: Client, origin: str, headers: dict[str, str]
) -> None:
    told = {"interest": "fund", "interest_on": "2026-04-08", "origin": origin}
    answer = lin.post(ADDRESS, GOOD | told, headers=headers)
    assert answer.status_code in (200, 204, 302)
    [made] = contacts()
    assert (made.content, made.nature) == (GOOD["content"], "business")
    assert models.Interest.objects.unscoped().filter(contact=made).count() == 1
    undo = f"/customers/C00001/contacts/{made.pk}/undo/"
    where = answer.headers.get("Location") or answer.headers.get("HX-Redirect") or ""
    shown = answer.content.decode() + (lin.get(where).content.decode() if "recorded=" in where else "")
    assert (undo in shown) is (bool(headers) or (origin.startswith("customer") and origin != "customers"))


def test_a_customer_who_moved_while_the_card_was_open_is_said_and_nothing_is_stored(
    lin: Client, small_bank: bank.Bank
) -> None:
    assert lin.get(ADDRESS, headers=HTMX).status_code == 200
    moved = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    moved.update(rm_id=small_bank.neighbour.staff_id)
    answer = lin.post(ADDRESS, GOOD, headers=HTMX)
    assert (answer.status_code, "这位客户不在你名下" in text(answer)) == (404, True)
    assert not contacts()


def test_nothing_is_promised_to_a_customer_who_left_and_what_was_said_is_kept(lin: Client) -> None:
    """The record stands with no follow-up; a next step, a reminder and an interest are refused."""
    left = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    left.update(closed_on=bank.DAY)
    done = GOOD | {"step": "none", "next_step": "", "next_step_on": ""}
    interest = {"interest": "fund", "interest_on": "2026-04-08"}
    for given in (GOOD, done | interest):
        answer = lin.post(ADDRESS, given)
        assert (answer.status_code, "关系已于 2026-03-31 结束" in text(answer)) == (422, True)
        assert GOOD["content"] in answer.content.decode()
    assert not contacts()
    assert lin.post(ADDRESS, done).status_code == 302
    assert len(contacts()) == 1


def test_a_promise_given_before_the_customer_left_can_still_be_kept(lin: Client) -> None:
    lin.post(ADDRESS, GOOD | {"next_step_on": bank.TODAY.isoformat()})
    [task] = models.Task.objects.unscoped()
    left = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    left.update(closed_on=bank.TODAY - dt.timedelta(days=1))
    kept = GOOD | {"key": "later", "step": "none", "next_step": "", "next_step_on": ""}
    assert lin.post(ADDRESS, kept | {f"promise-{task.pk}": "kept"}).status_code == 302
    task.refresh_from_db()
    assert task.done_at is not None


def test_a_promise_that_is_due_is_kept_by_one_key(lin: Client) -> None:
    lin.post(ADDRESS, GOOD | {"next_step_on": bank.TODAY.isoformat()})
    page = lin.get(ADDRESS).content.decode()
    assert page.count('value="kept" data-key="k"') == 1
    later = models.Task.objects.unscoped()
    later.update(due_on=bank.TODAY + dt.timedelta(days=3))
    assert 'data-key="k"' not in lin.get(ADDRESS).content.decode()


def test_a_record_that_waited_on_a_device_is_refused_in_a_sentence_when_the_customer_left(
    lin: Client,
) -> None:
    left = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    left.update(closed_on=bank.DAY)
    answer = lin.post(f"{ADDRESS}sync/", GOOD | {"ago": "60"})
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert "关系已于 2026-03-31 结束" in str(answer.json()["errors"])
    assert not contacts()
