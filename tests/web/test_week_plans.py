"""The plan of a week: proposed, sent, held against what was done, reviewed; the team's on one page."""

import datetime as dt

import pytest
from django.db import connection

from support import figures
from tilth.data import models
from tilth.policy import week_plan
from tilth.policy.week_plan import ROWS, Facts
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_summaries import task, worked  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db]
PAGE, TEAM = "/today/week/", "/team/weeks/"
MONDAY = bank.TODAY - dt.timedelta(days=bank.TODAY.weekday())
SHARES = {"new_parts": 40, "existing_parts": 60}
WEEK = dt.timedelta(days=7)
NUMBERS = {"dialled": 90, "contacts": 40, "new": 2, "appointed": 4, "came": 1, "kept": 2}


def sent(client, *, do: str = "send", week: dt.date = MONDAY, body: str = "先打到期", **numbers: object):
    given = {**NUMBERS, **numbers, "week": week.isoformat(), "do": do, "body": body}
    return client.post(PAGE, given, follow=True)


def get(client):
    return lambda page: client.get(page).content.decode()


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (Facts(), (0, 0, 0, 0, 0, 0)),
        (
            Facts(places=100, listed=60, owed=30, new_customers=99, new_parts=40, existing_parts=60),
            (100, 60, 24, 0, 0, 0),
        ),
        (
            Facts(places=100, listed=60, owed=143, new_customers=7, new_parts=2, existing_parts=3),
            (100, 100, 7, 0, 0, 0),
        ),
        (Facts(appointed_before=7, appointments=3, promises=5), (0, 0, 0, 7, 3, 5)),
    ],
)
def test_what_a_week_is_proposed_to_bring(facts: Facts, wanted: tuple[int, ...]) -> None:
    assert week_plan.proposed(facts) == dict(zip(ROWS, wanted, strict=True))


def test_the_proposed_review_says_what_fell_short() -> None:
    none = dict.fromkeys(ROWS, 0)
    said = week_plan.review(
        none | {"dialled": 90, "came": 1}, none | {"dialled": 3, "came": 2}, language="en"
    )
    assert said == "Reached\nCustomers met 2 of 1.\n\nFell short\nDialled 3 of 90."
    assert week_plan.review(none, none, language="zh-hans") == "没有计划，也没有记录。"


@pytest.mark.requirement("PLAN-13")
def test_a_week_is_proposed_from_the_diary_and_held_against_its_rows(worked: bank.Bank) -> None:  # noqa: F811
    task(worked, "C00009", kind="appointment", step=None, due_on=bank.TODAY + dt.timedelta(days=1))
    lin = signed_in(worked.manager)
    page = lin.get(PAGE).content.decode()
    # two promises are due today, one tomorrow; one appointment lies in the week
    assert 'name="kept" value="3"' in page
    assert 'name="came" value="1"' in page
    sent(lin)
    row = models.WeekPlan.objects.get()
    assert (row.staff_id, row.week, row.numbers, row.body) == ("S1", MONDAY, NUMBERS, "先打到期")
    found = [*figures.walk(get(lin), [PAGE])]
    assert len(found) == len(ROWS)
    assert [wrong for _one, wrong in found if wrong] == []
    done = {one.code: int(one.value) for one, _wrong in found}
    assert (done["work_dialled"], done["work_contacts"], done["work_kept"]) == (3, 2, 1)
    assert "拨打 3 / 计划 90" in text(lin.get(PAGE))


def test_a_draft_may_change_and_what_was_sent_stands(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    sent(lin, do="keep")
    sent(lin, do="keep", dialled=80)
    assert models.WeekPlan.objects.get().dialled == 80
    sent(lin, dialled=85)
    answer = sent(lin, dialled=1)
    assert answer.status_code == 422
    assert "计划已发送" in text(answer)
    assert models.WeekPlan.objects.get().dialled == 85
    with connection.cursor() as cursor:
        cursor.execute("SELECT dialled FROM tilth_week_plan_history ORDER BY pgh_id")
        assert [one for (one,) in cursor.fetchall()] == [90, 80, 85]


REFUSED = (
    ({"week": MONDAY - WEEK}, "只能计划"),
    ({"week": MONDAY + 2 * WEEK}, "只能计划"),
    ({"week": MONDAY + dt.timedelta(days=1)}, "只能计划"),
    ({"dialled": "many"}, "0 到 9,999"),
    ({"dialled": 10_000}, "0 到 9,999"),
    ({"dialled": ""}, "0 到 9,999"),
    ({"do": "review"}, "先发送计划"),
    ({"body": "x" * 4001}, "太长"),
)


@pytest.mark.parametrize(("given", "told"), REFUSED)
def test_what_does_not_fit_is_refused_and_nothing_kept(worked: bank.Bank, given, told: str) -> None:  # noqa: F811
    answer = sent(signed_in(worked.manager), **given)
    assert answer.status_code == 422
    assert told in text(answer)
    assert not models.WeekPlan.objects.exists()


def test_a_review_goes_along_and_closes_after_the_next_week(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    sent(lin)
    sent(lin, do="review", body="下周补上")
    row = models.WeekPlan.objects.get()
    assert (row.review, row.reviewed_at is None) == ("下周补上", False)
    models.WeekPlan.objects.update(week=MONDAY - 2 * WEEK)
    assert sent(lin, do="review", week=MONDAY - 2 * WEEK).status_code == 422
    assert "下周补上" in text(lin.get(f"{PAGE}?week={MONDAY - 2 * WEEK}"))


def test_the_next_week_can_be_planned_and_no_later_one_shown(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    sent(lin, week=MONDAY + WEEK)
    assert models.WeekPlan.objects.get().week == MONDAY + WEEK
    page = lin.get(f"{PAGE}?week=2199-01-01").content.decode()
    assert f'value="{MONDAY + WEEK}"' in page
    assert lin.get(f"{PAGE}?week=1900-01-01").status_code == 200


@pytest.mark.requirement("PLAN-13")
def test_a_leader_reads_what_was_sent_and_no_draft(worked: bank.Bank) -> None:  # noqa: F811
    lin, head = signed_in(worked.manager), signed_in(worked.head)
    sent(lin, do="keep", body="只是草稿")
    assert "只是草稿" not in text(head.get(TEAM))
    sent(lin, body="先打到期")
    sent(lin, do="review", body="下周补上")
    words = text(head.get(TEAM))
    assert "先打到期" in words
    assert "下周补上" in words
    assert "3 / 90" in words
    assert [wrong for _one, wrong in figures.walk(get(head), [TEAM]) if wrong] == []
    assert head.get(PAGE).status_code == 403


def test_the_key_action_of_the_week_is_done_with_the_plan(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    before = lin.get("/today/actions/?span=week").content.decode()
    sent(lin)
    after = lin.get("/today/actions/?span=week").content.decode()
    assert 'data-action="week_plan" data-done="0"' in before
    assert 'data-action="week_plan" data-done="1"' in after


def test_a_week_needs_few_queries(worked: bank.Bank) -> None:  # noqa: F811
    for client, address, most in (
        (signed_in(worked.manager), PAGE, 20),
        (signed_in(worked.head), TEAM, 12),
    ):
        client.get(address)
        with at_most(most):
            client.get(address)
