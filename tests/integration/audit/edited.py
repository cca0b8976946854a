"""Guards that the owner takes out where PostgreSQL keeps its own books, and what is said about it."""

_MODS = "SET LOCAL allow_system_table_mods = on; "
_ONE = """
    DO $$ DECLARE one text; BEGIN
        SELECT inhrelid::regclass::text INTO one FROM pg_inherits
            WHERE inhparent = 'published_customer'::regclass ORDER BY 1 DESC LIMIT 1;
        EXECUTE format($s${}$s$, one);
    END $$
"""
"""A statement about one night's part of the customers."""
_PLACES = """
    DO $$ DECLARE one int; other int; BEGIN
        SELECT attnum INTO one FROM pg_attribute
            WHERE attrelid = 'published_customer'::regclass AND attname = 'occupation';
        SELECT attnum INTO other FROM pg_attribute
            WHERE attrelid = 'published_customer'::regclass AND attname = 'employer';
        UPDATE pg_attribute SET attnum = 20000
            WHERE attrelid = 'published_customer'::regclass AND attnum = one;
        UPDATE pg_attribute SET attnum = one
            WHERE attrelid = 'published_customer'::regclass AND attnum = other;
        UPDATE pg_attribute SET attnum = other
            WHERE attrelid = 'published_customer'::regclass AND attnum = 20000;
    END $$
"""
EDITED = {
    "rights on columns of one night": (
        _ONE.format("GRANT SELECT (customer_id, name, rm_id, aum) ON %s TO tilth_web"),
        "Part of a night published_customer_g",
    ),
    "a night is the login's": (
        _ONE.format("ALTER TABLE %s OWNER TO tilth_web"),
        "Part of a night published_customer_g",
    ),
    "a trigger on one night": (
        _ONE.format(
            "CREATE TRIGGER zz BEFORE INSERT ON %s FOR EACH ROW"
            " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        ),
        "Trigger zz on published_customer_g",
    ),
    "a view where standards live": (
        (
            "CREATE VIEW information_schema.leak AS SELECT id, username, password FROM public.tilth_user;"
            " GRANT SELECT ON information_schema.leak TO PUBLIC"
        ),
        "Elsewhere information_schema.leak is not of this version",
    ),
    "a view among PostgreSQL's own": (
        f"{_MODS}CREATE VIEW pg_catalog.pg_leak AS SELECT * FROM public.tilth_entry_key",
        "Elsewhere pg_catalog.pg_leak is not of this version",
    ),
    "a table in a schema that looks temporary": (
        (
            "CREATE SCHEMA leak; CREATE TABLE leak.t AS SELECT * FROM public.tilth_user;"
            " UPDATE pg_namespace SET nspname = 'pg_temp_leak' WHERE nspname = 'leak'"
        ),
        "Elsewhere pg_temp_leak.t is not of this version",
    ),
    "a schema that looks temporary": (
        f"{_MODS}CREATE SCHEMA pg_temp_leak",
        "Schema pg_temp_leak is not of this version",
    ),
    "a temporary schema for the login": (
        f"{_MODS}CREATE SCHEMA pg_temp_77; GRANT USAGE ON SCHEMA pg_temp_77 TO tilth_web",
        "Schema pg_temp_77 is not of this version",
    ),
    "a function in a schema that looks temporary": (
        (
            f"{_MODS}CREATE SCHEMA pg_temp_leak; CREATE FUNCTION pg_temp_leak.zz() RETURNS int"
            " SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'"
        ),
        "Function pg_temp_leak.zz() is not of this version",
    ),
    "a function beside long values": (
        (
            f"{_MODS}UPDATE pg_proc SET pronamespace = 'pg_toast'::regnamespace"
            " WHERE oid = 'tilth_bound()'::regprocedure"
        ),
        "Function pg_toast.tilth_bound() is not of this version",
    ),
    "a schema of PostgreSQL's to build in": (
        "GRANT CREATE ON SCHEMA information_schema TO tilth_web",
        "Schema information_schema is not as it was shipped",
    ),
    "a schema of PostgreSQL's is the login's": (
        "ALTER SCHEMA information_schema OWNER TO tilth_web",
        "Schema information_schema is not as it was shipped",
    ),
    "all triggers of a table passed over": (
        "UPDATE pg_class SET relhastriggers = false WHERE relname = 'tilth_suppression'",
        "Passed over triggers of tilth_suppression",
    ),
    "all checks of a table passed over": (
        "UPDATE pg_class SET relchecks = 0 WHERE relname = 'tilth_cover'",
        "Passed over checks of tilth_cover",
    ),
    "all indexes of a table passed over": (
        "UPDATE pg_class SET relhasindex = false WHERE relname = 'tilth_contact'",
        "Passed over indexes of tilth_contact",
    ),
    "all nights of a table passed over": (
        "UPDATE pg_class SET relhassubclass = false WHERE relname = 'published_customer'",
        "Passed over partitions of published_customer",
    ),
    "a default passed over": (
        (
            "UPDATE pg_attribute SET atthasdef = false WHERE (attrelid, attnum) ="
            " (SELECT adrelid, adnum FROM pg_attrdef d JOIN pg_class c ON c.oid = adrelid"
            " WHERE c.relnamespace = 'public'::regnamespace LIMIT 1)"
        ),
        "Passed over defaults of ",
    ),
    "an index that is not written": (
        (
            "UPDATE pg_index SET indisready = false WHERE indexrelid IN"
            " ('audit_tries_by_place'::regclass, 'audit_tries_by_name'::regclass)"
        ),
        "Index audit_tries_by_place is not as it was shipped (not in force)",
    ),
    "a unique index that is not written": (
        ("UPDATE pg_index SET indisready = false WHERE indexrelid = 'user_one_active_per_staff'::regclass"),
        "Unique index user_one_active_per_staff is not as",
    ),
    "an index of one night that is not written": (
        (
            "UPDATE pg_index SET indisready = false WHERE indrelid = (SELECT inhrelid FROM pg_inherits"
            " WHERE inhparent = 'published_customer'::regclass LIMIT 1)"
        ),
        "Part of a night published_customer_g",
    ),
    "a unique index that is looked at later": (
        ("UPDATE pg_index SET indimmediate = false WHERE indexrelid = 'user_one_active_per_staff'::regclass"),
        "Unique index user_one_active_per_staff is not as",
    ),
    "two columns that change places": (_PLACES, "Columns published_customer is not as"),
    "an index gone": ("DROP INDEX audit_tries_by_name", "Index audit_tries_by_name is missing"),
    "an index that believes itself whole": (
        (
            "CREATE INDEX zz ON tilth_audit_entry (id) WHERE false;"
            " UPDATE pg_index SET indpred = NULL WHERE indexrelid = 'zz'::regclass"
        ),
        "Index zz is not of this version",
    ),
    "a role of PostgreSQL's is a superuser": (
        "UPDATE pg_authid SET rolsuper = true, rolcanlogin = true WHERE rolname = 'pg_read_all_data'",
        "Role pg_read_all_data is not of this version of Tilth (superuser; may log in)",
    ),
    "a role of PostgreSQL's bypasses": (
        "UPDATE pg_authid SET rolbypassrls = true WHERE rolname = 'pg_monitor'",
        "Role pg_monitor is not of this version",
    ),
    "a role of PostgreSQL's is the owner": (
        "GRANT postgres TO pg_monitor",
        "Role pg_monitor is not of this version",
    ),
    "a role of PostgreSQL's reads everything": (
        "GRANT pg_read_all_data TO pg_signal_backend",
        "Role pg_signal_backend is not of this version",
    ),
    "a role beside PostgreSQL's": (
        (
            "INSERT INTO pg_authid (oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb,"
            " rolcanlogin, rolreplication, rolbypassrls, rolconnlimit)"
            " VALUES (9999, 'pg_guest', true, true, true, true, true, true, true, -1)"
        ),
        "Role pg_guest is not of this version",
    ),
    "a parsed body": (
        (
            "CREATE FUNCTION public.zz() RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT false; END;"
            " UPDATE pg_proc SET prosqlbody = (SELECT prosqlbody FROM pg_proc WHERE proname = 'zz')"
            " WHERE oid = 'tilth_bound()'::regprocedure; DROP FUNCTION public.zz()"
        ),
        "Function tilth_bound() is not as it was shipped",
    ),
    "a parsed body of PostgreSQL's": (
        (
            "CREATE FUNCTION public.zz() RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT false; END;"
            " UPDATE pg_proc SET prosqlbody = (SELECT prosqlbody FROM pg_proc WHERE proname = 'zz')"
            " WHERE oid = 'pg_catalog.log(numeric)'::regprocedure; DROP FUNCTION public.zz()"
        ),
        "PostgreSQL itself functions does not say",
    ),
    "the list of roles hides a power": (
        (
            f"{_MODS}ALTER ROLE tilth_web BYPASSRLS; CREATE OR REPLACE VIEW pg_catalog.pg_roles AS"
            " SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,"
            " rolreplication, rolconnlimit, '********'::text AS rolpassword, rolvaliduntil,"
            " false AS rolbypassrls, setconfig AS rolconfig, pg_authid.oid"
            " FROM pg_authid LEFT JOIN pg_db_role_setting s ON pg_authid.oid = setrole AND setdatabase = 0"
        ),
        "Login tilth_web is not as it was shipped (bypasses row security",
    ),
    "the list of settings hides one": (
        (
            f"{_MODS}CREATE OR REPLACE VIEW pg_catalog.pg_settings AS SELECT * FROM pg_show_all_settings() a"
            " WHERE name <> 'session_replication_role'"
        ),
        "PostgreSQL itself rules does not say",
    ),
    "a table of PostgreSQL's under another name": (
        (
            f"{_MODS}ALTER TABLE pg_catalog.pg_event_trigger RENAME TO pg_event_trigger_; CREATE VIEW"
            " pg_catalog.pg_event_trigger AS SELECT * FROM pg_catalog.pg_event_trigger_ WHERE false"
        ),
        "Catalogue pg_catalog.pg_event_trigger is not as it was shipped",
    ),
    "hashes of PostgreSQL's to read": (
        "GRANT SELECT ON pg_authid TO tilth_web",
        "Right over PostgreSQL relation pg_authid is not of this version of Tilth (tilth_web SELECT)",
    ),
    "samples of customers to read": (
        "GRANT SELECT ON pg_statistic TO PUBLIC",
        "Right over PostgreSQL relation pg_statistic is not of this version of Tilth (PUBLIC SELECT)",
    ),
    "one column of samples to read": (
        "GRANT SELECT (stavalues1) ON pg_statistic TO tilth_web",
        "Right over PostgreSQL column pg_statistic.stavalues1",
    ),
    "triggers of a foreign key gone": (
        "DELETE FROM pg_trigger WHERE tgisinternal AND tgrelid = 'tilth_contact'::regclass",
        "Foreign key ",
    ),
    "a foreign key that compares otherwise": (
        (
            "UPDATE pg_constraint SET conpfeqop = ARRAY['<>(bigint,bigint)'::regoperator::oid]"
            " WHERE contype = 'f' AND conrelid = 'tilth_contact'::regclass"
            " AND confrelid = 'tilth_user'::regclass"
        ),
        "Foreign key ",
    ),
    "a trigger that calls itself internal": (
        (
            "CREATE TRIGGER zz BEFORE INSERT ON tilth_audit_entry FOR EACH ROW EXECUTE FUNCTION"
            " suppress_redundant_updates_trigger(); UPDATE pg_trigger SET tgisinternal = true"
            " WHERE tgname = 'zz'"
        ),
        "Trigger zz on tilth_audit_entry is not of this version",
    ),
    "a trigger of ours that calls itself internal": (
        "UPDATE pg_trigger SET tgisinternal = true, tgenabled = 'D' WHERE tgname = 'tilth_true_author'",
        "Trigger tilth_true_author on ",
    ),
    "a rule with the name of a view's": (
        (
            f"{_MODS}CREATE RULE quiet AS ON UPDATE TO tilth_contact DO INSTEAD NOTHING;"
            " UPDATE pg_rewrite SET rulename = '_RETURN' WHERE rulename = 'quiet'"
        ),
        "Rule _RETURN on tilth_contact is not of this version",
    ),
    "a view that calls itself a part": (
        (
            "CREATE VIEW everybody AS SELECT * FROM published_customer;"
            " GRANT SELECT (name) ON everybody TO tilth_web;"
            " UPDATE pg_class SET relispartition = true WHERE relname = 'everybody'"
        ),
        "Table everybody is not of this version",
    ),
    "an operator of PostgreSQL's says something else": (
        "UPDATE pg_operator SET oprcode = 'jsonb_eq' WHERE oprname = '<>' AND oprleft = 'jsonb'::regtype",
        "PostgreSQL itself operators does not say",
    ),
    "a comparison of PostgreSQL's says something else": (
        "UPDATE pg_amproc SET amproc = 'btint8cmp' WHERE amproc = 'bttextcmp'::regproc",
        "PostgreSQL itself functions of families does not say",
    ),
    "a type of PostgreSQL's is shown otherwise": (
        "UPDATE pg_type SET typsend = 'textsend' WHERE typname = 'cidr'",
        "PostgreSQL itself types does not say",
    ),
    "a digest of PostgreSQL's that lies": (
        (
            "CREATE OR REPLACE FUNCTION pg_catalog.sha256(bytea) RETURNS bytea IMMUTABLE STRICT LANGUAGE sql"
            " AS $$ SELECT '\\x00'::bytea $$"
        ),
        "PostgreSQL itself what answers does not say",
    ),
    "a table that others inherit": (
        "CREATE TABLE information_schema.more () INHERITS (public.tilth_user)",
        "Inherited information_schema.more from tilth_user",
    ),
    "an operator that answers for PostgreSQL's": (
        (
            "CREATE FUNCTION public.never(regnamespace, regnamespace) RETURNS boolean IMMUTABLE LANGUAGE sql"
            " AS 'SELECT false'; CREATE OPERATOR public.= (LEFTARG = regnamespace, RIGHTARG = regnamespace,"
            " FUNCTION = public.never)"
        ),
        "Operator =(regnamespace,regnamespace) is not of this version",
    ),
    "an operator class": (
        "CREATE OPERATOR CLASS zz FOR TYPE int USING btree AS OPERATOR 3 =, FUNCTION 1 btint4cmp(int, int)",
        "Operator class zz of btree is not of this version",
    ),
    "a foreign wrapper": ("CREATE FOREIGN DATA WRAPPER zz", "Foreign wrapper zz"),
    "a table that a crash empties": (
        "UPDATE pg_class SET relpersistence = 'u' WHERE relname = 'tilth_session'",
        "Table tilth_session is not as",
    ),
}
"""What is taken out → how, and how the sentence about it begins."""
