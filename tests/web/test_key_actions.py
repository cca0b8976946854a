"""Maps of key actions: counted figures are their rows, ticks stand and are taken back, leaders read them."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from support import figures
from tilth.data import models
from tilth.policy import key_actions, month_care, playbook
from tilth.policy.codes import HORIZONS
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_summaries import worked  # noqa: F401 - a fixture
from web.test_today import contact

pytestmark = [pytest.mark.django_db]
PAGE, TEAM, TICK = "/today/actions/", "/team/actions/", "/today/actions/tick/"
MONTH = f"{PAGE}?span=month"
AHEAD = "day_ahead"


def shown(client, address: str) -> dict[str, figures.Shown]:
    return {one.code: one for one in figures.on(address, client.get(address).content.decode())}


def ticked(client, code: str, *, do: str = "tick", span: str = "day", on: dt.date = bank.TODAY):
    since = key_actions.span(span, on).since.isoformat()
    return client.post(TICK, {"action": code, "span": span, "since": since, "do": do}, follow=True)


@pytest.mark.requirement("ACT-01", "ACT-02", "ACT-03", "ACT-04", "ACT-05")
@pytest.mark.parametrize("span", HORIZONS)
def test_every_counted_action_is_its_rows(worked: bank.Bank, span: str) -> None:  # noqa: F811
    rows = models.PublishedCustomer.objects.unscoped()
    rows.filter(customer_id__in=["C00001", "C00003", "C00004"]).update(under_served=True)
    before = bank.MORNING - dt.timedelta(days=1)
    contact("C00010", worked, contacted_at=before, contact_on=before.date())
    lin = signed_in(worked.manager)
    get = lambda page: lin.get(page).content.decode()  # noqa: E731
    found = [*figures.walk(get, [f"{PAGE}?span={span}"])]
    assert found
    assert [wrong for _one, wrong in found if wrong] == []
    meant = playbook.default().work.of("rm", span)
    page = lin.get(f"{PAGE}?span={span}").content.decode()
    assert [one.code for one in meant] == [part.split('"')[0] for part in page.split('data-action="')[1:]]


def test_a_day_says_what_is_done(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    found = shown(lin, PAGE)
    assert {code: int(one.value) for code, one in found.items()} == {
        "work_dialled": 3,
        "work_appointed": 1,
        "work_kept": 1,
    }
    assert "完成 0 / 5 项" in text(lin.get(PAGE))
    ticked(lin, AHEAD)
    assert "完成 1 / 5 项，20 %" in text(lin.get(PAGE))


@pytest.mark.requirement("TRAP-33", part="journeys, benefits and the other empty headings")
def test_what_is_proposed_is_marked_as_such(worked: bank.Bank) -> None:  # noqa: F811
    assert all(one.to_verify for one in playbook.default().work.actions)
    assert "规则手册的缺省内容，待本行核定" in text(signed_in(worked.manager).get(PAGE))


def test_today_says_the_same_and_asks_nothing_more_for_it(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    ticked(lin, AHEAD)
    lin.get("/")
    with CaptureQueriesContext(connection) as asked:
        page = lin.get("/").content.decode()
    assert 'data-done="1" data-of="5"' in page
    alone = [one["sql"] for one in asked if "tilth_action_tick" in one["sql"]]
    assert len(alone) == 1
    assert "tilth_diary" in alone[0]  # in the same statement as the list and what is due


def test_a_tick_is_kept_once_taken_back_and_made_again(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    for _time in range(2):
        assert ticked(lin, AHEAD).status_code == 200
    row = models.ActionTick.objects.get()
    assert (row.staff_id, row.action, row.since, row.taken_back_at) == ("S1", AHEAD, bank.TODAY, None)
    ticked(lin, AHEAD, do="back")
    assert models.ActionTick.objects.get().taken_back_at is not None
    ticked(lin, AHEAD)
    assert [one.taken_back_at is None for one in models.ActionTick.objects.order_by("id")] == [False, True]


@pytest.mark.parametrize(
    ("code", "span", "on"),
    [
        ("day_dialled", "day", bank.TODAY),  # counted, not ticked
        ("lead_day_focus", "day", bank.TODAY),  # of another role
        (AHEAD, "day", bank.TODAY - dt.timedelta(days=1)),  # a day that has ended
        ("week_review", "day", bank.TODAY),  # begins on another day
        ("", "day", bank.TODAY),
    ],
)
def test_what_is_not_to_be_ticked_is_refused(worked: bank.Bank, code: str, span: str, on: dt.date) -> None:  # noqa: F811
    answer = ticked(signed_in(worked.manager), code, span=span, on=on)
    assert answer.status_code == 422
    assert "没有勾选" in text(answer)
    assert not models.ActionTick.objects.exists()


def test_a_leader_sees_the_team_s_maps_and_has_one(worked: bank.Bank) -> None:  # noqa: F811
    ticked(signed_in(worked.manager), AHEAD)
    head = signed_in(worked.head)
    for span in HORIZONS:
        get = lambda page: head.get(page).content.decode()  # noqa: E731
        assert [wrong for _one, wrong in figures.walk(get, [f"{TEAM}?span={span}"]) if wrong] == []
    assert "1 / 5 · 20 %" in text(head.get(TEAM))
    assert "看完团队当日小结" in text(head.get(PAGE))
    assert ticked(head, "lead_day_summaries").status_code == 200
    assert "完成 1 / 4 项" in text(head.get(PAGE))


def test_a_role_without_a_map_is_told_so(worked: bank.Bank) -> None:  # noqa: F811
    assert "您的岗位没有关键动作地图" in text(signed_in(worked.teller).get(PAGE))
    assert signed_in(worked.teller).post(TICK, {"action": AHEAD}).status_code == 403


@pytest.mark.requirement("CAD-03")
def test_the_month_s_care_is_its_rows_and_says_what_finds_no_place(worked: bank.Bank) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    get = lambda page: lin.get(page).content.decode()  # noqa: E731
    found = {one.code: int(one.value) for one, wrong in figures.walk(get, [MONTH]) if not wrong}
    rows = models.PublishedCustomer.objects.unscoped().filter(rm_id="S1")
    until = key_actions.span("month", bank.TODAY).until
    due = [(one.next_contact_due_on, one.cadence_days) for one in rows if one.next_contact_due_on]
    assert found["care_month"] == sum(day <= until for day, _every in due)
    assert found["care_week"] == sum(day <= bank.TODAY + dt.timedelta(days=4) for day, _every in due)
    often = sum(month_care.asked(day, every, today=bank.TODAY, until=until) for day, every in due)
    words = text(lin.get(MONTH))
    assert f"合计需要联络 {often}" in words
    assert "都排得下" in words
    rows.update(cadence_days=1, next_contact_due_on=bank.TODAY)
    assert "本月还有 480 次联络排不下" in text(lin.get(MONTH))  # 30 customers × 30 days, 420 places


BUDGETS = ((PAGE, "manager", 11), (f"{PAGE}?span=month", "manager", 12), (f"{TEAM}?span=week", "head", 13))


@pytest.mark.parametrize(("address", "who", "most"), BUDGETS)
def test_a_map_needs_few_queries(worked: bank.Bank, address: str, who: str, most: int) -> None:  # noqa: F811
    client = signed_in(getattr(worked, who))
    client.get(address)
    with at_most(most):
        client.get(address)


def test_the_hour_that_closes_the_day_is_the_playbook_s(worked: bank.Bank, tmp_path: Path) -> None:  # noqa: F811
    lin = signed_in(worked.manager)
    assert "一天将尽" not in text(lin.get("/"))  # at half past ten
    (tmp_path / "playbook").mkdir()
    book = playbook.default_text().replace('version = "default-1"', 'version = "early"', 1)
    book = book.replace("effective_from = 1900-01-01", "effective_from = 1900-01-02", 1)
    early = book.replace("value = 16:00:00", "value = 10:00:00", 1)
    (tmp_path / "playbook" / "early.toml").write_text(early, "utf-8")
    assert "一天将尽" in text(lin.get("/"))
