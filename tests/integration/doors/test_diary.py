"""The diary's own sight: every role sees exactly the lines of the customers it sees, and writes none."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from integration.doors import town
from integration.doors.test_row_level_security import SEEN, customers, enter, rows
from support import published
from support.standing import Begin
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data import models
from tilth.data.guard import Guard
from tilth.data.line import Line
from tilth.domain.diary import keeping
from tilth.policy import registry

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AT = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
ALL = {f"{manager}-c{number}" for manager in town.MANAGERS for number in (1, 2)}


def _made() -> town.Town:
    """A town in which everybody's manager promised something, and one record is about nobody known."""
    made = town.build()
    for customer_id in (*sorted(ALL), "unknown"):
        models.Task.objects.create(
            customer_id=customer_id,
            staff_id=customer_id.rpartition("-")[0] or "B1-rm1",
            user=made.users["rm"],
            kind="task",
            due_on=AT.date(),
            made_at=AT,
        )
    return made


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    """A town in which everybody's manager promised something, and one record is about nobody known."""
    return standing(_made)


def seen(bank: town.Town, role: str) -> set[str]:
    """Return whose lines somebody sees, the same by raw SQL and by the application."""
    enter(bank, role)
    raw = customers("tilth_diary")
    found = visible(models.DiaryLine, bank.users[role], bank.generation)
    assert set(found.values_list("customer_id", flat=True)) == raw
    assert raw == customers("published_customer")
    return raw


@pytest.mark.requirement("GOV-01")
@pytest.mark.parametrize("role", list(town.ROLES))
def test_every_role_sees_the_lines_of_the_customers_it_sees(bank: town.Town, role: str) -> None:
    assert seen(bank, role) == {f"{one}-c{number}" for one in SEEN.get(role, ()) for number in (1, 2)}


def test_who_takes_part_and_who_stands_in_see_the_lines_while_it_runs(bank: town.Town) -> None:
    common = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2099, 1, 1), "reason": "x"}
    models.Participant.objects.create(
        **common,
        customer_id="B3-rm1-c1",
        staff_id="B1-rm1",
        purpose="specialist",
        invited_by=bank.users["branch_head"],
    )
    models.Cover.objects.create(
        **common,
        absent_staff_id="B2-rm1",
        substitute_staff_id="B1-rm1",
        arranged_by=bank.users["branch_head"],
    )
    assert seen(bank, "rm") == {f"{one}-c{n}" for one in ("B1-rm1", "B2-rm1") for n in (1, 2)} | {"B3-rm1-c1"}


def test_a_transfer_and_a_restriction_take_the_lines_along(bank: town.Town) -> None:
    models.Transfer.objects.create(
        customer_id="B1-rm1-c1",
        from_staff_id="B1-rm1",
        from_branch_id="B1",
        to_staff_id="B3-rm1",
        to_branch_id="B3",
        cause="request",
        moved_by=bank.users["branch_head"],
    )
    models.Suppression.objects.create(
        customer_id="B1-rm1-c2",
        kind="restricted",
        starts_on=dt.date(2026, 1, 1),
        recorded_by=bank.users["compliance"],
    )
    assert seen(bank, "rm") == set()
    assert seen(bank, "branch_head") == {"B1-rm2-c1", "B1-rm2-c2"}
    assert seen(bank, "region_head") == {"B1-rm2-c1", "B1-rm2-c2", "B2-rm1-c1", "B2-rm1-c2"}
    assert seen(bank, "compliance") == ALL
    scopes.regain_privileges()
    assert keeping.compare().sentences == ()


def test_an_interval_of_an_older_tree_holds_nothing_of_a_younger_one(bank: town.Town) -> None:
    """Whoever entered before the night changed sees fewer lines for the rest of the request, never others."""
    enter(bank, "branch_head")
    assert customers("tilth_diary")
    scopes.regain_privileges()
    younger = published.generation(day=dt.date(2026, 4, 1))
    for branch, path in {**town.PATHS, "A": ["A", "R2", "H"]}.items():
        published.branch(younger, branch, path=path)
    for customer_id in ALL:
        published.customer(younger, customer_id, branch_id=customer_id[:2], rm_id=customer_id[:6])
    scopes.drop_privileges()
    assert customers("tilth_diary") == set()


def test_a_tree_that_stays_keeps_its_numbers(bank: town.Town) -> None:
    younger = published.generation(day=dt.date(2026, 4, 1), current=False)
    for branch, path in town.PATHS.items():
        models.PublishedBranch.objects.create(
            generation=younger.pk, branch_id=branch, name=branch, level="branch", path=path
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT tilth_number_branches(%s, 'published_branch')", [younger.pk])
    numbered = models.PublishedBranch.objects.values_list("branch_id", "branch_no", "branch_last")
    assert set(numbered.filter(generation=younger.pk)) == set(numbered.filter(generation=bank.generation.pk))


@pytest.mark.parametrize("border", ["branch_first", "branch_last"])
def test_a_border_that_somebody_moves_breaks_the_seal(bank: town.Town, border: str) -> None:
    enter(bank, "branch_head")
    assert rows("SELECT tilth_entered()") == [(True,)]
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL tilth.{border} = '5'")
    assert rows("SELECT tilth_entered()") == [(False,)]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO tilth_diary SELECT * FROM tilth_diary",
        "UPDATE tilth_diary SET owner_id = 'B1-rm1'",
        "DELETE FROM tilth_diary",
        "SELECT tilth_diary_follows(1, '{}')",
        "SELECT tilth_diary_holds('{}')",
    ],
)
def test_the_login_reads_the_diary_and_writes_nothing_in_it(bank: town.Town, statement: str) -> None:
    enter(bank, "rm")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows(statement)


def test_no_line_holds_words_that_people_wrote() -> None:
    """A line says codes, amounts and days: what holds words in a record is registered as such."""
    for table, line in keeping.lines():
        kinds = {one: registry.entry("models", table, one).code for one in line.said}
        assert "note" not in kinds.values(), (table, kinds)


def test_every_record_about_a_customer_that_happened_has_a_line() -> None:
    """Whoever adds a table of records says how it stands in the diary."""
    without = {
        model._meta.db_table
        for model in apps.get_app_config("tilth").get_models()
        for guard in model._meta.constraints
        if isinstance(guard, Guard)
        and guard.adds
        and any(f.name == "customer_id" for f in model._meta.get_fields())
        and not any(isinstance(one, Line) for one in model._meta.constraints)
    }
    assert without == set()
