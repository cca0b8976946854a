"""The audit inside the database: its functions, its triggers, who may read it, and the text that is hashed.

The text of an entry stands here once: the trigger hashes it at commit, verification hashes it again without
asking the trigger's function (ADR 0011).
"""

from importlib import resources

from tilth.data.security import policies
from tilth.data.security.policies import WEB

GENESIS = b"\0" * 32
"""What stands before the very first link."""
_CANONICAL = (
    "json_build_array({day} - date '1970-01-01', {number}, {entry}.id,"
    " (extract(epoch FROM {entry}.at) * 1000000)::bigint, {entry}.action, {entry}.user_id, {entry}.staff_id,"
    " {entry}.role, {entry}.address, {entry}.request, {entry}.subject_type, {entry}.subject_id,"
    " {entry}.customer_ids, {entry}.why, {entry}.detail)::text"
)
DIGEST = "encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb({row}))::text, 'UTF8')), 'hex')"
"""Of one version in a history table; the session's time zone must be UTC. Empty columns do not count, so that
a column added later changes no digest."""
KEPT = ("tilth_audit_entry", "tilth_audit_link")
"""Tables that are only added to."""
ON_HISTORIES = """
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT relname FROM pg_class
            WHERE relname LIKE 'tilth\\_%\\_history' AND relkind = 'r'
                AND relnamespace = 'public'::regnamespace
        LOOP
            EXECUTE format('CREATE OR REPLACE TRIGGER tilth_note_change AFTER INSERT ON %I'
                ' FOR EACH ROW EXECUTE FUNCTION tilth_note_change()', name);
        END LOOP;
    END $$
"""
"""Lets every history table tell the audit; to be run again by a migration that adds one."""
FIRST_VERSIONS = """
    DO $$ DECLARE name text; named text; BEGIN
        FOR name IN SELECT relname FROM pg_class
            WHERE relname LIKE 'tilth\\_%\\_history' AND relkind = 'r'
                AND relnamespace = 'public'::regnamespace AND relname <> 'tilth_role_history'
        LOOP
            SELECT string_agg(quote_ident(attname), ', ') INTO named FROM pg_attribute
                WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped
                    AND attname NOT LIKE 'pgh\\_%';
            EXECUTE format('INSERT INTO %1$I (%2$s, pgh_label, pgh_created_at, pgh_obj_id)'
                ' SELECT %2$s, ''insert'', coalesce((to_jsonb(x) ->> ''created_at'')::timestamptz, now()), id'
                ' FROM %3$I x WHERE NOT EXISTS (SELECT FROM %1$I h WHERE h.pgh_obj_id = x.id)',
                name, named, regexp_replace(name, '_history$', ''));
        END LOOP;
    END $$
"""
"""Gives rows that are older than their history a first version, so that a change outside it shows."""


def hashed(*, previous: str, day: str, number: str, entry: str) -> str:
    """Return the SQL expression of a link's hash; all four are SQL themselves, `entry` a row's alias."""
    return f"sha256({previous} || convert_to({canonical(day=day, number=number, entry=entry)}, 'UTF8'))"


def canonical(*, day: str, number: str, entry: str) -> str:
    """Return the SQL expression of the text that a link hashes: its place and its whole entry."""
    return _CANONICAL.format(day=day, number=number, entry=entry)


def statements() -> list[str]:
    """Return the statements that make the audit, in order."""
    made = [source(), *kept(), ON_HISTORIES, FIRST_VERSIONS, "SET CONSTRAINTS ALL IMMEDIATE"]
    made.append(
        "CREATE INDEX audit_changes ON tilth_audit_entry (subject_type, subject_id) WHERE action = 'change'"
    )
    return [*made, *seen()]


def kept() -> list[str]:
    """Return the triggers that make the chain and keep entries and links as they are; anew where they are."""
    made = ["DROP TRIGGER IF EXISTS tilth_chain ON tilth_audit_entry"]
    made.append(
        "CREATE CONSTRAINT TRIGGER tilth_chain AFTER INSERT ON tilth_audit_entry"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tilth_chain()"
    )
    for table in KEPT:
        each = f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION tilth_keep_audit()"
        made.append(f"CREATE OR REPLACE TRIGGER tilth_keep_audit BEFORE UPDATE OR DELETE {each}")
        made.append(f"CREATE OR REPLACE TRIGGER tilth_keep_audit_whole BEFORE TRUNCATE {each}")
    return made


def seen() -> list[str]:
    """Return the row-level security of the audit: whoever reads it reads all of it, nobody else anything."""
    rows = f"FOR SELECT TO {WEB} USING ((SELECT tilth_reads_audit()))"
    shut = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY" for table in KEPT]
    return [*shut, f"CREATE POLICY tilth_audit_entry_seen ON tilth_audit_entry {rows}"]


def source() -> str:
    """Return the text of the audit's functions, hash and sight filled in."""
    genesis = f"'\\x{GENESIS.hex()}'::bytea"
    made = hashed(
        previous=f"coalesce(last.hash, {genesis})", day="link.day", number="link.number", entry="NEW"
    )
    return _file("audit.sql").replace("<hash>", made).replace("<customer in sight>", policies.CUSTOMER)


def _file(name: str) -> str:
    return resources.files("tilth.data.security").joinpath(name).read_text("utf-8")
