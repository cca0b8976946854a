"""The database's half of the one door: what a query without any filter returns to the pages' login."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction

from integration.doors import town
from support.standing import Begin
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data import models
from tilth.data.guard import WEB, Guard
from tilth.data.security import guarding, policies

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

OPEN = {"tilth_cover", "tilth_user"}
"""Read by everybody: who stands in for whom, and what colleagues are called."""
TABLES = sorted(
    {model._meta.db_table for model, one in guarding.stated() if isinstance(one, Guard) and one.sees} - OPEN
)
SEEN = {
    "rm": {"B1-rm1"},
    "wealth": {"B1-rm2"},
    "supervisor": {"B1-rm1", "B1-rm2"},
    "branch_head": {"B1-rm1", "B1-rm2"},
    "region_head": {"B1-rm1", "B1-rm2", "B2-rm1"},
    "compliance": set(town.MANAGERS),
}
CUSTOMERS = (
    models.PublishedCustomer,
    models.PublishedHolding,
    models.PublishedEvent,
    models.PublishedSignal,
    models.PublishedListEntry,
    models.PublishedCallValue,
)


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(town.build)


def changes_nothing(statement: str) -> None:
    """Try a statement in somebody's scope: the database refuses it, or it meets no row."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0
    except ProgrammingError:
        pass
    scopes.regain_privileges()


def rows(statement: str, values: list[object] | None = None) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def customers(table: str) -> set[str]:
    return {str(row[0]) for row in rows(f"SELECT customer_id FROM {table}")}


def enter(bank: town.Town, role: str) -> scopes.Scope:
    scopes.regain_privileges()
    return scopes.enter(bank.users[role], bank.generation, step_down=True)


@pytest.mark.parametrize("table", TABLES)
def test_without_an_actor_no_table_shows_a_row(bank: town.Town, table: str) -> None:
    scopes.drop_privileges()
    assert rows(f"SELECT count(*) FROM {table}") == [(0,)]


@pytest.mark.requirement("GOV-01")
@pytest.mark.parametrize("role", list(town.ROLES))
def test_raw_sql_and_the_application_show_the_same_customers(bank: town.Town, role: str) -> None:
    wanted = {f"{manager}-c{number}" for manager in SEEN.get(role, set()) for number in (1, 2)}
    enter(bank, role)
    for model in CUSTOMERS:
        assert customers(model._meta.db_table) == wanted
        seen = visible(model, bank.users[role], bank.generation)
        assert set(seen.values_list("customer_id", flat=True)) == wanted
    assert {row[0] for row in rows("SELECT rm_id FROM published_book")} == SEEN.get(role, set())


@pytest.mark.parametrize("role", ["planner", "rm", "branch_head"])
def test_a_row_of_nobody_is_shown_to_nobody(bank: town.Town, role: str) -> None:
    models.PublishedHolding.objects.unscoped().update(owner_id="", branch_id="")
    enter(bank, role)
    assert customers("published_holding") == set()


def test_another_generation_is_not_shown(bank: town.Town) -> None:
    scopes.regain_privileges()
    scopes.enter(bank.users["compliance"], None, step_down=True)
    assert customers("published_customer") == set()


def test_a_participant_sees_one_customer_while_it_runs(bank: town.Town) -> None:
    planner = bank.users["planner"]
    today = dt.date(2026, 1, 1)
    common = {"staff_id": "B1-planner", "purpose": "planner", "reason": "plan", "invited_by": planner}
    for customer_id, ends_on in (("B1-rm1-c1", dt.date(2099, 1, 1)), ("B1-rm1-c2", dt.date(2026, 1, 2))):
        models.Participant.objects.create(customer_id=customer_id, starts_on=today, ends_on=ends_on, **common)
    enter(bank, "planner")
    assert customers("published_customer") == customers("published_holding") == {"B1-rm1-c1"}


def test_a_cover_shows_the_absent_managers_customers_while_it_runs(bank: town.Town) -> None:
    head = bank.users["branch_head"]
    for absent, ends_on in (("B1-rm2", dt.date(2099, 1, 1)), ("B2-rm1", dt.date(2026, 1, 2))):
        models.Cover.objects.create(
            absent_staff_id=absent,
            substitute_staff_id="B1-rm1",
            reason="leave",
            starts_on=dt.date(2026, 1, 1),
            ends_on=ends_on,
            arranged_by=head,
        )
    enter(bank, "rm")
    assert customers("published_customer") == {f"B1-rm{m}-c{n}" for m in (1, 2) for n in (1, 2)}


@pytest.mark.parametrize(("role", "number"), [("compliance", 1), ("rm", 0), ("branch_head", 0)])
def test_single_quarantined_rows_are_for_the_roles_that_may_search_them(
    bank: town.Town, role: str, number: int
) -> None:
    at = dt.datetime(2026, 3, 31, tzinfo=dt.UTC)
    run = models.RunReport.objects.create(business_date=at.date(), finished_at=at, status="refused")
    models.QuarantineRow.objects.create(
        run=run, table_name="holdings", row_number=1, column_name="currency", value="ZZZ", code="bad_key"
    )
    scopes.drop_privileges()
    assert rows("SELECT count(*) FROM tilth_quarantine_row") == [(0,)]
    enter(bank, role)
    assert rows("SELECT count(*) FROM tilth_quarantine_row") == [(number,)]


def test_a_restricted_customer_is_compliances_alone(bank: town.Town) -> None:
    models.Suppression.objects.create(
        customer_id="B1-rm1-c1",
        kind="restricted",
        starts_on=dt.date(2026, 1, 1),
        recorded_by=bank.users["compliance"],
    )
    enter(bank, "rm")
    assert customers("published_customer") == customers("published_event") == {"B1-rm1-c2"}
    enter(bank, "compliance")
    assert "B1-rm1-c1" in customers("published_customer")


def test_a_transfer_takes_effect_at_once_and_keeps_history(bank: town.Town) -> None:
    enter(bank, "branch_head")
    models.Transfer.objects.create(
        customer_id="B1-rm1-c1",
        from_staff_id="B1-rm1",
        from_branch_id="B1",
        to_staff_id="B1-rm2",
        cause="move",
        moved_by=bank.users["branch_head"],
    )
    enter(bank, "rm")
    assert customers("published_customer") == {"B1-rm1-c2"}
    enter(bank, "wealth")
    assert "B1-rm1-c1" in customers("published_customer")
    assert rows("SELECT from_staff_id, to_staff_id, source FROM tilth_ownership_change") == [
        ("B1-rm1", "B1-rm2", "transfer")
    ]


def test_nothing_is_added_about_a_customer_out_of_sight(bank: town.Town) -> None:
    enter(bank, "rm")
    with pytest.raises(ProgrammingError, match=r"row-level security|refused"), transaction.atomic():
        models.DoNotDisturb.objects.create(
            customer_id="B2-rm1-c1", starts_on=dt.date(2026, 4, 1), created_by=bank.users["rm"]
        )


COVER = """
    INSERT INTO tilth_cover
        (id, absent_staff_id, substitute_staff_id, reason, starts_on, ends_on, arranged_by_id, created_at)
    VALUES (gen_random_uuid(), '{absent}', 'B1-rm1', 'x', '2026-01-01', '2099-01-01', {by}, now())
"""


@pytest.mark.parametrize(
    ("role", "absent"), [("rm", "B1-rm2"), ("branch_head", "B2-rm1"), ("compliance", "B1-rm2")]
)
def test_nobody_widens_a_sight_without_leading_those_concerned(
    bank: town.Town, role: str, absent: str
) -> None:
    enter(bank, role)
    with pytest.raises(ProgrammingError, match=r"row-level security|refused"), transaction.atomic():
        rows(COVER.format(absent=absent, by=bank.users[role].pk))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM published_customer_g{generation}",
        "UPDATE published_customer SET rm_id = 'B1-rm1'",
        "UPDATE tilth_user SET role = 'compliance'",
        "DELETE FROM tilth_contact",
        "DELETE FROM tilth_consent",
        "UPDATE tilth_role SET scope = 'bank'",
        "ALTER TABLE published_customer DISABLE ROW LEVEL SECURITY",
        "SELECT * FROM tilth_contact_history",
        "UPDATE tilth_ownership_change SET to_staff_id = ''",
        "CREATE TABLE copy AS SELECT 1",
    ],
)
def test_the_pages_login_may_not(bank: town.Town, statement: str) -> None:
    enter(bank, "rm")
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        rows(statement.format(generation=bank.generation.pk))


@pytest.mark.django_db(transaction=True)
def test_the_actor_ends_with_the_transaction(bank: town.Town) -> None:
    with transaction.atomic():
        enter(bank, "compliance")
        assert customers("published_customer")
    with transaction.atomic():
        scopes.drop_privileges()
        assert not customers("published_customer")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE " + ", ".join(f"{t}_g{bank.generation.pk}" for t in _partitioned()))


def _partitioned() -> list[str]:
    found = rows("SELECT relname FROM pg_class WHERE relkind = 'p' ORDER BY 1")
    return [str(row[0]) for row in found if row[0] not in ("published_point", "published_transaction")]


def test_every_table_about_customers_has_a_policy(bank: town.Town) -> None:
    bearing = rows(policies.UNGUARDED)
    assert bearing == []
    may = rows(f"SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = '{WEB}'")
    assert may == [(False, False)]
