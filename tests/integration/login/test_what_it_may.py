"""What the pages' login may do is a list; statements that once went past it are refused."""

import psycopg
import pytest
from django.apps import apps

from integration.doors import town
from integration.login.conftest import Enter, Web
from integration.login.test_who_asks import refused
from tilth.data.guard import WEB
from tilth.data.security import grants, login

pytestmark = pytest.mark.postgres
_TABLES = """
    SELECT c.relname, p.what FROM pg_class c, unnest(ARRAY[
        'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p (what)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND has_table_privilege('tilth_web', c.oid, p.what)
"""
_COLUMNS = """
    SELECT c.relname, a.attname, p.what
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0,
        unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p (what)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND NOT a.attisdropped
        AND has_column_privilege('tilth_web', c.oid, a.attnum, p.what)
        AND NOT has_table_privilege('tilth_web', c.oid, p.what)
"""
_SEQUENCES = """
    SELECT count(*) FROM pg_sequences WHERE
        has_sequence_privilege('tilth_web', format('%I.%I', schemaname, sequencename), 'USAGE,SELECT,UPDATE')
"""
_FUNCTIONS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace <> 'pg_catalog'::regnamespace
        AND has_function_privilege('tilth_web', p.oid, 'EXECUTE')
"""
_PUBLIC = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace <> 'pg_catalog'::regnamespace
        AND has_function_privilege('public', p.oid, 'EXECUTE')
"""


def test_every_right_of_the_login_is_declared(owner: Web) -> None:
    tables: dict[str, set[str]] = {}
    for table, what in owner.execute(_TABLES).fetchall():
        tables.setdefault(table, set()).add(what)
    assert tables == {table: set(privileges) for table, privileges in grants.tables().items()}
    columns: dict[str, dict[str, set[str]]] = {}
    for table, column, what in owner.execute(_COLUMNS).fetchall():
        columns.setdefault(table, {}).setdefault(what, set()).add(column)
    assert columns == {
        table: {what: set(given) for what, given in held.items()} for table, held in grants.columns().items()
    }
    assert owner.execute(_SEQUENCES).fetchone() == (0,)
    declared = {
        row[0]
        for one in grants.FUNCTIONS
        for row in owner.execute("SELECT to_regprocedure(%s)::text", [one]).fetchall()
    }
    found = {name for (name,) in owner.execute(_FUNCTIONS).fetchall()}
    assert found == declared
    assert owner.execute(login.builtins("'tilth_web'")).fetchall() == []
    print(
        f"FIGURE login: {len(tables)} tables, {len(columns)} by column, {len(found)} functions of ours,"
        f" {len(grants.builtins())} named functions of PostgreSQL; nothing else"
    )


def test_nothing_outside_postgresql_itself_is_everybodys(owner: Web) -> None:
    assert owner.execute(_PUBLIC).fetchall() == []


def test_every_named_function_of_postgresql_exists(owner: Web) -> None:
    found = owner.execute(
        "SELECT DISTINCT proname::text FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
    )
    assert grants.builtins() <= {name for (name,) in found.fetchall()}


def test_every_table_with_rights_is_known(owner: Web) -> None:
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert set(grants.tables()) - known == {"django_migrations"}


REFUSED = {
    "a temporary table": "CREATE TEMP TABLE x (a int)",
    "a table": "CREATE TABLE x (a int)",
    "a function": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a schema": "CREATE SCHEMA s",
    "a large object": "SELECT lo_from_bytea(0, 'x')",
    "somebody's restriction": "SELECT tilth_is_restricted('B2-rm1-c1')",
    "the audit's lock": "SELECT pg_advisory_xact_lock(7116405283412)",
    "a lock for the session": "SELECT pg_advisory_lock(1)",
    "another session's statement": "SELECT query FROM pg_stat_activity",
    "another session's end": "SELECT pg_terminate_backend(1)",
    "sleep": "SELECT pg_sleep(100)",
    "sizes of hidden rows": "SELECT pg_relation_size('published_customer')",
    "counts of hidden rows": "SELECT n_live_tup FROM pg_stat_user_tables",
    "a setting inside a statement": "SELECT set_config('pgtrigger.ignore', '{x}', true)",
    "the key of the entry": "SELECT * FROM tilth_entry_key",
    "a proof": "SELECT tilth_keyed('enter')",
    "sessions": "SELECT * FROM tilth_session",
    "old sessions": "SELECT * FROM django_session",
    "passwords": "SELECT password FROM tilth_user",
    "another's password": "UPDATE tilth_user SET password = 'x' WHERE username = 'compliance'",
    "a role": "UPDATE tilth_user SET role = 'compliance'",
    "what a role sees": "UPDATE tilth_role SET scope = 'bank'",
    "a version": "INSERT INTO tilth_consent_history (pgh_label) VALUES ('insert')",
    "a transfer's effect": "UPDATE published_customer SET rm_id = 'B1-rm1'",
    "an owner's change": "INSERT INTO tilth_ownership_change (customer_id) VALUES ('B2-rm1-c1')",
    "the triggers of a table": "ALTER TABLE tilth_contact DISABLE TRIGGER ALL",
    "triggers of a session": "SET session_replication_role = replica",
    "a file": "SELECT pg_read_file('PG_VERSION')",
    "a program": "COPY (SELECT 1) TO PROGRAM 'cat'",
    "the owner": "SET ROLE postgres",
    "room on the disk": "SET temp_file_limit = -1",
    "a hash without a proof": "SELECT * FROM tilth_password('compliance', '')",
    "a session without a proof": "SELECT tilth_keep_session('x', 'y', 1, 60, true, '{}', '')",
}


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_is_not_on_the_list_is_refused(enter: Enter, what: str) -> None:
    assert refused(enter("rm"), REFUSED[what])


@pytest.mark.parametrize(
    "function",
    [
        "tilth_apply_transfer",
        "tilth_apply_restriction",
        "tilth_recount_transfers",
        "tilth_note_change",
        "tilth_chain",
    ],
)
def test_the_owners_own_trigger_functions_run_on_their_table_alone(owner: Web, function: str) -> None:
    """Where a right were left somewhere, the function itself would still look where it runs."""
    columns = "customer_id text, from_staff_id text, from_branch_id text, to_staff_id text, to_branch_id text"
    owner.execute(f"CREATE TEMP TABLE x ({columns})")
    each = (
        "REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
        if function.endswith("transfers")
        else "FOR EACH ROW"
    )
    owner.execute(f"CREATE TRIGGER t AFTER INSERT ON x {each} EXECUTE FUNCTION {function}()")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute("INSERT INTO x VALUES ('B2-rm1-c1', 'B2-rm1', 'B2', 'B1-rm1', NULL)")
    owner.rollback()


def test_no_setting_switches_a_history_off(bank: town.Town, owner: Web, enter: Enter) -> None:
    named = owner.execute(
        "SELECT array_agg(tgname)::text FROM pg_trigger WHERE tgrelid = 'tilth_do_not_disturb'::regclass"
    ).fetchone()
    web = enter("rm")
    web.execute(
        "INSERT INTO tilth_do_not_disturb (id, customer_id, channel, topic, reason, source, starts_on,"
        " created_at, created_by_id) VALUES (gen_random_uuid(), 'B1-rm1-c1', 'any', '', '', '', '2026-04-01',"
        " now(), %s)",
        [bank.users["rm"].pk],
    )
    web.execute(f"SET LOCAL pgtrigger.ignore = '{named[0]}'")
    assert web.execute("UPDATE tilth_do_not_disturb SET ends_on = starts_on").rowcount == 1
    web.commit()
    counted = (
        "SELECT count(*) FROM tilth_do_not_disturb_history",
        (
            "SELECT count(*) FROM tilth_audit_entry"
            " WHERE action = 'change' AND subject_type = 'tilth_do_not_disturb'"
        ),
    )
    assert [owner.execute(one).fetchone() for one in counted] == [(2,), (2,)]


def test_other_rows_of_accounts_stay_as_they_are(bank: town.Town, enter: Enter) -> None:
    web = enter("rm")
    assert web.execute("UPDATE tilth_user SET theme = 'dark'").rowcount == 1
    assert web.execute("SELECT username FROM tilth_user WHERE theme = 'dark'").fetchall() == [("rm",)]
    web.rollback()


def test_what_one_statement_holds_up_ends(web: Web) -> None:
    held = {name: web.execute(f"SHOW {name}").fetchone() for name in login.SETTINGS}
    assert held == {
        "idle_in_transaction_session_timeout": ("1min",),
        "lock_timeout": ("10s",),
        "statement_timeout": ("30s",),
        "timezone": ("UTC",),
    }
    assert web.execute("SHOW temp_file_limit").fetchone() == ("1GB",)


def test_explain_tells_a_guess_from_a_miss_as_the_documents_say(
    bank: town.Town, owner: Web, enter: Enter
) -> None:
    """A limit that docs/security.md names: where it is gone, the promise there grows."""
    owner.execute(
        "INSERT INTO tilth_do_not_disturb (id, customer_id, channel, topic, reason, source, starts_on,"
        " created_at, created_by_id) VALUES (gen_random_uuid(), 'B2-rm1-c1', 'any', '', 'm', '',"
        " '2026-04-01', now(), %s)",
        [bank.users["compliance"].pk],
    )
    owner.commit()
    guess = (
        "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off, BUFFERS off)"
        " SELECT 1 FROM tilth_do_not_disturb WHERE customer_id = 'B2-rm1-c1' AND reason >= '{}'"
    )
    told = [str(enter("rm").execute(guess.format(letter)).fetchall()) for letter in "az"]
    assert told[0] != told[1]
    assert enter("rm").execute("SELECT 1 FROM tilth_do_not_disturb WHERE reason >= 'a'").fetchall() == []


def test_a_lock_by_name_is_none_of_the_banks(bank: town.Town, owner: Web, enter: Enter) -> None:
    enter("rm").execute("SELECT tilth_hold(ARRAY['customer B1-rm1-c1'])")
    owner.execute("SET lock_timeout = '1s'")
    owner.execute("SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')")
    owner.commit()  # the audit's own lock is free


def test_the_login_belongs_to_one_database(owner: Web) -> None:
    names = owner.execute(
        "SELECT datname FROM pg_database WHERE datname IN ('postgres', 'template1')"
        f" AND has_database_privilege('{WEB}', oid, 'CONNECT')"
    ).fetchall()
    assert names == []
