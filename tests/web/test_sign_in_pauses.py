"""Who tries too often waits: a name at one place, a name everywhere, a place; never a known browser."""

import logging
import re

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from integration.doors import town
from support.standing import Begin
from tilth.access import attempts, devices, hashing
from tilth.data import models
from tilth.kernel import networks
from web.support import text

NAME_CAP, PLACE_CAP = 30, 40
TRIES = """
    INSERT INTO tilth_audit_entry (at, action, role, address, request, subject_type, subject_id,
        customer_ids, why, detail)
    SELECT tilth_clock() + %(later)s * interval '1 second', %(action)s, '',
        coalesce(%(address)s, '10.1.0.' || n), '', 'account', coalesce(%(subject)s, ''), '{}', %(why)s,
        CASE WHEN %(subject)s IS NULL THEN jsonb_build_object('name', 'digest-' || n) ELSE '{}' END
    FROM generate_series(1, %(number)s) n
"""


@pytest.fixture
def house(standing: Begin[town.Town]) -> town.Town:
    """The town with somebody of every role, each with the password `password`."""
    return standing(town.build)


def entries(action: str) -> list[models.AuditEntry]:
    return list(models.AuditEntry.objects.unscoped().filter(action=action).order_by("id"))


def enter(
    name: str = "rm",
    password: str = "password",  # noqa: S107
    *,
    address: str = "10.0.0.7",
    client: Client | None = None,
    **more: str,
) -> HttpResponse:
    found = client or Client()
    return found.post(
        "/sign-in/", {"username": name, "password": password}, REMOTE_ADDR=address, headers=more
    )


def tried(
    number: int,
    *,
    of: models.User | None = None,
    address: str | None = None,
    seconds_ago: int = 60,
    action: str = "sign_in_failed",
    why: str = "",
) -> None:
    """Let so many wrong tries have been: of one account from everywhere, or from one place for all names."""
    subject = None if of is None else str(of.pk)
    values = {"number": number, "subject": subject, "address": address, "later": -seconds_ago}
    with connection.cursor() as cursor:
        cursor.execute(TRIES, {**values, "action": action, "why": why})


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "tilth.sign_in"]


def known(name: str = "rm", *, address: str = "10.0.0.7") -> Client:
    """A browser in which somebody signed in and out."""
    client = Client()
    assert enter(name, address=address, client=client).status_code == 302
    client.post("/sign-out/")
    return client


def test_a_name_waits_everywhere_after_thirty_wrong_tries_and_compliance_reads_it(
    house: town.Town, caplog: pytest.LogCaptureFixture
) -> None:
    tried(NAME_CAP - 2, of=house.users["rm"])
    with caplog.at_level(logging.WARNING, logger="tilth.sign_in"):
        assert "之后再试" not in text(enter(password="wrong", address="10.9.0.1"))
        assert entries("pause") == []
        assert "之后再试" not in text(enter(password="wrong", address="10.9.0.2"))
    [pause] = entries("pause")
    assert (pause.why, pause.subject_id, pause.address) == ("name", str(house.users["rm"].pk), "10.9.0.2")
    assert pause.detail == {"tries": NAME_CAP, "places": NAME_CAP}
    assert logged(caplog) == [
        f"Sign-in paused: 30 wrong passwords for account {house.users['rm'].pk}; strangers wait 5 minutes."
    ]
    for _ in range(3):
        answer = enter(address="10.9.0.3")
        assert answer.status_code == 422
        assert re.search(r"此用户名在各处的错误密码过多，请于 \d\d:\d\d 之后再试", text(answer))
    assert len(entries("pause")) == 1
    assert enter("wealth", address="10.9.0.3").status_code == 302
    client = Client()
    enter("compliance", client=client)
    shown = text(client.get("/audit/?action=pause"))
    assert "暂停登录" in shown
    assert "账号 rm" in shown
    assert "一个用户名在各处的错误密码过多" in shown


def test_the_pause_of_a_name_ends_after_five_minutes_and_counting_begins_anew(house: town.Town) -> None:
    rm = house.users["rm"]
    tried(NAME_CAP, of=rm, seconds_ago=310)
    tried(1, of=rm, action="pause", why="name", seconds_ago=301)
    assert "之后再试" not in text(enter(password="wrong", address="10.9.0.1"))
    assert len(entries("pause")) == 1
    assert enter(address="10.9.0.3").status_code == 302


@pytest.mark.parametrize("name", ["rm", "nobody"])
def test_the_pause_of_a_name_is_never_longer_than_five_minutes(house: town.Town, name: str) -> None:
    by = attempts.attempt(name, address="10.9.0.1", cookie="")
    for number in range(NAME_CAP):
        attempts.failed(attempts.attempt(name, address=f"10.9.1.{number}", cookie=""), request="")
    wait = attempts.waits(by)
    assert wait is not None
    [pause] = entries("pause")
    assert (wait.kind, (wait.until - pause.at).total_seconds()) == ("name", 300)


def test_a_place_waits_after_forty_wrong_tries_over_all_names(
    house: town.Town, caplog: pytest.LogCaptureFixture
) -> None:
    tried(PLACE_CAP - 1, address="10.0.0.7")
    tried(PLACE_CAP, address="10.0.0.8", seconds_ago=901)
    with caplog.at_level(logging.WARNING, logger="tilth.sign_in"):
        assert "之后再试" not in text(enter("nobody", "wrong"))
    [pause] = entries("pause")
    assert (pause.why, pause.subject_type, pause.address) == ("place", "address", "10.0.0.7")
    assert pause.detail == {"tries": PLACE_CAP, "names": PLACE_CAP}
    assert logged(caplog) == [
        "Sign-in paused: 40 wrong passwords from 10.0.0.7; strangers there wait 15 minutes."
    ]
    answer = enter("wealth")
    assert re.search(r"此网络地址的错误密码过多，请于 \d\d:\d\d 之后再试", text(answer))
    assert enter("wealth", address="10.0.0.8").status_code == 302
    assert len(entries("pause")) == 1


def test_a_network_of_ipv6_is_one_place(house: town.Town) -> None:
    for number in range(5):
        enter(password="wrong", address=f"2001:db8:9::{number + 1}")
    assert "之后再试" in text(enter(address="2001:db8:9::ffff:7"))
    assert enter(address="2001:db8:9:1::1").status_code == 302


@pytest.mark.parametrize("address", ["10.0.0.7", "2001:db8:9::7", "::1", "fe80::1:2", "", "nonsense", "a:b"])
@pytest.mark.parametrize("plan", ["force_custom_plan", "force_generic_plan"])
def test_database_and_pages_mean_the_same_place(db, address: str, plan: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL plan_cache_mode = {plan}")
        cursor.execute("SELECT tilth_place(%s)", [address])
        assert cursor.fetchone() == (networks.place(address),)


def test_a_known_browser_passes_the_pauses_of_strangers(house: town.Town) -> None:
    client = known()
    tried(1, of=house.users["rm"], action="pause", why="name")
    tried(1, address="10.0.0.7", action="pause", why="place")
    assert "之后再试" in text(enter())
    assert enter(client=client).status_code == 302


def test_strangers_at_the_same_place_do_not_lock_a_known_browser_out(house: town.Town) -> None:
    client = known()
    for _ in range(5):
        enter(password="wrong")
    assert "之后再试" in text(enter())
    assert enter(client=client).status_code == 302


def test_a_known_browser_has_five_tries_of_its_own(house: town.Town) -> None:
    client = known()
    for _ in range(5):
        assert "之后再试" not in text(enter(password="wrong", client=client))
    assert "之后再试" in text(enter(client=client))
    assert all(set(one.detail) == {"device"} for one in entries("sign_in_failed"))
    assert enter().status_code == 302
    assert entries("pause") == []


def test_a_known_browser_is_known_for_its_own_person_alone(house: town.Town) -> None:
    client = known("wealth")
    tried(1, of=house.users["rm"], action="pause", why="name")
    assert "之后再试" in text(enter(client=client))


def test_a_new_password_makes_every_browser_a_stranger(house: town.Town) -> None:
    client, rm = known(), house.users["rm"]
    rm.set_password("another-password")
    rm.save()
    tried(1, of=rm, action="pause", why="name")
    assert "之后再试" in text(enter(password="another-password", client=client))


def test_the_cookie_names_nobody_turns_and_stays_out_of_reach(
    house: town.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", True)
    client = Client()
    first = enter(client=client).cookies[devices.COOKIE]
    told = {name: first[name] for name in ("httponly", "samesite", "secure", "path", "max-age")}
    assert told == {
        "httponly": True,
        "samesite": "Lax",
        "secure": True,
        "path": "/sign-in/",
        "max-age": 365 * 24 * 60 * 60,
    }
    assert re.fullmatch(r"\d+\.[0-9a-f]{32}\.[0-9a-f]{32}", first.value)
    client.cookies["sessionid"] = ""
    assert enter(client=client).cookies[devices.COOKIE].value != first.value


def test_several_people_share_a_browser(house: town.Town) -> None:
    client = known("rm")
    for name in ("wealth", "teller"):
        enter(name, client=client)
        client.post("/sign-out/")
    cookie = client.cookies[devices.COOKIE].value
    assert len(cookie.split(":")) == 3
    for name in ("rm", "wealth", "teller"):
        assert devices.known(cookie, attempts.account(name))
    assert not devices.known(cookie, attempts.account("compliance"))
    assert not devices.known(cookie, attempts.account("nobody"))


@pytest.mark.parametrize(
    "cookie",
    ["", ":", "..", "1.2.3", "a.b.c:d", "x" * 100_000, "20000..", "1.\u5bc6.\u7801", ".".join("1" * 1000)],
)
def test_a_cookie_of_nonsense_is_a_stranger_s(house: town.Town, cookie: str) -> None:
    account = attempts.account("rm")
    assert devices.known(cookie, account) == ""
    assert devices.known(devices.renewed(cookie, account), account) != ""


def test_a_browser_unseen_for_a_year_is_a_stranger_s(
    house: town.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = attempts.account("rm")
    cookie = devices.renewed("", account)
    today = devices._today()
    monkeypatch.setattr(devices, "_today", lambda: today + devices.AGE)
    assert devices.known(cookie, account)
    monkeypatch.setattr(devices, "_today", lambda: today + devices.AGE + 1)
    assert not devices.known(cookie, account)
    monkeypatch.setattr(devices, "_today", lambda: today - 400)
    assert devices.known(cookie, account), "a clock that steps back forgets nobody"


def test_behind_a_proxy_everybody_has_the_own_address(
    house: town.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TILTH_TRUSTED_PROXIES", networks.networks("10.0.0.7"))
    for _ in range(5):
        enter(password="wrong", **{"X-Forwarded-For": "198.51.100.7"})
    assert "之后再试" in text(enter(**{"X-Forwarded-For": "1.2.3.4, 198.51.100.7"}))
    assert enter(**{"X-Forwarded-For": "198.51.100.8"}).status_code == 302
    assert {one.address for one in entries("sign_in_failed")} == {"198.51.100.7"}


def test_a_forged_address_evades_nothing(house: town.Town) -> None:
    for number in range(5):
        enter(password="wrong", **{"X-Forwarded-For": f"198.51.100.{number}"})
    assert "之后再试" in text(enter(**{"X-Forwarded-For": "198.51.100.9"}))


@pytest.mark.parametrize("name", ["rm", "nobody", "closed"])
def test_known_unknown_and_closed_names_wait_alike(
    house: town.Town, name: str, django_assert_num_queries
) -> None:
    models.User.objects.create_user("closed", "password", role="rm", staff_id="X1")
    models.User.objects.filter(username="closed").update(is_active=False)
    for number in range(NAME_CAP):
        attempts.failed(attempts.attempt(name, address=f"10.9.1.{number}", cookie=""), request="")
    assert "此用户名在各处的错误密码过多" in text(enter(name, "wrong", address="10.9.0.1"))
    by = attempts.attempt(name, address="10.9.0.1", cookie="")
    with django_assert_num_queries(2):
        attempts.attempt(name, address="10.9.0.1", cookie="")
        attempts.waits(by)


def test_another_spelling_of_a_name_evades_nothing(house: town.Town) -> None:
    for _ in range(5):
        enter("rm", "wrong")
    assert "之后再试" in text(enter(" \uff52\uff4d "))


def test_a_clock_that_steps_back_ends_no_pause(house: town.Town) -> None:
    """Entries from a day ahead: what follows happens at the newest of them, and waits from there."""
    tried(5, of=house.users["rm"], address="10.0.0.7", seconds_ago=-24 * 3600)
    by = attempts.attempt("rm", address="10.0.0.7", cookie="")
    wait = attempts.waits(by)
    assert wait is not None
    newest = max(one.at for one in entries("sign_in_failed"))
    assert newest < wait.until
    assert (wait.until - newest).total_seconds() <= 900
    for number in range(NAME_CAP):
        attempts.failed(attempts.attempt("wealth", address=f"10.9.1.{number}", cookie=""), request="")
    assert [one.why for one in entries("pause")] == ["name"]


@pytest.mark.parametrize(("name", "counted"), [("", 0), ("a\x00b", 0), ("x" * 151, 1), ("x" * 200_000, 1)])
def test_a_name_that_cannot_be_one_is_refused_like_any_other(
    house: town.Town, name: str, counted: int
) -> None:
    assert enter(name, "wrong").status_code == 422
    assert len(entries("sign_in_failed")) == counted


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh-hans", "此刻有他人正在登录，请稍候再试"), ("en", "Others are signing in just now")],
)
def test_who_finds_the_door_busy_keeps_the_name_and_is_told_when(
    house: town.Town, language: str, told: str, django_assert_num_queries
) -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with hashing.GATE.alone(), django_assert_num_queries(1):  # the generation, as for every page
        answer = enter("rm", client=client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")
    assert told in text(answer)
    assert 'name="username"' in answer.content.decode()
    assert 'value="rm"' in answer.content.decode()
    assert entries("sign_in_failed") == entries("refusal") == []
    assert enter("rm", client=client).status_code == 302


def test_known_unknown_and_closed_names_are_answered_alike(house: town.Town) -> None:
    """The same statements and the same page; times follow, as each hashes once."""
    models.User.objects.create_user("closed", "password", role="rm", staff_id="X1")
    models.User.objects.filter(username="closed").update(is_active=False)
    told = set()
    for name in ("rm", "nobody", "closed"):
        with CaptureQueriesContext(connection) as asked:
            answer = enter(name, "wrong", address=f"10.0.0.{len(told)}")
        body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", answer.content.decode())
        shapes = [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in asked.captured_queries]
        told.add((answer.status_code, body.replace(f'value="{name}"', ""), tuple(shapes)))
    assert len(told) == 1
