"""Guards that the owner of the database takes out, one statement each, and what is said about it."""

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
    "a function beside PostgreSQL's own": (
        (
            "CREATE FUNCTION pg_catalog.zz() RETURNS text IMMUTABLE SECURITY DEFINER LANGUAGE sql"
            " AS $$ SELECT 'x' $$"
        ),
        "Function pg_catalog.zz() is not of this version",
    ),
    "an overload of a function of PostgreSQL": (
        (
            "CREATE FUNCTION pg_catalog.concat(int, int, int, int) RETURNS text STABLE SECURITY DEFINER"
            " LANGUAGE sql AS $$ SELECT 'x' $$"
        ),
        "Function pg_catalog.concat(integer,integer,integer,integer) is not of this version",
    ),
    "a function of PostgreSQL says something else": (
        (
            "CREATE OR REPLACE FUNCTION pg_catalog.strpos(text, text) RETURNS int IMMUTABLE STRICT"
            " LANGUAGE sql AS 'SELECT 1'"
        ),
        "PostgreSQL itself functions does not say",
    ),
    "a function elsewhere": (
        "CREATE SCHEMA other; CREATE FUNCTION other.zz() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "Function other.zz() is not of this version",
    ),
    "a superuser more": ("CREATE ROLE backdoor SUPERUSER LOGIN", "Role backdoor is not of this version"),
    "a role that bypasses": ("CREATE ROLE backdoor BYPASSRLS", "Role backdoor is not of this version"),
    "a role that reads everything": (
        "CREATE ROLE backdoor LOGIN; GRANT pg_read_all_data TO backdoor",
        "Role backdoor is not of this version of Tilth (member of: pg_read_all_data)",
    ),
    "a role that is the pages": (
        "CREATE ROLE backdoor LOGIN; GRANT tilth_web TO backdoor",
        "Role backdoor is not of this version of Tilth (member of: tilth_web)",
    ),
    "triggers off for everybody": (
        "ALTER ROLE ALL SET session_replication_role = replica",
        "Setting of everybody session_replication_role=replica",
    ),
    "triggers off for the owner": (
        "ALTER ROLE postgres SET session_replication_role = replica",
        "Setting of the owner session_replication_role=replica",
    ),
    "triggers off in this database": (
        (
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica',"
            " current_database()); END $$"
        ),
        "Default of the login here session_replication_role=replica",
    ),
    "a copy of everything": ("CREATE PUBLICATION leak FOR ALL TABLES", "Publication leak"),
    "a check gone": (
        "ALTER TABLE tilth_cover DROP CONSTRAINT cover_two_people",
        "Constraint cover_two_people on tilth_cover is missing",
    ),
    "a foreign key off": (
        "ALTER TABLE tilth_contact DISABLE TRIGGER ALL",
        "Trigger RI_ConstraintTrigger",
    ),
    "once is not once any more": (
        "DROP INDEX user_one_active_per_staff",
        "Unique index user_one_active_per_staff is missing",
    ),
    "everybody new is compliance": (
        "ALTER TABLE tilth_user ALTER COLUMN role SET DEFAULT 'compliance'",
        "Default tilth_user.role is not of this version",
    ),
    "a column may be empty": (
        "ALTER TABLE tilth_contact ALTER COLUMN user_id DROP NOT NULL",
        "Columns tilth_contact is not as",
    ),
    "a cast": ("CREATE CAST (text AS int) WITH INOUT AS IMPLICIT", "Cast text to integer"),
    "an operator": (
        "CREATE OPERATOR public.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
        "Operator ===(text,text)",
    ),
    "a rule that answers nothing to nothing": (
        "ALTER FUNCTION tilth_among(text, text) STRICT",
        "Function tilth_among(text,text) is not as",
    ),
    "a language for everybody": (
        "UPDATE pg_language SET lanpltrusted = true WHERE lanname = 'c'",
        "Language c is not as",
    ),
    "no connection for the pages": (
        "ALTER ROLE tilth_web CONNECTION LIMIT 0",
        "Login tilth_web is not as it was shipped (may log in; connects 0 times",
    ),
    "a restriction forgotten": (
        "UPDATE published_customer SET restricted = NOT restricted WHERE customer_id = 'C000003'",
        "published_customer: C000003 is restricted, and tilth_suppression says otherwise",
    ),
    "staff elsewhere": ("UPDATE published_staff SET branch_id = 'H'", "published_staff: a row is not as"),
    "a branch below another": (
        "UPDATE published_branch SET path = path || 'H'::text WHERE branch_id = 'B'",
        "published_branch: a row is not as",
    ),
    "a holding of somebody else's": (
        "UPDATE published_holding SET owner_id = 'S9' WHERE customer_id = 'C000001'",
        "published_holding: a row of C000001 is another's",
    ),
    "a name on a list of somebody else's": (
        "UPDATE published_list_entry SET branch_id = 'B9'",
        "published_list_entry: a row of",
    ),
    "a publication forged": (
        (
            "UPDATE published_customer SET rm_id = 'S9' WHERE customer_id = 'C000001';"
            " SELECT tilth_note('publish', 'generation', p.current_id::text, '{}', '', e.detail)"
            " FROM tilth_publication p, (SELECT detail || jsonb_build_object('owners', '1') AS detail"
            " FROM tilth_audit_entry WHERE action = 'publish' ORDER BY id DESC LIMIT 1) e"
        ),
        "Entry ",
    ),
    "a theft under a forged publication": (
        (
            "UPDATE published_customer SET rm_id = 'S9' WHERE customer_id = 'C000001';"
            " SELECT tilth_note('publish', 'generation', current_id::text, '{}', '', '{\"owners\": \"1\"}')"
            " FROM tilth_publication"
        ),
        "published_customer: an owner or a branch was changed past transfers",
    ),
    "a change of owner under a forged publication": (
        (
            "WITH made AS (INSERT INTO tilth_ownership_change"
            " (customer_id, from_staff_id, to_staff_id, source)"
            " VALUES ('C1', 'S9', 'S1', 'feed') RETURNING id)"
            " SELECT tilth_note('publish', 'generation', '', '{}', '', jsonb_build_object('owners_changed',"
            " jsonb_build_array(id, id, 1, '1'))) FROM made"
        ),
        "tilth_ownership_change: there are rows that no publication told",
    ),
    "an earlier publication said again": (
        (
            "UPDATE published_customer SET rm_id = 'S9' WHERE customer_id = 'C000001';"
            " SELECT tilth_note('publish', subject_type, subject_id, '{}', '', detail) FROM tilth_audit_entry"
            " WHERE action = 'publish' ORDER BY id"
        ),
        "published_customer: an owner or a branch was changed past transfers",
    ),
    "a move of staff planted": (
        "INSERT INTO tilth_staff_change (staff_id, to_branch_id) VALUES ('S1', 'B9')",
        "tilth_staff_change: there are rows that no publication told",
    ),
}
"""What is taken out → how, and how the sentence about it begins."""
