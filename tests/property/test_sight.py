"""Whatever somebody entered with, the policies show the rows that a plain reading of the scope names."""

import json
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilth.data.security import policies

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WORDS = ("", "A", "AA", "A A", "B", "支行", "a%", "A|B")
NIGHTS = (1, 2)


@dataclass(frozen=True)
class Row:
    """One customer as the policy looks at it."""

    generation: int
    rm_id: str | None
    branch_id: str
    customer_id: str
    restricted: bool


@dataclass(frozen=True)
class Scope:
    """What an entry leaves in the settings of its transaction; None: nobody entered."""

    generation: int | None
    managers: tuple[str, ...]
    branches: tuple[str, ...]
    customers: tuple[str, ...]
    bank_wide: bool
    sees_restricted: bool

    def shows(self, row: Row) -> bool:
        """Say it plainly, one question after the other."""
        if row.generation != self.generation:
            return False
        if row.restricted and not self.sees_restricted:
            return False
        if self.bank_wide or row.branch_id in self.branches or row.customer_id in self.customers:
            return True
        return row.rm_id is not None and row.rm_id in self.managers

    def settings(self) -> dict[str, str]:
        """Return what `tilth_enter` writes."""
        lists = {"managers": self.managers, "branches": self.branches, "customers": self.customers}
        joined = {name: "\x1f" + "\x1f".join(held) + "\x1f" if held else "" for name, held in lists.items()}
        flags = {"bank_wide": self.bank_wide, "sees_restricted": self.sees_restricted}
        told = {name: "true" if held else "false" for name, held in flags.items()}
        return {**joined, **told, "generation": "" if self.generation is None else str(self.generation)}


SOME = st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(tuple)
ROWS = st.builds(
    Row,
    generation=st.sampled_from(NIGHTS),
    rm_id=st.none() | st.sampled_from(WORDS),
    branch_id=st.sampled_from(WORDS),
    customer_id=st.sampled_from(WORDS),
    restricted=st.booleans(),
)
SCOPES = st.builds(
    Scope,
    generation=st.none() | st.sampled_from(NIGHTS),
    managers=SOME,
    branches=SOME,
    customers=SOME,
    bank_wide=st.booleans(),
    sees_restricted=st.booleans(),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scope=SCOPES, rows=st.lists(ROWS, min_size=1, max_size=12))
def test_the_condition_shows_what_the_scope_names_and_no_row_more(
    db: None, scope: Scope, rows: list[Row]
) -> None:
    columns = "n bigint, generation integer, rm_id text, branch_id text, customer_id text, restricted boolean"
    told = json.dumps([{"n": number, **vars(row)} for number, row in enumerate(rows)])
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in scope.settings().items():
            cursor.execute("SELECT set_config(%s, %s, true)", [f"tilth.{name}", value])
        cursor.execute(
            f"SELECT n FROM jsonb_to_recordset(%s::jsonb) AS rows ({columns}) WHERE {policies.CUSTOMER}",
            [told],
        )
        shown = {number for (number,) in cursor.fetchall()}
        transaction.set_rollback(True)
    assert shown == {number for number, row in enumerate(rows) if scope.shows(row)}


def test_before_anybody_entered_no_row_is_shown(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (VALUES (1, 'A', 'A', 'A', false)) AS"
            f" rows (generation, rm_id, branch_id, customer_id, restricted) WHERE {policies.CUSTOMER}"
        )
        assert cursor.fetchone() == (0,)
