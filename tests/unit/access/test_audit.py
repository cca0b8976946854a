"""Entries of the audit: who writes them, what they say, and that nothing goes on without them."""

import datetime as dt

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from support import published
from tilth.access import audit, scopes
from tilth.access.audit import Event
from tilth.data import models

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FROM = {"address": "10.0.0.7", "request": "r-1"}


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def entries(**where: object) -> list[models.AuditEntry]:
    return list(models.AuditEntry.objects.unscoped().filter(**where).order_by("id"))


def last() -> models.AuditEntry:
    return entries()[-1]


@pytest.fixture
def lin(db) -> models.User:
    return published.user("lin")


def enter(user: models.User) -> None:
    scopes.regain_privileges()
    scopes.enter(user, None, step_down=True, **FROM)


def test_an_entry_says_who_from_where_and_about_whom(lin: models.User) -> None:
    enter(lin)
    audit.note(Event.LIST, customers=["C2", "C1", "C2"], subject_type="book", detail={"page": 1})
    scopes.regain_privileges()
    entry = last()
    assert (entry.user_id, entry.role, entry.staff_id) == (lin.pk, "rm", "S1")
    assert (entry.action, entry.address, entry.request) == ("list", "10.0.0.7", "r-1")
    assert (entry.customer_ids, entry.subject_type, entry.detail) == (["C1", "C2"], "book", {"page": 1})


def test_many_customers_make_several_entries_and_none_is_lost(lin: models.User) -> None:
    named = [f"C{number:05}" for number in range(2 * audit.MOST + 1)]
    audit.note(Event.EXPORT, customers=named)
    written = entries(action="export")
    assert [len(entry.customer_ids) for entry in written] == [audit.MOST, audit.MOST, 1]
    assert [customer for entry in written for customer in entry.customer_ids] == named


def test_outside_a_request_it_is_the_system_and_the_command(db) -> None:
    with audit.job("tilth user add"):
        audit.note(Event.CHANGE)
    assert (last().user_id, last().role, last().why) == (None, "system", "tilth user add")
    audit.note(Event.CHANGE)
    assert last().why == ""


def test_pages_without_an_actor_write_nothing(db) -> None:
    scopes.drop_privileges()
    with pytest.raises(ProgrammingError, match="nobody has entered"), transaction.atomic():
        audit.note(Event.VIEW)


def test_who_is_not_signed_in_is_not_the_system(db) -> None:
    scopes.drop_privileges()
    scopes.enter_nobody(address="192.0.2.1", request="r1")
    audit.note(Event.VIEW)
    scopes.regain_privileges()
    assert (last().user_id, last().role, last().address) == (None, "", "192.0.2.1")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO tilth_audit_entry (at, action, user_id) VALUES (now(), 'view', 1)",
        "UPDATE tilth_audit_entry SET user_id = 1",
        "DELETE FROM tilth_audit_entry",
        "TRUNCATE tilth_audit_entry",
        "SELECT * FROM tilth_audit_link",
        "INSERT INTO tilth_audit_link VALUES ('2020-01-01', 1, 1, '')",
        "ALTER TABLE tilth_audit_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ],
)
def test_the_pages_login_cannot_write_or_change_the_audit_itself(lin: models.User, statement: str) -> None:
    enter(lin)
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        run(statement)


@pytest.mark.parametrize("table", ["tilth_audit_entry", "tilth_audit_link"])
@pytest.mark.parametrize("how", ["UPDATE {0} SET entry_id = 1", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_nobody_changes_it_not_even_the_owner(db, table: str, how: str) -> None:
    column = "entry_id" if table == "tilth_audit_link" else "user_id"
    statement = how.format(table).replace("entry_id", column)
    with pytest.raises(ProgrammingError, match="is only added to"), transaction.atomic():
        run(statement)


def test_the_audit_is_read_by_its_readers_only(lin: models.User) -> None:
    audit.note(Event.VIEW, customers=["C1"])
    seen = {}
    for role in ("rm", "branch_head", "admin", "security_admin", "compliance", "audit_admin"):
        user = lin if role == "rm" else published.user(role, role=role, staff_id=role)
        enter(user)
        seen[role] = models.AuditEntry.objects.unscoped().exists()
        scopes.regain_privileges()
    assert {role for role, sees in seen.items() if sees} == {"compliance", "audit_admin"}


@pytest.mark.requirement("GOV-02", "REC-02")
def test_every_change_of_a_tracked_row_is_an_entry_of_the_same_transaction(lin: models.User) -> None:
    wish = models.DoNotDisturb.objects.create(customer_id="C1", starts_on=dt.date(2026, 4, 1), created_by=lin)
    wish.ends_on, wish.reason = dt.date(2026, 5, 1), "wish"
    wish.save()
    models.DoNotDisturb.objects.unscoped().filter(pk=wish.pk)._raw_delete("default")
    told = entries(subject_type="tilth_do_not_disturb", subject_id=str(wish.pk))
    assert [entry.detail["label"] for entry in told] == ["insert", "update", "delete"]
    assert [entry.customer_ids for entry in told] == [["C1"]] * 3
    assert (told[1].detail["fields"], told[2].detail["fields"]) == (["ends_on", "reason"], [])
    assert "wish" not in str([entry.detail for entry in told])


@pytest.mark.parametrize("function", ["tilth_write", "tilth_note_change", "tilth_chain"])
def test_what_cannot_be_audited_does_not_happen(lin: models.User, function: str) -> None:
    given = "text, text, text, text[], text, jsonb" if function == "tilth_write" else ""
    kind = "bigint" if given else "trigger"
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")
    run(
        f"CREATE OR REPLACE FUNCTION {function}({_named(given)}) RETURNS {kind} LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$"
    )
    with pytest.raises(DatabaseError, match="the disk is full"):
        _wish(lin)
    assert not models.DoNotDisturb.objects.unscoped().exists()


def _wish(by: models.User) -> None:
    with transaction.atomic():
        models.DoNotDisturb.objects.create(customer_id="C1", starts_on=dt.date(2026, 4, 1), created_by=by)
        run("SET CONSTRAINTS ALL IMMEDIATE")  # as the commit does


def _named(types: str) -> str:
    names = ("p_action", "p_subject_type", "p_subject_id", "p_customers", "p_why", "p_detail")
    return ", ".join(f"{name} {kind}" for name, kind in zip(names, types.split(", "), strict=False) if types)


@transaction.atomic
def _refused() -> None:
    audit.note(Event.VIEW)
    raise PermissionError


def test_a_refusal_outlives_the_transaction_that_was_refused(lin: models.User) -> None:
    with pytest.raises(PermissionError):
        _refused()
    about = {"number": "C9", "subject_type": "customer", "subject_id": "C9"}
    audit.note_refusal(lin, None, why="not in sight", **FROM, **about)
    assert entries(action="view") == []
    assert (last().action, last().user_id, last().customer_ids, last().why) == (
        "refusal",
        lin.pk,
        ["C9"],
        "not in sight",
    )
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.note_refusal(lin, None, why="inside", **FROM)


def test_sign_ins_are_noted_and_what_was_typed_is_not(lin: models.User) -> None:
    with audit.signing_in(lin, **FROM):
        pass
    audit.note_sign_out(lin, **FROM)
    audit.note_sign_in_failed("lin", **FROM)
    audit.note_sign_in_failed("my-password", **FROM)
    signed_in, signed_out, known, unknown = entries(request="r-1")
    assert (signed_in.action, signed_in.user_id) == ("sign_in", lin.pk)
    assert (signed_out.action, signed_out.user_id) == ("sign_out", lin.pk)
    assert (known.action, known.user_id, known.subject_id) == ("sign_in_failed", None, str(lin.pk))
    assert (unknown.subject_id, unknown.detail) == ("", {"name": audit.digest("my-password")})
    assert "my-password" not in str(unknown.detail)


def test_a_clock_that_steps_back_does_not_reorder_the_audit(db) -> None:
    ahead = dt.datetime(2199, 1, 1, tzinfo=dt.UTC)
    models.AuditEntry.objects.create(at=ahead, action="view", customer_ids=[], detail={})
    audit.note(Event.VIEW)
    assert last().at == ahead
