"""What somebody changed in guards and rights, `tilth init` puts back, says so, and writes it down."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from support import databases
from tilth.domain.audit import catalogue, repairing

pytestmark = pytest.mark.postgres
PUT_BACK = {
    "a hash to read": "GRANT SELECT (password) ON tilth_user TO tilth_web",
    "rights for everybody": "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC",
    "a policy more": "CREATE POLICY open ON published_customer FOR SELECT TO tilth_web USING (true)",
    "a policy gone": "DROP POLICY tilth_contact_added ON tilth_contact",
    "row security off": "ALTER TABLE tilth_user DISABLE ROW LEVEL SECURITY",
    "triggers off": "ALTER TABLE tilth_contact DISABLE TRIGGER ALL",
    "a history's trigger gone": "DROP TRIGGER pgtrigger_update_update_50001 ON tilth_contact",
    "the chain's trigger gone": "DROP TRIGGER tilth_chain ON tilth_audit_entry",
    "a trigger more": (
        "CREATE TRIGGER zz BEFORE UPDATE ON tilth_contact FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    ),
    "a rule": "CREATE RULE quiet AS ON UPDATE TO tilth_contact DO ALSO NOTHING",
    "no right to note": (
        "REVOKE EXECUTE ON FUNCTION tilth_note(text, text, text, text[], text, jsonb) FROM tilth_web"
    ),
    "anybody is bound by nothing": (
        "CREATE OR REPLACE FUNCTION tilth_bound() RETURNS boolean LANGUAGE sql AS 'SELECT false'"
    ),
    "a rule that answers nothing to nothing": ("ALTER FUNCTION tilth_among(text, text) STRICT"),
    "a function of PostgreSQL": "GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO PUBLIC",
    "a login that reads only": "ALTER ROLE tilth_web SET default_transaction_read_only = on",
    "a login that is more": "ALTER ROLE tilth_web BYPASSRLS CREATEROLE CONNECTION LIMIT 0",
    "a login that is somebody": "GRANT pg_read_all_data TO tilth_web",
    "triggers off for everybody": "ALTER ROLE ALL SET session_replication_role = replica",
    "a check gone": "ALTER TABLE tilth_cover DROP CONSTRAINT cover_two_people",
    "a key gone": "DROP INDEX user_one_active_per_staff",
    "a default": "ALTER TABLE tilth_user ALTER COLUMN role SET DEFAULT 'compliance'",
    "columns of one night": (
        "CREATE TABLE published_customer_g8 PARTITION OF published_customer FOR VALUES IN (8);"
        " GRANT SELECT (customer_id, name) ON published_customer_g8 TO tilth_web, pg_monitor"
    ),
    "a night is the login's": (
        "CREATE TABLE published_holding_g8 PARTITION OF published_holding FOR VALUES IN (8);"
        " ALTER TABLE published_holding_g8 OWNER TO tilth_web"
    ),
    "all triggers of a table passed over": (
        "UPDATE pg_class SET relhastriggers = false WHERE relname = 'tilth_suppression'"
    ),
    "checks, indexes and nights passed over": (
        "UPDATE pg_class SET relchecks = 0 WHERE relname = 'tilth_cover';"
        " UPDATE pg_class SET relhasindex = false WHERE relname = 'tilth_contact';"
        " UPDATE pg_class SET relhassubclass = false WHERE relname = 'published_customer'"
    ),
    "a trigger that calls itself internal": (
        "CREATE TRIGGER zz BEFORE INSERT ON tilth_audit_entry FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger();"
        " UPDATE pg_trigger SET tgisinternal = true WHERE tgname = 'zz'"
    ),
    "a trigger of ours that calls itself internal": (
        "UPDATE pg_trigger SET tgisinternal = true, tgenabled = 'D' WHERE tgname = 'tilth_true_author'"
    ),
    "a rule with the name of a view's": (
        "CREATE RULE quiet AS ON UPDATE TO tilth_contact DO INSTEAD NOTHING;"
        " UPDATE pg_rewrite SET rulename = '_RETURN' WHERE rulename = 'quiet'"
    ),
    "indexes that are not written": (
        "UPDATE pg_index SET indisready = false WHERE indexrelid IN ('audit_tries_by_place'::regclass,"
        " 'audit_tries_by_name'::regclass, 'user_one_active_per_staff'::regclass)"
    ),
    "an index gone": "DROP INDEX audit_tries_by_name",
    "a key that is looked at later": (
        "UPDATE pg_index SET indimmediate = false WHERE indexrelid = 'user_one_active_per_staff'::regclass"
    ),
    "a parsed body": (
        "CREATE FUNCTION public.zz() RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT false; END;"
        " UPDATE pg_proc SET prosqlbody = (SELECT prosqlbody FROM pg_proc WHERE proname = 'zz')"
        " WHERE oid = 'tilth_bound()'::regprocedure; DROP FUNCTION public.zz()"
    ),
    "a role of PostgreSQL's is a superuser": (
        "UPDATE pg_authid SET rolsuper = true, rolcanlogin = true WHERE rolname = 'pg_read_all_data'"
    ),
    "hashes and samples to read": (
        "GRANT SELECT ON pg_authid TO tilth_web; GRANT SELECT ON pg_statistic TO PUBLIC;"
        " GRANT SELECT (stavalues1) ON pg_statistic TO tilth_web"
    ),
    "a schema of PostgreSQL's": (
        "GRANT CREATE ON SCHEMA information_schema TO tilth_web; ALTER SCHEMA pg_toast OWNER TO tilth_web"
    ),
}
NAMED = {
    "a superuser": ("CREATE ROLE backdoor SUPERUSER", "DROP ROLE backdoor", "Role backdoor"),
    "a view where standards live": (
        "CREATE VIEW information_schema.leak AS SELECT username FROM public.tilth_user",
        "DROP VIEW information_schema.leak",
        "Elsewhere information_schema.leak",
    ),
    "a function of somebody's": (
        "CREATE FUNCTION public.zz() RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'",
        "DROP FUNCTION public.zz()",
        "Function zz()",
    ),
}


@pytest.fixture(scope="module")
def owner(migrated: str, postgres: str) -> Iterator[psycopg.Connection]:
    url = databases.copy(postgres, databases.TEMPLATE)
    with databases.shown(url), psycopg.connect(url, autocommit=True) as connection:
        yield connection
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.mark.parametrize("what", list(PUT_BACK))
def test_it_is_put_back(owner: psycopg.Connection, what: str, django_db_blocker) -> None:
    owner.execute(PUT_BACK[what])
    assert list(catalogue.broken(owner)) != []
    with psycopg.connect(owner.info.dsn, autocommit=True) as mine, django_db_blocker.unblock():
        done = repairing.put_right(mine)
    assert (list(done.left), list(catalogue.broken(owner))) == ([], [])
    assert done.put_back
    (told,) = owner.execute(
        "SELECT detail FROM tilth_audit_entry WHERE action = 'repair' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert told == {"put_back": list(done.put_back[:50]), "number": len(done.put_back), "left": 0}


@pytest.mark.parametrize("what", list(NAMED))
def test_what_may_be_somebodys_work_is_named(owner: psycopg.Connection, what: str, django_db_blocker) -> None:
    planted, undone, name = NAMED[what]
    owner.execute(planted)
    try:
        with psycopg.connect(owner.info.dsn, autocommit=True) as mine, django_db_blocker.unblock():
            done = repairing.put_right(mine)
        assert [one.startswith(f"{name} is not of this version") for one in done.left] == [True]
    finally:
        owner.execute(undone)


def test_where_all_is_as_shipped_nothing_is_done(owner: psycopg.Connection) -> None:
    before = owner.execute("SELECT count(*) FROM tilth_audit_entry").fetchone()
    assert repairing.put_right(owner) == repairing.Repair(put_back=(), left=())
    assert owner.execute("SELECT count(*) FROM tilth_audit_entry").fetchone() == before
