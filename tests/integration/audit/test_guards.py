"""Guards taken out by the owner of the database: the audit and `tilth check` see it, and name what it is."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from integration.audit import bank
from integration.audit.bank import Connection
from support import databases

pytestmark = pytest.mark.postgres
_NOTHING = "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
TAKEN_OUT = {
    "histories are switched off by a setting again": (
        (
            "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
            " LANGUAGE sql AS 'SELECT true'"
        ),
        "Function _pgtrigger_should_ignore(name)",
    ),
    "a policy that lets everything through": (
        "CREATE POLICY open ON published_customer FOR SELECT TO tilth_web USING (true)",
        "Policy open on published_customer is not of this version",
    ),
    "a policy that says something else": (
        "ALTER POLICY published_customer_seen ON published_customer USING (true)",
        "Policy published_customer_seen on published_customer does not say",
    ),
    "a policy gone": (
        "DROP POLICY tilth_contact_added ON tilth_contact",
        "Policy tilth_contact_added on tilth_contact is missing",
    ),
    "row security off": ("ALTER TABLE tilth_user DISABLE ROW LEVEL SECURITY", "Table tilth_user is not as"),
    "rights on the audit": (
        "GRANT UPDATE ON tilth_audit_entry, tilth_user TO tilth_web",
        "Table tilth_audit_entry is not as it was shipped",
    ),
    "a right on a column": (
        "GRANT SELECT (password) ON tilth_user TO tilth_web",
        "Column tilth_user.password",
    ),
    "a right for everybody": ("GRANT SELECT ON tilth_session TO PUBLIC", "Table tilth_session"),
    "a function for everybody": (
        "GRANT EXECUTE ON FUNCTION tilth_keyed(text) TO PUBLIC",
        "Function tilth_keyed(text) is not as",
    ),
    "a function of PostgreSQL": (
        "GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO tilth_web",
        "Function of PostgreSQL set_config(text,text,boolean) is not of this version",
    ),
    "attempts are not counted": (
        (
            "CREATE OR REPLACE FUNCTION tilth_attempts(p_customer text, p_household text, p_since date,"
            " p_zone text DEFAULT 'Asia/Shanghai')"
            " RETURNS TABLE (counted_on date, of_customer boolean, number bigint)"
            " LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT p_since, true, 0::bigint $$"
        ),
        "Function tilth_attempts(text,text,date,text)",
    ),
    "the gate knows nothing": (
        (
            "CREATE OR REPLACE FUNCTION tilth_recorded(p_customer text, p_household text, p_since date)"
            " RETURNS jsonb LANGUAGE sql AS $$ SELECT '{}'::jsonb $$"
        ),
        "Function tilth_recorded(text,text,date)",
    ),
    "leftovers of everybody": (
        (
            "CREATE OR REPLACE FUNCTION tilth_leftovers() RETURNS TABLE (customer_id text, rank bigint,"
            " business_date date) LANGUAGE sql AS $$ SELECT customer_id, rank, business_date FROM"
            " published_list_entry $$"
        ),
        "Function tilth_leftovers()",
    ),
    "sums are not counted anew": (
        (
            "CREATE OR REPLACE FUNCTION tilth_recount("
            "p_generation integer, p_managers text[], p_branches text[])"
            " RETURNS void LANGUAGE sql AS $$ SELECT $$"
        ),
        "Function tilth_recount(integer,text[],text[])",
    ),
    "a second function of a name carries the shipped body": (
        (
            f"CREATE FUNCTION tilth_note_change(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
            f"CREATE OR REPLACE FUNCTION tilth_note_change() RETURNS trigger {_NOTHING}"
        ),
        "Function tilth_note_change(integer) is not of this version",
    ),
    "anybody enters": (
        "CREATE OR REPLACE FUNCTION tilth_bound() RETURNS boolean LANGUAGE sql AS 'SELECT false'",
        "Function tilth_bound()",
    ),
    "a function that is leakproof now": (
        "ALTER FUNCTION tilth_among(text, text) LEAKPROOF",
        "Function tilth_among(text,text)",
    ),
    "a trigger off": (
        "ALTER TABLE tilth_contact DISABLE TRIGGER tilth_true_author",
        "Trigger tilth_true_author on tilth_contact",
    ),
    "a trigger more": (
        (
            "CREATE TRIGGER zz BEFORE INSERT ON tilth_audit_entry FOR EACH ROW EXECUTE FUNCTION"
            " suppress_redundant_updates_trigger()"
        ),
        "Trigger zz on tilth_audit_entry is not of this version",
    ),
    "a rule": (
        "CREATE RULE quiet AS ON UPDATE TO tilth_contact DO ALSO NOTHING",
        "Rule quiet on tilth_contact is not of this version",
    ),
    "a view past the policies": (
        "CREATE VIEW everybody AS SELECT * FROM published_customer; GRANT SELECT ON everybody TO tilth_web",
        "Table everybody is not of this version",
    ),
    "the login bypasses": ("ALTER ROLE tilth_web BYPASSRLS", "Login tilth_web is not as"),
    "the login is somebody": ("GRANT pg_read_all_data TO tilth_web", "Login tilth_web is not as"),
    "no end to a statement": (
        "ALTER ROLE tilth_web RESET statement_timeout",
        "Default of the login statement_timeout=30s is missing",
    ),
    "temporary tables": (
        "DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO PUBLIC', current_database()); END $$",
        "Database itself is not as",
    ),
    "a schema to build in": ("GRANT CREATE ON SCHEMA public TO tilth_web", "Schema public is not as"),
    "a role that sees more": ("UPDATE tilth_role SET scope = 'bank' WHERE code = 'rm'", "Role rm sees bank"),
    "a role more": (
        (
            "INSERT INTO tilth_role (code, scope, sees_restricted, reads_audit, manages_accounts, about)"
            " VALUES ('god', 'bank', true, true, true, '')"
        ),
        "Role god sees bank in the database and nothing in the program",
    ),
    "another's password, past the triggers": (
        "SET LOCAL session_replication_role = replica; UPDATE tilth_user SET password = 'x'",
        "The password of account",
    ),
    "another's password and its digest": (
        (
            "SET LOCAL session_replication_role = replica; UPDATE tilth_user SET password = 'x',"
            " password_digest = encode(sha256('x'), 'hex')"
        ),
        "tilth_user, row",
    ),
    "an owner": (
        "UPDATE published_customer SET rm_id = 'S9' WHERE customer_id = 'C000001'",
        "published_customer: an owner or a branch was changed past transfers",
    ),
    "an owner's change planted": (
        (
            "INSERT INTO tilth_ownership_change (customer_id, from_staff_id, to_staff_id, source)"
            " VALUES ('C1', 'S9', 'S1', 'feed')"
        ),
        "tilth_ownership_change: there are rows that no publication told",
    ),
    "a transfer planted": (
        (
            "INSERT INTO tilth_ownership_change (customer_id, from_staff_id, to_staff_id, source)"
            " VALUES ('C1', 'S9', 'S1', 'transfer')"
        ),
        "published_customer: an owner or a branch was changed past transfers",
    ),
    "an owner's change rewritten": (
        "UPDATE tilth_ownership_change SET to_staff_id = 'S8' WHERE customer_id = 'C000002'",
        "tilth_ownership_change: rows",
    ),
    "an owner's change gone": (
        "DELETE FROM tilth_ownership_change WHERE customer_id = 'C000001'",
        "tilth_ownership_change: rows",
    ),
    "a move of staff planted": (
        "INSERT INTO tilth_staff_change (staff_id, to_branch_id) VALUES ('S1', 'B9')",
        "tilth_staff_change: there are rows that no publication told",
    ),
}
"""What is taken out → how, and how the sentence about it begins."""


@pytest.fixture(scope="module")
def kept(migrated: str, postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to a bank of two publications with an account in it."""
    from integration.audit.test_publication import changed, publish  # noqa: PLC0415
    from support import lakes  # noqa: PLC0415

    url = databases.copy(postgres, databases.TEMPLATE)
    folder = tmp_path_factory.mktemp("nights")
    night = lakes.bank(customers=12)
    numbers = [row["customer_id"] for row in night["marts.customers"][:4]]
    publish(url, folder / "1", night)
    new = changed(changed(night, numbers[1], rm_id="S7"), numbers[2], rm_id="S7")
    publish(url, folder / "2", new)
    with psycopg.connect(url) as connection:
        bank.account(connection, "rm")
        connection.commit()
        yield connection
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture
def guarded(kept: Connection) -> Iterator[Connection]:
    """The same in a transaction that comes to nothing."""
    yield kept
    kept.rollback()


def test_an_untouched_bank_is_whole(guarded: Connection) -> None:
    assert bank.broken(guarded, bank.head(guarded)) == ()


@pytest.mark.parametrize("what", list(TAKEN_OUT))
def test_what_is_taken_out_is_found(guarded: Connection, what: str) -> None:
    statement, sentence = TAKEN_OUT[what]
    guarded.execute(statement)
    found = bank.broken(guarded)
    assert any(one.startswith(sentence) for one in found), found
