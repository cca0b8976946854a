-- What is neither of PostgreSQL nor in Tilth's schema, and who has powers: one line for each thing, as in catalogue.sql.
-- Read with nothing but `pg_catalog` on the way, so that no operator or function elsewhere answers for PostgreSQL's own.
WITH owner AS (
    SELECT relowner AS id FROM pg_class WHERE oid = 'public.tilth_user'::regclass
), held AS ( -- rights on what PostgreSQL brought, whoever has them, beside those that it came with
    SELECT what, object, string_agg(who || ' ' || privilege, ', ' ORDER BY who, privilege) AS rights FROM (
        SELECT what, object, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS who,
            privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END AS privilege
        FROM (
            SELECT 'relation' AS what, c.oid::regclass::text AS object, c.relowner AS own, c.relacl AS acl, i.initprivs AS first
            FROM pg_class c LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
            WHERE c.oid < 16384
            UNION ALL SELECT 'column', c.oid::regclass || '.' || a.attname, c.relowner, a.attacl, i.initprivs
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_init_privs i
                ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum
            WHERE c.oid < 16384 AND a.attacl IS NOT NULL
        ) rights, LATERAL (
            SELECT grantee, privilege_type, is_grantable FROM aclexplode(acl)
            EXCEPT SELECT grantee, privilege_type, is_grantable FROM aclexplode(first)
            EXCEPT SELECT 0, 'SELECT', false WHERE object LIKE 'information\_schema.%' -- views that look who asks
        ) more WHERE grantee <> own AND grantee NOT IN (SELECT oid FROM pg_roles WHERE rolname IN ({KNOWN}))
    ) given GROUP BY what, object
), named AS ( -- schemas, with what everybody and others may do there
    SELECT n.*, coalesce((SELECT string_agg(who || ' ' || given, ', ' ORDER BY who, given) FROM (
        SELECT CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS who,
            string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, '+' ORDER BY privilege_type) AS given
        FROM aclexplode(coalesce(nspacl, acldefault('n', nspowner))) WHERE grantee <> nspowner GROUP BY grantee) e), '') AS rights
    FROM pg_namespace n
), powers AS (
    SELECT r.*, r.oid < 16384 AND r.oid <> 10 AS brought, (SELECT string_agg(m.roleid::regrole::text, ', '
        ORDER BY m.roleid::regrole::text) FROM pg_auth_members m WHERE m.member = r.oid AND (r.oid < 16384 OR m.roleid < 16384
            OR m.roleid IN (SELECT id FROM owner) OR m.roleid IN (SELECT oid FROM {ROLES} WHERE rolname = 'tilth_web'))) AS member_of
    FROM {ROLES} r
), found (kind, name, what, text) AS (
    SELECT 'Right over PostgreSQL', what || ' ' || object, rights, '' FROM held
    UNION ALL SELECT 'Catalogue', name, name::regclass::oid::text, '' FROM (VALUES {CATALOGUES}) v (name)
    UNION ALL SELECT 'Schema', nspname::text, concat_ws('; ', rights, CASE WHEN nspowner NOT IN (10, (SELECT id FROM owner))
        AND (nspname <> 'public' OR nspowner::regrole::text <> 'pg_database_owner') THEN 'owned by ' || nspowner::regrole END), ''
    FROM named WHERE nspname !~ '^pg_(toast_)?temp_[0-9]+$' OR nspacl IS NOT NULL OR nspowner <> 10
    UNION ALL SELECT 'Elsewhere', format('%I.%I', n.nspname, c.relname), c.relkind::text, '' FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid >= 16384 AND n.nspname <> 'public'
        AND NOT (c.relkind = 't' AND c.relacl IS NULL AND n.nspname IN ('pg_toast')
            AND EXISTS (SELECT FROM pg_class o WHERE o.reltoastrelid = c.oid))
        AND NOT (c.relkind IN ('i', 'I') AND EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = c.oid AND i.indrelid >= 16384))
        AND NOT (c.relpersistence = 't' AND c.relkind IN ('r', 't', 'S')) -- another's temporary rows cannot be read
    UNION ALL SELECT 'Cast', format('%s to %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
        c.castcontext::text || c.castmethod::text, '' FROM pg_cast c WHERE c.oid >= 16384
    UNION ALL SELECT 'Operator', replace(o.oid::regoperator::text, 'public.', ''), o.oprcode::text, '' FROM pg_operator o WHERE o.oid >= 16384
    UNION ALL SELECT 'Operator class', format('%s of %s', opcname, amname), opcfamily::text, ''
    FROM pg_opclass o JOIN pg_am m ON m.oid = opcmethod WHERE o.oid >= 16384
    UNION ALL SELECT 'Operator of a family', format('%s for %s', amopopr::regoperator, amoppurpose), amopstrategy::text, ''
    FROM pg_amop WHERE oid >= 16384
    UNION ALL SELECT 'Function of a family', format('%s as %s', amproc::regprocedure, amprocnum), format('%s, %s', format_type(
        amproclefttype, NULL), format_type(amprocrighttype, NULL)), '' FROM pg_amproc WHERE oid >= 16384
    UNION ALL SELECT 'Access method', amname::text, amhandler::text, '' FROM pg_am WHERE oid >= 16384
    UNION ALL SELECT 'Conversion', conname::text, conproc::text, '' FROM pg_conversion WHERE oid >= 16384
    UNION ALL SELECT 'Type', format_type(t.oid, NULL), t.typtype::text, '' FROM pg_type t
    WHERE t.oid >= 16384 AND t.typtype <> 'c' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
    UNION ALL SELECT 'Foreign wrapper', fdwname::text, 'reaches elsewhere', '' FROM pg_foreign_data_wrapper
    UNION ALL SELECT 'Role', rolname::text, concat_ws('; ', CASE WHEN rolsuper THEN 'superuser' END,
        CASE WHEN rolbypassrls THEN 'bypasses row security' END, CASE WHEN rolcreaterole THEN 'makes roles' END,
        CASE WHEN rolreplication THEN 'replicates' END, CASE WHEN brought AND rolcreatedb THEN 'makes databases' END,
        CASE WHEN brought AND rolcanlogin THEN 'may log in' END, 'member of: ' || member_of), ''
    FROM powers
    WHERE oid NOT IN (10, (SELECT id FROM owner)) AND rolname NOT IN ('tilth_web', {KNOWN})
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication OR brought AND (rolcreatedb OR rolcanlogin
            OR rolname !~ '^pg_') OR member_of IS NOT NULL)
        AND NOT (rolname = 'pg_monitor' AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication OR rolcreatedb
            OR rolcanlogin) AND member_of = 'pg_read_all_settings, pg_read_all_stats, pg_stat_scan_tables')
    UNION ALL SELECT 'Login', rolname::text, concat_ws('; ', CASE WHEN rolsuper THEN 'superuser' END,
        CASE WHEN rolbypassrls THEN 'bypasses row security' END, CASE WHEN rolcreaterole THEN 'makes roles' END,
        CASE WHEN rolcreatedb THEN 'makes databases' END, CASE WHEN rolreplication THEN 'replicates' END,
        CASE WHEN rolinherit THEN 'inherits' END, CASE WHEN rolcanlogin THEN 'may log in' END,
        CASE WHEN rolconnlimit >= 0 THEN 'connects ' || rolconnlimit || ' times' END,
        CASE WHEN rolvaliduntil < 'infinity' THEN 'until ' || rolvaliduntil END,
        'member of: ' || coalesce((SELECT string_agg(m.roleid::regrole::text, ', ' ORDER BY 1) FROM pg_auth_members m
            WHERE m.member = r.oid), 'none')), '' FROM {ROLES} r WHERE rolname = 'tilth_web'
)
SELECT kind, name, what, text FROM found ORDER BY kind, name, what, text
