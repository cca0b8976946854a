"""Walks as the database counts them: the hour, the habit, the clock, and the lift."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from integration.doors import town
from support.standing import Begin
from tilth.access import audit, scopes
from tilth.access.audit import Event
from tilth.access.walks import Act, WalkError
from tilth.data import models
from tilth.domain.audit import walks
from tilth.policy.walks import Kind, WalkSettings

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIMITS = WalkSettings()
_WRITTEN = """
    INSERT INTO tilth_audit_entry (at, action, user_id, staff_id, role, address, request, subject_type,
        subject_id, customer_ids, why, detail)
    SELECT clock_timestamp() - %s::interval, %s, %s, NULL, 'rm', '', '', '', '', ARRAY['C' || n], %s,
        jsonb_strip_nulls(jsonb_build_object('walk', nullif(%s, '')))
    FROM generate_series(1, %s) n
"""


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(town.build)


def earlier(user: models.User, action: str, number: int, *, ago: str, kind: str = "", why: str = "") -> None:
    """Write what somebody did so long ago; a negative time lies ahead of a clock that stepped back."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [ago, action, user.pk, why, kind, number])


@contextmanager
def entered(bank: town.Town, role: str = "rm") -> Iterator[models.User]:
    scopes.regain_privileges()
    scopes.enter(bank.users[role], bank.generation, step_down=True)
    try:
        yield bank.users[role]
    finally:
        scopes.regain_privileges()


def act(bank: town.Town, kind: Kind, key: str = "new", role: str = "rm") -> WalkError | None:
    """Do one thing more of a kind; return what stands in its way, noted as the doors note it."""
    with entered(bank, role) as user:
        if kind == "refused":
            return audit.refuse(user, why="out_of_sight", number=key, subject_type="page", subject_id="x")
        try:
            if kind == "opened":
                audit.note(Event.VIEW, customers=[key], subject_id=key)
            else:
                audit.note(Event.SEARCH, detail={"text": key}, act=Act(kind=kind, key=key))
        except WalkError as error:
            return audit.refuse(user, why=error.level, subject_type="page", subject_id="x", walked=error)
    return None


def level(found: WalkError | None) -> str:
    return "" if found is None else found.level


def test_what_is_older_than_an_hour_does_not_count(bank: town.Town) -> None:
    earlier(bank.users["rm"], "refusal", LIMITS.refused.slow, ago="61 minutes", kind="refused")
    assert act(bank, "refused") is None
    earlier(bank.users["wealth"], "refusal", LIMITS.refused.slow, ago="59 minutes", kind="refused")
    assert act(bank, "refused", role="wealth") is None  # beyond the first limit, but long after the last
    assert level(act(bank, "refused", "another", role="wealth")) == "slowed"


def test_a_full_day_of_opened_customers_is_no_walk_and_a_script_is(bank: town.Town) -> None:
    earlier(bank.users["rm"], "view", 200, ago="2 minutes")
    assert level(act(bank, "opened", "C201")) == ""  # after a pause
    assert level(act(bank, "opened", "C1")) == ""
    assert level(act(bank, "opened", "C202")) == "slowed"
    assert level(act(bank, "opened", "C200")) == ""
    earlier(bank.users["rm"], "view", 299, ago="1 minute")
    assert level(act(bank, "opened", "C9999")) == "stopped"


@pytest.mark.parametrize(("days", "free"), [(10, True), (9, False)])
def test_a_habit_takes_ten_days_to_make(bank: town.Town, days: int, *, free: bool) -> None:
    for day in range(1, days + 1):
        earlier(bank.users["compliance"], "view", 150, ago=f"{day} days")
    earlier(bank.users["compliance"], "view", 350, ago="0 s")
    found = act(bank, "opened", role="compliance")
    assert level(found) == ("" if free else "stopped")


def test_a_clock_that_steps_back_during_a_pause_neither_ends_nor_lengthens_it(bank: town.Town) -> None:
    """The newest entries lie two hours ahead: there the audit's clock waits until the server's has come."""
    ahead = "-2 hours"
    earlier(bank.users["rm"], "search", LIMITS.missed.slow, ago=ahead, kind="missed")
    found = act(bank, "missed")
    assert (level(found), found.seconds if found else 0) == ("slowed", LIMITS.pause)
    for number in range(LIMITS.missed.stop):
        found = act(bank, "missed", f"n{number}")
    assert level(found) == "stopped"
    assert found is not None
    assert found.seconds == LIMITS.rest * 60
    newest = models.AuditEntry.objects.unscoped().latest("at").at
    assert found.until == newest + dt.timedelta(minutes=LIMITS.rest)
    with entered(bank, "compliance") as officer:
        walks.lift(by=officer, account=bank.users["rm"].pk)
    assert act(bank, "opened") is None
    for number in range(LIMITS.missed.slow):  # at the very moment of the lift, and counted
        assert act(bank, "missed", f"m{number}") is None
    assert level(act(bank, "missed", "one more")) == "slowed"


def test_a_stop_ends_after_an_hour_and_counts_anew(bank: town.Town) -> None:
    earlier(bank.users["rm"], "refusal", 300, ago="70 minutes", kind="missed", why="slowed")
    _walk(bank.users["rm"], bank.users["rm"], "stopped", ago="59 minutes")
    found = act(bank, "opened")
    assert level(found) == "stopped"
    assert found is not None
    assert 0 < found.seconds <= 60
    _walk(bank.users["wealth"], bank.users["wealth"], "stopped", ago="61 minutes")
    earlier(bank.users["wealth"], "refusal", 300, ago="2 minutes", kind="missed", why="slowed")
    assert level(act(bank, "missed", "of the stop", role="wealth")) == ""
    earlier(bank.users["wealth"], "refusal", 300, ago="30 s", kind="missed", why="slowed")
    assert level(act(bank, "opened", role="wealth")) == ""
    assert level(act(bank, "missed", role="wealth")) == "stopped"


def _walk(who: models.User, by: models.User, why: str, *, ago: str, role: str = "rm") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tilth_audit_entry (at, action, user_id, role, address, request, subject_type,"
            " subject_id, customer_ids, why, detail)"
            " VALUES (clock_timestamp() - %s::interval, 'walk', %s, %s, '', '', 'account', %s, '{}', %s,"
            """ '{"kind": "missed"}')""",
            [ago, by.pk, role, str(who.pk), why],
        )


def test_nobody_is_stopped_or_freed_by_an_entry_of_the_wrong_person(bank: town.Town) -> None:
    rm, wealth = bank.users["rm"], bank.users["wealth"]
    _walk(rm, wealth, "stopped", ago="1 minute")
    assert act(bank, "opened") is None
    _walk(rm, rm, "stopped", ago="1 minute")
    _walk(rm, rm, "lifted", ago="30 s", role="compliance")
    _walk(rm, wealth, "lifted", ago="20 s")
    assert level(act(bank, "opened")) == "stopped"
    _walk(rm, bank.users["audit_admin"], "lifted", ago="10 s", role="audit_admin")
    assert act(bank, "opened") is None


def test_a_stop_is_lifted_by_somebody_else_who_reads_the_audit(bank: town.Town) -> None:
    _walk(bank.users["rm"], bank.users["rm"], "stopped", ago="1 minute")
    _walk(bank.users["compliance"], bank.users["compliance"], "stopped", ago="1 minute")
    account = bank.users["rm"].pk
    with entered(bank, "supervisor") as by, pytest.raises(PermissionDenied):
        walks.lift(by=by, account=account)
    with entered(bank, "compliance") as by:
        with pytest.raises(walks.OwnStopError):
            walks.lift(by=by, account=by.pk)
        held = walks.lift(by=by, account=account)
        with pytest.raises(walks.NothingToLiftError):
            walks.lift(by=by, account=account)
    assert (held.level, held.kind) == ("stopped", "missed")
    assert act(bank, "opened") is None
    lifted = models.AuditEntry.objects.unscoped().filter(action="walk").latest("id")
    assert (lifted.why, lifted.user_id, lifted.subject_id) == (
        "lifted",
        bank.users["compliance"].pk,
        str(account),
    )
    with entered(bank, "audit_admin") as by:
        walks.lift(by=by, account=bank.users["compliance"].pk)
    assert act(bank, "opened", role="compliance") is None


def test_a_look_costs_one_statement(bank: town.Town, django_assert_num_queries) -> None:
    earlier(bank.users["rm"], "view", 172, ago="10 minutes")
    with entered(bank), django_assert_num_queries(1):
        audit.note(Event.VIEW, customers=["C900"], subject_id="C900")
    with entered(bank), django_assert_num_queries(1):
        audit.note(Event.SEARCH, detail={"text": "d"}, act=Act(kind="missed", key="d", grown=("c",)))


def test_commands_and_the_night_are_not_counted(db) -> None:
    for number in range(2 * LIMITS.opened.slow):
        audit.note(Event.VIEW, customers=[f"C{number}"])
    with transaction.atomic():
        audit.note(Event.LIST, customers=["C1"])
