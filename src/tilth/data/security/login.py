"""The pages' login, brought to what `grants` declares: everything else is taken from it, and from everybody.

Run after every step of the tables (`data.apps`), so that a fresh database and an upgraded one end alike and a
younger function or table is nobody's until it is declared. What only a superuser may take away is taken where
the owner is one, as on the embedded server; elsewhere `tilth check` names what is left.
"""

from tilth.data.guard import WEB
from tilth.data.security import grants

SETTINGS = {
    "idle_in_transaction_session_timeout": "60s",
    "lock_timeout": "10s",
    "statement_timeout": "30s",
    "timezone": "UTC",
}
"""Defaults of a connection by the pages' own login; the first three bound what one statement can hold up."""
TEMPORARY_FILES = {"temp_file_limit": "1GB"}
"""The same, but only a superuser may set it."""

_IGNORE_NOTHING = """
    CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$ BEGIN
        -- no setting of the pages switches a history off, and none of anybody stops what comes in from being
        -- kept: what goes by its period goes with its history, and the audit has the sweep's entry instead
        RETURN coalesce(current_setting('tilth.sweeping', true), '') = 'yes'
            AND trigger_name ~ '^pgtrigger_(append_only|delete_delete)_' AND NOT public.tilth_bound();
    END $$
"""
_HISTORIES_WRITE = """
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT oid::regprocedure FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'pgtrigger\\_%'
        LOOP
            EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', name);
        END LOOP;
    END $$
"""
_NOBODY = f"""
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {WEB};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {WEB};
    REVOKE ALL ON ALL ROUTINES IN SCHEMA public FROM PUBLIC, {WEB};
    REVOKE ALL ON SCHEMA public FROM PUBLIC, {WEB};
    GRANT USAGE ON SCHEMA public TO {WEB};
    ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
"""
_MAYBE = """
    DO $$ BEGIN
        {what};
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'left to a superuser: %', SQLERRM; -- `tilth check` says what is open
    END $$
"""
_NO_MEMBER = f"""
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT roleid::regrole FROM pg_auth_members WHERE member = '{WEB}'::regrole LOOP
            EXECUTE format('REVOKE %s FROM {WEB}', name);
        END LOOP;
    END $$
"""  # noqa: S608 - its part is a text of this program
_DATABASE = (
    f"EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, {WEB}', current_database());"
    f" EXECUTE format('GRANT CONNECT ON DATABASE %I TO {WEB}', current_database())"
)
BUILTINS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        AND has_function_privilege({role}, p.oid, 'EXECUTE')
        AND NOT (p.pronamespace = 'pg_catalog'::regnamespace
            AND (p.provolatile = 'i' OR p.prokind IN ('a', 'w') OR p.prorettype = 'trigger'::regtype
                OR p.proname = ANY ({allowed})))
    ORDER BY 1
"""
"""Finds what PostgreSQL brings and the login may call without its name being on the list."""
_BUILTINS_TAKEN = """
    DO $$ DECLARE name text; BEGIN
        FOR name IN {found} LOOP
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
        END LOOP;
    END $$
"""


def reset() -> list[str]:
    """Return what takes from the login whatever somebody gave it beside the list: powers, roles, settings."""
    return [
        _MAYBE.format(
            what=f"ALTER ROLE {WEB} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
            " NOINHERIT CONNECTION LIMIT -1 VALID UNTIL 'infinity'"
        ),
        _MAYBE.format(what=f"ALTER ROLE {WEB} RESET ALL"),
        _MAYBE.format(
            what=f"EXECUTE format('ALTER ROLE {WEB} IN DATABASE %I RESET ALL', current_database());"
            " EXECUTE format('ALTER DATABASE %I RESET ALL', current_database())"
        ),
        _NO_MEMBER,
    ]


def builtins(role: str) -> str:
    """Return the statement that finds PostgreSQL's own functions which `role` may call and the list lacks."""
    allowed = ", ".join(f"'{name}'" for name in sorted(grants.builtins()))
    return BUILTINS.format(role=role, allowed=f"ARRAY[{allowed}]")


def statements(present: frozenset[str], *, superuser: bool) -> list[str]:
    """Return what brings the login to the list; `present` are the tables there are, early in an upgrade."""
    made = [_IGNORE_NOTHING, _HISTORIES_WRITE] if "tilth_user_history" in present else []
    made += [_NOBODY, *database()]
    made += [
        f"GRANT {', '.join(privileges)} ON {table} TO {WEB}"
        for table, privileges in grants.tables().items()
        if table in present
    ]
    made += [
        f"GRANT {privilege} ({', '.join(columns)}) ON {table} TO {WEB}"
        for table, held in grants.columns().items()
        if table in present
        for privilege, columns in held.items()
    ]
    made += [_granted(function) for function in grants.FUNCTIONS]
    settings = SETTINGS | (TEMPORARY_FILES if superuser else {})
    made += [
        _MAYBE.format(what=f"ALTER ROLE {WEB} SET {name} = '{value}'")
        for name, value in sorted(settings.items())
    ]
    if superuser:
        made.append(_BUILTINS_TAKEN.format(found=builtins("'public'")))
    return made


def database() -> list[str]:
    """Return what keeps everybody but the login out of this database, and the login from temporary tables."""
    return [_MAYBE.format(what=_DATABASE)]


def _granted(function: str) -> str:
    """Return the grant on a function that is there; one that a later step brings is not yet."""
    return f"""
        DO $$ BEGIN
            IF to_regprocedure('{function}') IS NOT NULL THEN
                GRANT EXECUTE ON FUNCTION {function} TO {WEB};
            END IF;
        END $$
    """
