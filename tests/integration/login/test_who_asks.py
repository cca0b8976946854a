"""Nothing inside a statement, and no statement without a proof, changes who asks."""

from typing import Any

import psycopg
import pytest

from integration.doors import town
from integration.login.conftest import Enter, Web, proof

pytestmark = pytest.mark.postgres
SEEN = {"rm": 2, "planner": 0, "branch_head": 4, "supervisor": 4, "admin": 0, "security_admin": 0}
CONDITIONS = (
    "(SELECT set_config('tilth.bank_wide', 'true', true)) IS NOT NULL",
    "EXISTS (SELECT FROM tilth_enter({compliance}, {night}, '', '', '', NULL))",
    "EXISTS (SELECT FROM tilth_enter({compliance}, {night}, '', '', '{proof}', NULL))",
    "(SELECT set_config('role', 'postgres', true)) IS NOT NULL",
    "EXISTS (SELECT FROM tilth_keyed('enter'))",
    (
        "query_to_xml('SELECT tilth_enter({compliance}, {night}, $$$$, $$$$, $$$$, NULL)', true, true, '')"
        " IS NOT NULL"
    ),
)


def refused(connection: Web, statement: str, values: list[Any] | None = None) -> str:
    """Send a statement that must be refused for want of a right; return what the database said."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as said:
        connection.execute(statement, values)
    connection.rollback()
    return str(said.value)


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("role", list(SEEN))
def test_an_injected_condition_does_not_widen_the_sight(
    bank: town.Town, enter: Enter, role: str, condition: str
) -> None:
    web = enter(role)
    assert web.execute("SELECT count(*) FROM published_customer").fetchone() == (SEEN[role],)
    given = {
        "compliance": bank.users["compliance"].pk,
        "night": bank.generation.pk,
        # a proof that the pages made, but for somebody else
        "proof": proof(web, "enter", bank.users[role].pk, bank.generation.pk, "", "", None),
    }
    for table in ("published_customer", "tilth_diary"):
        assert enter(role) is web
        refused(web, f"SELECT count(*) FROM {table} WHERE {condition.format(**given)}")


def test_a_second_person_does_not_enter_a_transaction_even_with_a_proof(
    bank: town.Town, enter: Enter
) -> None:
    web = enter("rm")
    user, night = bank.users["compliance"].pk, bank.generation.pk
    values = [user, night, proof(web, "enter", user, night, "", "", None)]
    assert "somebody else" in refused(web, "SELECT tilth_enter(%s, %s, '', '', %s, NULL)", values)


def test_the_audit_is_not_opened_by_a_setting(owner: Web, enter: Enter) -> None:
    owner.execute("SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')")
    owner.commit()
    web = enter("rm")
    web.execute("SET LOCAL tilth.reads_audit = 'true'")
    assert web.execute("SELECT count(*) FROM tilth_audit_entry").fetchone() == (0,)
    refused(web, "SELECT count(*) FROM tilth_audit_entry"
            " WHERE (SELECT set_config('tilth.reads_audit', 'true', true)) IS NOT NULL")  # fmt: skip
    web = enter("compliance")
    assert web.execute("SELECT count(*) > 0 FROM tilth_audit_entry").fetchone() == (True,)


def test_nobody_writes_into_the_audit_for_another(bank: town.Town, owner: Web, enter: Enter) -> None:
    note = "SELECT tilth_note('unmask', 'customer', 'C1', '{C1}', '', '{}')"
    for changed in ("user", "staff", "role", "address", "request"):
        web = enter("rm")
        web.execute(f"""SET LOCAL "tilth"."{changed}" = '{bank.users["compliance"].pk}'""")
        assert "nobody has entered" in refused(web, note)
    web = enter("rm")
    web.execute(note)
    web.commit()
    found = owner.execute("SELECT user_id, address FROM tilth_audit_entry WHERE action = 'unmask'").fetchall()
    assert found == [(bank.users["rm"].pk, "192.0.2.7")]


def test_a_seal_does_not_outlive_its_transaction(enter: Enter) -> None:
    names = ("user", "role", "staff", "generation", "managers", "branches", "customers", "bank_wide")
    names += ("sees_restricted", "reads_audit", "request", "address", "entered", "seal")
    web = enter("compliance")
    shown = ", ".join(f"current_setting('tilth.{name}', true)" for name in names)
    held = web.execute(f"SELECT {shown}").fetchone() or ()
    web.rollback()
    for name, value in zip(names, held, strict=True):
        web.execute(f"""SET LOCAL "tilth"."{name}" = '{value}'""")
    assert web.execute(f"SELECT {shown}").fetchone() == held
    assert "nobody has entered" in refused(web, "SELECT tilth_note('view', 'x', 'x', '{}', '', '{}')")


def test_one_signs_with_ones_own_account(bank: town.Town, enter: Enter) -> None:
    insert = (
        "INSERT INTO tilth_contact (id, customer_id, staff_id, user_id, contacted_at, contact_on, channel,"
        " two_way, outcome, purpose, content, next_step, effect, idempotency_key, version, created_at)"
        " VALUES (gen_random_uuid(), 'B1-rm1-c1', %s, %s, '2026-04-01 10:00+08', '2026-04-01', 'phone', true,"
        " 'connected', 'maintain', 'x', '', '', gen_random_uuid()::text, 1, now())"
    )
    rm, wealth = bank.users["rm"], bank.users["wealth"]
    assert "user_id" in refused(enter("rm"), insert, ["B1-rm1", wealth.pk])
    assert "staff_id" in refused(enter("rm"), insert, ["B1-rm2", rm.pk])
    web = enter("rm")
    web.execute(insert, ["B1-rm1", rm.pk])
    assert "denied" in refused(web, "UPDATE tilth_contact SET user_id = %s", [wealth.pk])
    web = enter("rm")
    web.execute(insert, ["B1-rm1", rm.pk])
    assert "denied" in refused(web, "UPDATE tilth_contact SET customer_id = 'B1-rm1-c2'")


def test_the_day_of_the_pages_is_part_of_the_proof(bank: town.Town, owner: Web, enter: Enter) -> None:
    user, night = bank.users["wealth"].pk, bank.generation.pk
    owner.execute(
        "INSERT INTO tilth_cover (id, absent_staff_id, substitute_staff_id, reason, starts_on, ends_on,"
        " arranged_by_id, created_at) VALUES (gen_random_uuid(), 'B1-rm1', 'B1-rm2', 'leave', '2026-04-01',"
        " '2026-04-01', %s, now())",
        [bank.users["branch_head"].pk],
    )
    owner.commit()
    web = enter("wealth")
    assert web.execute("SELECT count(*) FROM published_customer").fetchone() == (2,)
    web.rollback()
    entering = "SELECT managers FROM tilth_enter(%s, %s, '', '', %s, %s)"
    made = proof(web, "enter", user, night, "", "", "2026-04-01")
    assert web.execute(entering, [user, night, made, "2026-04-01"]).fetchone() == (["B1-rm2", "B1-rm1"],)
    assert web.execute("SELECT tilth_day()::text").fetchone() == ("2026-04-01",)
    web.execute("SET LOCAL tilth.day = '2026-05-01'")
    assert web.execute("SELECT tilth_day()::text <> '2026-05-01'").fetchone() == (True,)
    web.rollback()
    for stated in ("2026-04-02", None):
        assert "not the pages" in refused(web, entering, [user, night, made, stated])
    owner.execute("DELETE FROM tilth_cover")
    owner.commit()
