"""Signing in and out, preferences, pages for what cannot be shown."""

import pytest
from django.test import Client

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
