"""The pages that subjects get without one of their own: tabs, sections, forms, the way back."""

import datetime as dt
import re
from collections.abc import Callable

import jinja2
import pytest
from django.template import engines
from django.test import Client

from integration.doors import town
from support import published
from tilth.data.models import Gift, Memo, Participant
from tilth.policy.subjects import SUBJECTS
from web.conftest import compiled_messages, day, signed_in  # noqa: F401 - fixtures
from web.support import at_most, text

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "/customers/B1-rm1-c1/"
GOOD = {"kind": "meal", "value": "600", "given_on": "2026-03-31", "note": "lunch with the family"}
Of = Callable[[str], Client]


@pytest.fixture
def of(bank: town.Town) -> Of:
    return lambda role: signed_in(bank.users[role])


def address(page: str, act: str) -> str:
    found = re.search(rf'action="([^"]+/{act}/)"', page)
    assert found is not None, act
    return found[1]


@pytest.mark.requirement("TRAP-15")
def test_a_gift_goes_from_the_manager_to_the_leader_and_back(of: Of) -> None:
    rm, head = of("rm"), of("branch_head")
    assert "还没有记录" in text(rm.get(f"{MINE}network/"))
    assert rm.post(f"{MINE}gifts/give/", GOOD).headers["Location"] == f"{MINE}network/?done"
    waits = text(rm.get(f"{MINE}network/"))
    assert "待审批" in waits
    assert "lunch with the family" in waits
    assert "本年额度 ¥500.00，还有 ¥0.00 无需审批" in waits
    page = head.get(f"{MINE}network/").content.decode()
    assert head.post(address(page, "decide"), {"yes": "yes", "answer": "fine"}).status_code == 302
    after = text(rm.get(f"{MINE}network/"))
    assert "已批准" in after
    assert "fine" in after
    assert 'decide/"' not in head.get(f"{MINE}network/").content.decode()


def test_each_role_is_offered_what_it_may_do(of: Of) -> None:
    of("rm").post(f"{MINE}gifts/give/", GOOD)
    offered = {
        role: set(re.findall(r'action="[^"]+/([a-z-]+)/"', of(role).get(f"{MINE}network/").content.decode()))
        & {"give", "decide", "take-back"}
        for role in ("rm", "supervisor", "compliance")
    }
    assert offered == {"rm": {"give", "take-back"}, "supervisor": {"decide"}, "compliance": set()}


def test_a_planner_is_shown_the_tab_without_the_subject(of: Of, bank: town.Town) -> None:
    Participant.objects.create(
        customer_id="B1-rm1-c1",
        staff_id=bank.users["planner"].staff_id,
        purpose="planner",
        reason="plan",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        invited_by=bank.users["supervisor"],
    )
    planner = of("planner")
    page = text(planner.get(f"{MINE}network/"))
    assert "参与人" in page
    assert "礼品" not in page
    assert planner.get(f"{MINE}deals/").status_code == 403
    assert "礼品" in text(of("rm").get(f"{MINE}network/"))


def test_a_form_that_does_not_fit_stands_open_with_its_sentence(of: Of) -> None:
    answer = of("rm").post(f"{MINE}gifts/give/", GOOD | {"given_on": "2026-12-31"})
    assert answer.status_code == 422
    assert "礼品在赠送当天或之后登记" in text(answer)
    page = answer.content.decode()
    assert '<details class="t-more" id="gift_give" open>' in page
    assert "lunch with the family" in page
    assert of("rm").post(f"{MINE}gifts/give/", GOOD | {"value": "x"}).status_code == 422
    assert not Gift.objects.unscoped().exists()


def test_a_password_is_refused(of: Of) -> None:
    answer = of("rm").post(f"{MINE}gifts/give/", GOOD | {"note": "密码是 83746152"})
    assert answer.status_code == 422
    assert "文字中含密码" in text(answer)


def test_a_form_sent_twice_writes_one(of: Of) -> None:
    rm = of("rm")
    key = re.search(r'name="key" value="([^"]+)"', rm.get(f"{MINE}network/").content.decode())
    assert key is not None
    for _ in range(2):
        assert rm.post(f"{MINE}gifts/give/", GOOD | {"key": key[1]}).status_code == 302
    assert Gift.objects.unscoped().count() == 1


def test_what_was_just_written_is_taken_back(of: Of) -> None:
    rm = of("rm")
    rm.post(f"{MINE}memos/note-down/", {"demand": "a box", "due_on": "2026-04-03"})
    page = rm.get(f"{MINE}deals/").content.decode()
    assert "a box" in page
    assert rm.post(address(page, "take-back")).status_code == 302
    assert "a box" not in rm.get(f"{MINE}deals/").content.decode()
    assert Memo.objects.unscoped().exclude(voided_at=None).count() == 1


@pytest.mark.parametrize("path", ["gifts/give/", f"gifts/{'0' * 32}/decide/", "network/"])
def test_a_customer_out_of_sight_does_not_exist(of: Of, path: str) -> None:
    head = of("branch_head")
    other = f"/customers/B2-rm1-c1/{path}"
    answer = head.get(other) if path == "network/" else of("rm").post(other, GOOD)
    assert answer.status_code in (403, 404)


def test_a_long_file_shows_the_newest(of: Of, bank: town.Town) -> None:
    for number in range(52):
        Memo.objects.create(
            customer_id="B1-rm1-c1",
            staff_id="B1-rm1",
            made_by=bank.users["rm"],
            made_at="2026-03-31T04:00Z",
            asked_on=published.DAY,
            due_on=published.DAY,
            demand=f"demand-{number}.",
        )
    shown = text(of("rm").get(f"{MINE}deals/"))
    assert shown.count("demand-") == 50
    assert "更早的记录未显示" in shown


def test_in_english_as_well(of: Of) -> None:
    rm = of("rm")
    rm.post("/preferences/", {"choice": "language", "value": "en"})
    rm.post(f"{MINE}gifts/give/", GOOD)
    shown = text(rm.get(f"{MINE}network/"))
    assert "Waits for approval" in shown
    assert "Gifts and hospitality" in shown


def test_what_is_out_of_sight_is_nowhere_however_wrong_the_form(of: Of) -> None:
    rm = of("rm")
    for told in (GOOD, GOOD | {"value": "much"}):
        assert rm.post("/customers/B2-rm1-c1/gifts/give/", told).status_code == 404
    assert rm.post("/customers/nobody/gifts/give/", GOOD).status_code == 404
    assert rm.post(f"{MINE}gifts/give/", GOOD | {"value": "much"}).status_code == 422
    assert not Gift.objects.unscoped().exists()


def test_a_record_is_written_with_few_statements(of: Of) -> None:
    """Who asks, who enters, the customer, the lock, what this sending wrote already, and the record."""
    first, second = (f"0190b8a0-0000-7000-8000-00000000000{number}" for number in (1, 2))
    told, rm = {"demand": "a larger box", "due_on": "2199-12-31"}, of("rm")
    rm.post(f"{MINE}memos/note-down/", told | {"key": first})
    for _ in range(2):
        with at_most(7):  # the seventh leaves the login, as tests alone do
            rm.post(f"{MINE}memos/note-down/", told | {"key": second})
    assert Memo.objects.unscoped().count() == 2


def test_a_template_of_its_own_stands_in_place_of_the_generic_section(
    of: Of, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = engines["backend"].env  # type: ignore[attr-defined]
    own = jinja2.DictLoader({"gifts/section.html": "<p>own: {{ section.heading }} of {{ customer_id }}</p>"})
    monkeypatch.setattr(env, "loader", jinja2.ChoiceLoader([own, env.loader]))
    page = text(of("rm").get(f"{MINE}network/"))
    assert "own: 礼品与招待 of B1-rm1-c1" in page
    generic = [one for one in SUBJECTS if one.tab == "network" and not one.own_part]
    assert page.count("还没有记录") == len(generic) - 1
    assert "还没有记录" in text(of("rm").get(f"{MINE}deals/"))
