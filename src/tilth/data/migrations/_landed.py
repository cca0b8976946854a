"""What old migrations do beside their tables, as it was landed: they never ask what the program says today."""

from tilth.data import guard

FUNCTIONS = (
    ("scope", "c9fe5a64708133c3"),
    ("entry", "90a5b150f91fe9ce"),
    ("transfer", "62c289ca45bf43f9"),
    ("reach", "c10147c9b75d11b8"),
    ("restriction", "1c97d4c0d37cef94"),
    ("gate", "10c41218571951de"),
    ("leftovers", "98254d27a3133192"),
    ("recount", "c63d8c8151d755a7"),
    ("accounts", "7b99f9eeead055c8"),
    ("audit", "61655e62bdde9b79"),
    ("sign_in", "b8f4075920cb0b4f"),
    ("walks", "12cd32f6efdaacf5"),
)
"""Files of functions as `0031_guards` landed them; what earlier versions ran they replace."""
ROLE = """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tilth_web') THEN
                CREATE ROLE tilth_web LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
            END IF;
            IF NOT pg_has_role(current_user, 'tilth_web', 'SET') THEN
                EXECUTE format('GRANT tilth_web TO %I', current_user);
            END IF;
        END $$
"""
"""Makes the pages' login unless it is there."""
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
TOLD = """
    SELECT tilth_note('publish', 'generation', '', '{}', '', t.told) FROM (SELECT jsonb_strip_nulls(jsonb_build_object('owners_changed', (SELECT CASE WHEN count(*) > 0 THEN jsonb_build_array(min(id), max(id), count(*), sum(('x' || left(encode(sha256(convert_to(concat_ws(chr(31), coalesce((customer_id)::text, chr(30)), coalesce((changed_at AT TIME ZONE 'UTC')::text, chr(30)), coalesce((from_staff_id)::text, chr(30)), coalesce((to_staff_id)::text, chr(30)), coalesce((from_branch_id)::text, chr(30)), coalesce((to_branch_id)::text, chr(30)), coalesce((source)::text, chr(30))), 'UTF8')), 'hex'), 15))::bit(60)::bigint)::text) END FROM tilth_ownership_change WHERE source = 'feed'),
        'staff_changed', (SELECT CASE WHEN count(*) > 0 THEN jsonb_build_array(min(id), max(id), count(*), sum(('x' || left(encode(sha256(convert_to(concat_ws(chr(31), coalesce((staff_id)::text, chr(30)), coalesce((changed_at AT TIME ZONE 'UTC')::text, chr(30)), coalesce((from_branch_id)::text, chr(30)), coalesce((to_branch_id)::text, chr(30)), coalesce((was_active)::text, chr(30)), coalesce((is_active)::text, chr(30))), 'UTF8')), 'hex'), 15))::bit(60)::bigint)::text) END FROM tilth_staff_change WHERE true))) AS told) t WHERE t.told <> '{}'
"""
"""Tells the audit what earlier publications wrote, so that a row less or more shows from there on."""


def functions() -> list[str]:
    """Return the text of every file of functions, in the order in which they need each other."""
    return [guard.kept(name, digest) for name, digest in FUNCTIONS]
