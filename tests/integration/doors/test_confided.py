"""What was confided, as a detail or a note: there for some, and for everybody else not at all (TRAP-15)."""

import pytest
from django.db import connection

from integration.doors import confided, town
from integration.doors.confided import CUSTOMER, OTHERS, READERS, who
from support.standing import Begin
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data import models
from tilth.domain.acting import Unclear
from tilth.domain.records import consent
from tilth.domain.records.fact import learn

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
COUNTED = """
    SELECT item AS one, count(*) FROM tilth_detail WHERE voided_at IS NULL GROUP BY item
    UNION ALL SELECT kind, count(*) FROM tilth_fact WHERE voided_at IS NULL GROUP BY kind ORDER BY one
"""
SAID = (
    "SELECT DISTINCT said ->> 'kind' AS one FROM tilth_diary WHERE subject IN ('detail', 'fact') ORDER BY one"
)
Rows = list[tuple[object, ...]]


def asked(statement: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def told() -> town.Town:
    bank = confided.build()
    confided.confide(bank)
    return bank


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(told)


@pytest.mark.requirement("TRAP-15")
@pytest.mark.requirement("TRAP-20")
@pytest.mark.parametrize("role", [*READERS, *OTHERS])
def test_what_was_confided_is_there_for_writer_leaders_and_compliance_alone(
    bank: town.Town, role: str
) -> None:
    wanted = ["avoid", "habits", "private_life", "talks"] if role in READERS else ["habits", "talks"]
    seen = [
        *visible(models.Detail, bank.users[role], bank.generation).values_list("item", flat=True),
        *visible(models.Fact, bank.users[role], bank.generation).values_list("kind", flat=True),
    ]
    assert sorted(seen) == wanted
    scopes.enter(bank.users[role], bank.generation, step_down=True)
    assert asked(COUNTED) == [(item, 1) for item in wanted], "counts are the database's own answer"
    assert asked(SAID) == [("habits",), ("style",)]


@pytest.mark.parametrize("table", ["tilth_detail", "tilth_fact"])
@pytest.mark.parametrize("role", ["rm", "planner", "supervisor"])
def test_nobody_but_its_writer_changes_it(bank: town.Town, role: str, table: str) -> None:
    scopes.enter(bank.users[role], bank.generation, step_down=True)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET outdated_on = '2026-03-31' WHERE restricted")
        assert cursor.rowcount == 0


def test_it_goes_with_its_consent_though_who_takes_that_back_never_saw_it(bank: town.Town) -> None:
    consent.withdraw(who(bank, "rm"), CUSTOMER, purpose="sensitive")
    scopes.enter(bank.users["compliance"], bank.generation, step_down=True)
    assert asked(COUNTED) == [("habits", 1), ("talks", 1)]


def test_nothing_is_confided_without_consent(bank: town.Town) -> None:
    writer = who(bank, "wealth")
    consent.withdraw(writer, CUSTOMER, purpose="sensitive")
    with pytest.raises(Unclear, match="only with consent"):
        learn(writer, CUSTOMER, kind="habits", text="a secret", restricted=True)
