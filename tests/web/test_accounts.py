"""Signing in and out, preferences, pages for what cannot be shown; who came and who was refused is kept."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from integration.doors import town
from support.standing import Begin
from tilth.data import models
from tilth.domain.staff import queries as staff
from tilth.jobs import user as jobs
from tilth.kernel.errors import Refused
from tilth.web import shell
from web import bank
from web.support import text


def sign_in(client: Client, **more: str):
    return client.post("/sign-in/", {"username": "lin", "password": "password"} | more)


def test_signing_in_leads_to_today_in_the_person_s_language(small_bank: bank.Bank) -> None:
    small_bank.manager.language = "en"
    small_bank.manager.save()
    client = Client()
    answer = sign_in(client)
    assert answer.headers["Location"] == "/"
    assert "Good day" in text(client.get("/"))


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(small_bank: bank.Bank) -> None:
    answer = sign_in(Client(), password="wrong")
    assert answer.status_code == 422
    assert "用户名与密码不符，或账号已停用。" in text(answer)


def test_a_closed_account_cannot_sign_in(small_bank: bank.Bank) -> None:
    small_bank.manager.is_active = False
    small_bank.manager.save()
    assert sign_in(Client()).status_code == 422


@pytest.mark.parametrize(
    ("wanted", "led"),
    [("/customers/", "/customers/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")],
)
def test_the_way_leads_on_within_the_house_only(small_bank: bank.Bank, wanted: str, led: str) -> None:
    assert sign_in(Client(), next=wanted).headers["Location"] == led


def test_signing_out_ends_the_session_and_needs_a_form(lin: Client) -> None:
    assert lin.get("/sign-out/").status_code == 405
    assert lin.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert lin.get("/").headers["Location"] == "/sign-in/?next=/"


def test_preferences_are_kept_with_the_person(lin: Client, small_bank: bank.Bank) -> None:
    answer = lin.post("/preferences/", {"choice": "theme", "value": "dark", "next": "/customers/"})
    assert answer.headers["Location"] == "/customers/"
    assert 'data-bs-theme="dark"' in lin.get("/").content.decode()
    lin.post("/preferences/", {"choice": "updown", "value": "intl"})
    assert 'data-updown="intl"' in lin.get("/").content.decode()
    lin.post("/preferences/", {"choice": "language", "value": "en"})
    small_bank.manager.refresh_from_db()
    assert (small_bank.manager.language, small_bank.manager.theme) == ("en", "dark")


@pytest.mark.parametrize(("choice", "value"), [("theme", "pink"), ("role", "admin"), ("", "")])
def test_a_preference_that_does_not_exist_is_refused(lin: Client, choice: str, value: str) -> None:
    assert lin.post("/preferences/", {"choice": choice, "value": value}).status_code == 400


def test_the_language_may_be_chosen_before_signing_in(db) -> None:
    client = Client()
    client.post("/preferences/", {"choice": "language", "value": "en", "next": "/sign-in/"})
    assert "Twenty names a day" in text(client.get("/sign-in/"))


def test_an_unknown_address_gets_a_designed_page(lin: Client) -> None:
    answer = lin.get("/no/such/page/")
    assert answer.status_code == 404
    assert "地址有误，或这位客户不在你名下。" in text(answer)


def test_a_failure_gets_a_page_that_needs_no_database(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tilth.domain.runs.queries.nights", broken)
    lin.raise_request_exception = False
    answer = lin.get("/runs/")
    assert answer.status_code == 500
    assert "系统出错了" in text(answer)


def test_every_answer_forbids_foreign_and_inline_scripts(lin: Client) -> None:
    policy = lin.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.fixture
def house(standing: Begin[town.Town]) -> town.Town:
    """The town with somebody of every role, each with the password `password`."""
    return standing(town.build)


def entries(action: str) -> list[models.AuditEntry]:
    return list(models.AuditEntry.objects.unscoped().filter(action=action).order_by("id"))


def enter(name: str = "rm", password: str = "password", *, address: str = "10.0.0.7"):  # noqa: S107
    client = Client(REMOTE_ADDR=address)
    return client, client.post("/sign-in/", {"username": name, "password": password})


def test_who_comes_and_goes_stands_in_the_audit(house: town.Town) -> None:
    client, _ = enter()
    client.post("/sign-out/")
    came, went = entries("sign_in"), entries("sign_out")
    assert [(one.user_id, one.address, one.subject_id) for one in (*came, *went)] == [
        (house.users["rm"].pk, "10.0.0.7", str(house.users["rm"].pk))
    ] * 2
    assert came[0].request != ""


def test_what_is_typed_wrongly_is_never_kept(house: town.Town) -> None:
    enter(password="wrong-secret")
    enter("my-secret-typed-as-a-name", "x")
    known, unknown = entries("sign_in_failed")
    assert (known.user_id, known.subject_id, known.detail) == (None, str(house.users["rm"].pk), {})
    assert set(unknown.detail) == {"name"}
    kept = json.dumps([list(row) for row in models.AuditEntry.objects.unscoped().values_list()], default=str)
    assert "secret" not in kept


def test_five_wrong_passwords_from_one_place_and_the_right_one_has_to_wait(house: town.Town) -> None:
    for _ in range(5):
        assert enter(password="wrong")[1].status_code == 422
    answer = enter()[1]
    assert answer.status_code == 422
    assert re.search(r"错误密码过多，请于 \d\d:\d\d 之后再试", text(answer))
    assert len(entries("sign_in_failed")) == 5
    assert [one.why for one in entries("refusal")] == ["wait"]
    assert enter(address="10.0.0.8")[1].status_code == 302
    assert enter("wealth")[1].status_code == 302


def test_an_unknown_name_waits_as_well(house: town.Town) -> None:
    answers = [text(enter("nobody", "wrong")[1]) for _ in range(6)]
    assert "之后再试" in answers[5]
    assert "之后再试" not in answers[4]


def test_a_success_forgives_and_a_quarter_of_an_hour_does(house: town.Town) -> None:
    for _ in range(4):
        enter(password="wrong")
    assert enter()[1].status_code == 302
    enter(password="wrong")
    assert enter()[1].status_code == 302
    wealth = house.users["wealth"]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tilth_audit_entry (at, action, role, address, request, subject_type, subject_id,"
            " customer_ids, why, detail) SELECT now() - interval '15 minutes 1 second', 'sign_in_failed', '',"
            " '10.0.0.7', '', 'account', %s, '{}', '', '{}' FROM generate_series(1, 5)",
            [str(wealth.pk)],
        )
    assert enter("wealth")[1].status_code == 302


def test_a_page_not_for_the_role_is_refused_and_noted(house: town.Town) -> None:
    client, _ = enter("teller")
    answer = client.get("/audit/")
    assert answer.status_code == 403
    assert "不在你的岗位范围" in text(answer)
    assert "回到我的首页" in text(answer)
    assert client.get("/").headers["Location"] == "/colleagues/"
    client.get("/customers/B1-rm1-c1/")
    first, second = entries("refusal")
    assert (first.user_id, first.why, first.subject_id) == (house.users["teller"].pk, "forbidden", "audit/")
    assert second.customer_ids == ["B1-rm1-c1"]


def test_a_form_from_elsewhere_is_refused_and_noted(house: town.Town) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.users["rm"])
    assert client.post("/sign-out/").status_code == 403
    assert [(one.user_id, one.why, one.subject_id) for one in entries("refusal")] == [
        (house.users["rm"].pk, "csrf", "sign-out/")
    ]


MENUS = {
    "rm": ["today", "customers", "due", "deals", "book", "library", "runs"],
    "planner": ["invited", "customers"],
    "lobby": ["hall"],
    "teller": ["hall"],
    "supervisor": ["progress", "customers", "due", "deals", "team", "library", "runs"],
    "region_head": ["branch", "customers", "due", "deals", "team", "library", "runs"],
    "compliance": ["audit", "customers", "branch", "rules", "library", "runs", "retention", "accounts"],
    "marketing": ["rules", "library"],
    "admin": ["runs", "rules"],
    "security_admin": ["accounts"],
    "audit_admin": ["audit"],
}


def test_the_menu_offers_what_the_role_may_open(house: town.Town) -> None:
    for role, offered in MENUS.items():
        seat = staff.Seat()
        frame = shell.Shell(actor=house.users[role], generation=None, seat=seat, today=bank.TODAY)
        assert [place.name for place in frame.menu] == offered, role
        client = Client()
        client.force_login(house.users[role])
        for place in frame.menu:
            assert client.get(reverse(place.name)).status_code == 200, (role, place.name)
        answer = client.get("/", follow=True)
        assert answer.status_code == 200, role
        assert answer.wsgi_request.path == reverse(offered[0]), role
        assert frame.role in text(answer), role


def test_a_closed_account_is_out_with_its_next_click(house: town.Town) -> None:
    client, _ = enter()
    assert client.get("/runs/").status_code == 200
    jobs.close("rm")
    assert client.get("/runs/").headers["Location"].startswith("/sign-in/")
    assert enter()[1].status_code == 422


def test_an_administrator_is_somebody_and_never_two(house: town.Town) -> None:
    with pytest.raises(Refused, match="needs a staff number"):
        jobs.store("root", role="admin", staff_id=None, display_name="root", password="deep-furrow-2026")
    with pytest.raises(Refused, match="was admin before and can never be audit_admin"):
        jobs.change_role("admin", "audit_admin")
    jobs.change_role("admin", "marketing")
    with pytest.raises(Refused, match="can never be security_admin"):
        jobs.change_role("admin", "security_admin")
    assert jobs.change_role("admin", "admin") == "marketing"
    last = entries("change")[-1]
    assert (last.why, last.role, last.detail["fields"]) == ("user role", "system", ["role"])


def test_a_name_that_nobody_has_is_refused(db) -> None:
    for call in (lambda: jobs.close("nobody"), lambda: jobs.change_role("nobody", "rm")):
        with pytest.raises(Refused, match="There is no user nobody"):
            call()
