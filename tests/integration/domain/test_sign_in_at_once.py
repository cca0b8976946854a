"""A crowd at the sign-in: one password is hashed at a time, and pages are answered meanwhile."""

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from integration.domain.at_work import at_once
from integration.doors.town import Town
from support import keys
from tilth.access import attempts, devices, scopes
from tilth.data import models
from tilth.data.guard import WEB

pytestmark = pytest.mark.postgres
CROWD = 24
THREADS = 4
"""Of two workers with two each; here in one process, so that one gate guards them all."""


class Counted(Argon2PasswordHasher):
    """The bank's own hasher, counting how many hash at the same time; `door` can keep it waiting."""

    guard = threading.Lock()
    inside = 0
    most = 0
    done = 0
    door = threading.Event()
    entered = threading.Event()

    def _during(self) -> None:
        Counted.entered.set()
        with Counted.guard:
            Counted.inside += 1
            Counted.most = max(Counted.most, Counted.inside)
        Counted.door.wait()

    def _after(self) -> None:
        with Counted.guard:
            Counted.inside -= 1
            Counted.done += 1

    def verify(self, password: str, encoded: str) -> bool:
        self._during()
        try:
            return super().verify(password, encoded)
        finally:
            self._after()

    def encode(self, password: str, salt: str) -> str:
        self._during()
        try:
            return super().encode(password, salt)
        finally:
            self._after()


@pytest.fixture(autouse=True)
def pages(bank: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages with the real hasher, whose passwords are set before it counts."""
    monkeypatch.setattr(settings, "TILTH_DATA", tmp_path)
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", [f"{__name__}.Counted"])
    _hashers()
    Counted.door.set()
    for role in ("rm", "wealth"):
        bank.users[role].set_password("password")
        bank.users[role].save()
    Counted.inside = Counted.most = Counted.done = 0
    Counted.entered.clear()
    yield
    Counted.door.set()
    monkeypatch.undo()
    _hashers()


def _hashers() -> None:
    from django.contrib.auth import hashers  # noqa: PLC0415 - Django keeps what the settings said before

    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()


def enter(name: str, password: str, *, address: str, client: Client | None = None) -> HttpResponse:
    found = client or Client()
    return found.post("/sign-in/", {"username": name, "password": password}, REMOTE_ADDR=address)


def test_pages_are_answered_while_a_crowd_signs_in(bank: Town) -> None:
    """The hasher is stopped while the first password is in it: everything else is answered all the same."""
    Counted.door.clear()
    first = threading.Thread(target=_alone, args=(lambda: enter("nobody-0", "wrong", address="10.0.0.0"),))
    first.start()
    Counted.entered.wait()

    def ask(number: int) -> tuple[str, int, str]:
        if number % 4 == 0:
            colleague = Client()
            colleague.force_login(bank.users["rm"])
            return "page", colleague.get("/customers/").status_code, ""
        answer = enter(f"nobody-{number}", "wrong", address=f"10.0.0.{number}")
        return "sign-in", answer.status_code, answer.headers.get("Retry-After", "")

    answered = Counter(at_once(ask, range(CROWD), threads=THREADS - 1))
    assert answered == {("page", 200, ""): CROWD // 4, ("sign-in", 429, "2"): CROWD - CROWD // 4}
    assert (Counted.inside, Counted.most) == (1, 1)
    Counted.door.set()
    first.join()
    assert models.AuditEntry.objects.unscoped().filter(action="sign_in_failed").count() == 1


def test_no_two_passwords_are_hashed_at_once(bank: Town) -> None:
    names = [*bank.users, *(f"nobody-{number}" for number in range(CROWD))]
    answers = at_once(
        lambda name: enter(name, "wrong", address="10.0.0.7").status_code, names, threads=THREADS
    )
    told = Counter(answers)
    assert Counted.most == 1
    assert set(told) <= {422, 429}
    assert (
        told[422]
        == Counted.done
        == models.AuditEntry.objects.unscoped().filter(action="sign_in_failed").count()
    )
    print(f"FIGURE sign-in: {len(names)} at once on {THREADS} threads, {Counted.most} hashed at a time")


def test_a_known_browser_waits_its_turn(bank: Town) -> None:
    known = Client()
    assert enter("rm", "password", address="10.0.0.7", client=known).status_code == 302
    known.post("/sign-out/")
    Counted.entered.clear()
    Counted.door.clear()
    first = threading.Thread(target=_alone, args=(lambda: enter("nobody", "wrong", address="10.0.0.8"),))
    first.start()
    Counted.entered.wait()
    codes: list[int] = []
    second = threading.Thread(
        target=_alone,
        args=(lambda: codes.append(enter("rm", "password", address="10.0.0.7", client=known).status_code),),
    )
    second.start()
    assert enter("wealth", "password", address="10.0.0.9").status_code == 429
    Counted.door.set()
    first.join()
    second.join()
    assert codes == [302]
    assert Counted.most == 1


def test_many_tries_at_once_count_as_many(bank: Town) -> None:
    answers = at_once(
        lambda _: enter("rm", "wrong", address="10.0.0.7").status_code, range(20), threads=THREADS
    )
    noted = models.AuditEntry.objects.unscoped().filter(action="sign_in_failed").count()
    assert noted == Counted.done <= 5
    assert set(answers) <= {422, 429}


def test_the_pause_of_a_name_is_noted_once_however_many_try(bank: Town) -> None:
    def fail(number: int) -> None:
        by = attempts.attempt("rm", address=f"10.0.{number}.1", cookie="")
        attempts.failed(by, request="")

    at_once(fail, range(45), threads=8)
    pauses = models.AuditEntry.objects.unscoped().filter(action="pause")
    assert [(one.why, one.detail["tries"]) for one in pauses] == [("name", 30)]


def test_the_pages_login_counts_and_takes_turns_but_no_other_lock(bank: Town) -> None:
    by = attempts.attempt("rm", address="10.0.0.7", cookie="")
    with transaction.atomic():
        scopes.drop_privileges()
        assert attempts.attempt("rm", address="10.0.0.7", cookie="") == by
        assert attempts.attempt("nobody", address="10.0.0.7", cookie="").account == attempts.Account()
        assert devices.known(devices.renewed("", by.account), by.account)
        with attempts.in_turn(by):
            assert attempts.waits(by) is None
            attempts.failed(by, request="")
        scopes.regain_privileges()  # others' locks are not for the pages' login to see
        assert rows("SELECT classid::bigint, objsubid FROM pg_locks WHERE locktype = 'advisory'") >= {
            (20261123, 2)
        }
        granted = (
            "SELECT p.proname, has_function_privilege(%s, p.oid, 'EXECUTE') FROM pg_proc p"
            " WHERE p.proname IN ('tilth_place', 'tilth_turn')"
        )
        assert rows(granted, [WEB]) == {
            ("tilth_place", False),
            ("tilth_turn", True),
        }


def test_a_second_try_of_one_kind_is_told_to_come_again(bank: Town) -> None:
    by = attempts.attempt("rm", address="10.0.0.7", cookie="")
    elsewhere = attempts.attempt("rm", address="10.0.0.8", cookie="")

    def again(one: attempts.Attempt) -> str:
        try:
            with attempts.in_turn(one):
                return "in turn"
        except attempts.BusyError:
            return "busy"

    with attempts.in_turn(by):
        assert at_once(again, [by, elsewhere], threads=2) == ["busy", "in turn"]
    assert again(by) == "in turn"


def _alone(act) -> None:
    try:
        act()
    finally:
        connection.close()


def rows(statement: str, values: list[object] | None = None) -> set[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return set(cursor.fetchall())
