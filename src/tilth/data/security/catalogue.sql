-- What guards the database, one line for each thing: kind, name, what it is, and a text that PostgreSQL renders and
-- that may read otherwise on another major version. Owners' own rights are left out, and tables of single nights.
WITH owner AS (
    SELECT relowner AS id FROM pg_class WHERE oid = 'public.tilth_user'::regclass
), guarding (name) AS ( -- settings that can switch a guard
    VALUES ('session_replication_role'), ('row_security'), ('search_path'), ('role'), ('session_authorization'),
        ('allow_system_table_mods'), ('check_function_bodies'), ('default_transaction_read_only'),
        ('local_preload_libraries'), ('session_preload_libraries'), ('ignore_system_indexes')
), routines AS ( -- ours, and whatever initdb did not make, wherever it lies
    SELECT p.*, CASE WHEN p.pronamespace = 'public'::regnamespace THEN '' ELSE n.nspname || '.' END
        || regexp_replace(p.oid::regprocedure::text, '^' || n.nspname || '\.', '') AS called
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.pronamespace = 'public'::regnamespace OR p.oid >= 16384 AND n.nspname !~ '^pg_(toast|temp)'
), ours AS (
    SELECT c.* FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        AND NOT c.relispartition AND (c.relkind <> 'S' OR c.relname !~ '_[gn][0-9]+')
), held AS (
    SELECT g.object, coalesce(string_agg(g.who || ' ' || g.what, ', ' ORDER BY g.who, g.what), '') AS rights FROM (
        SELECT object, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS who,
            string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, '+' ORDER BY privilege_type) AS what
        FROM (
            SELECT 'table ' || relname AS object, relowner AS own, coalesce(relacl, acldefault('r', relowner)) AS acl
                FROM ours WHERE relkind <> 'S'
            UNION ALL SELECT 'sequence ' || relname, relowner, coalesce(relacl, acldefault('s', relowner)) FROM ours
                WHERE relkind = 'S'
            UNION ALL SELECT 'column ' || c.relname || '.' || a.attname, c.relowner, a.attacl FROM ours c
                JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
            UNION ALL SELECT 'function ' || p.called, p.proowner,
                coalesce(p.proacl, acldefault('f', p.proowner)) FROM routines p
            UNION ALL SELECT 'language ' || lanname, lanowner, coalesce(lanacl, acldefault('l', lanowner)) FROM pg_language
            UNION ALL SELECT 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace
                WHERE nspname !~ '^pg_(toast|temp)' AND nspname NOT IN ('pg_catalog', 'information_schema')
            UNION ALL SELECT 'database', datdba, coalesce(datacl, acldefault('d', datdba)) FROM pg_database
                WHERE datname = current_database()
        ) rights, LATERAL aclexplode(acl) WHERE grantee <> own
        GROUP BY object, grantee
    ) g GROUP BY g.object
), found (kind, name, what, text) AS (
    SELECT 'Table', c.relname::text,
        concat_ws('; ', CASE WHEN c.relrowsecurity THEN 'row security' END,
            CASE WHEN c.relowner <> (SELECT id FROM owner) THEN 'owned by ' || c.relowner::regrole END,
            'rights: ' || coalesce((SELECT rights FROM held WHERE object = 'table ' || c.relname), 'none')), ''
    FROM ours c WHERE c.relkind <> 'S'
    UNION ALL SELECT 'Sequence', substr(object, 10), rights, '' FROM held WHERE object LIKE 'sequence %'
    UNION ALL SELECT 'Column', substr(object, 8), rights, '' FROM held WHERE object LIKE 'column %'
    UNION ALL SELECT 'Schema', n.nspname::text, coalesce((SELECT rights FROM held WHERE object = 'schema ' || n.nspname), ''), ''
        FROM pg_namespace n
        WHERE n.nspname !~ '^pg_(toast|temp)' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT 'Function', p.called,
        concat_ws('; ', CASE WHEN p.prosecdef THEN 'definer' END, array_to_string(p.proconfig, ', '),
            CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
            CASE WHEN p.proisstrict THEN 'strict' END,
            CASE p.proparallel WHEN 's' THEN 'parallel' WHEN 'r' THEN 'parallel in part' END,
            CASE WHEN p.proleakproof THEN 'leakproof' END,
            CASE WHEN p.prosupport <> 0 THEN 'planned by ' || p.prosupport END,
            CASE WHEN p.proowner <> (SELECT id FROM owner) THEN 'owned by ' || p.proowner::regrole END,
            (SELECT l.lanname FROM pg_language l WHERE l.oid = p.prolang),
            'rights: ' || coalesce((SELECT rights FROM held WHERE object = 'function ' || p.called), 'none'),
            'body ' || left(encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'), 32)),
        CASE WHEN p.prokind IN ('f', 'p') THEN concat_ws(' returns ', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid))
            ELSE '' END
    FROM routines p
    UNION ALL SELECT 'PostgreSQL itself', 'functions', 'as its version brings them', encode(sha256(convert_to(string_agg(
            concat_ws(' ', p.oid::regprocedure, p.prolang, p.prosrc, p.prosqlbody IS NOT NULL, p.prosecdef, p.proisstrict,
                p.provolatile, array_to_string(p.proconfig, ','), p.proleakproof
                    -- for the order of lists; a restored dump has lost it, and that only costs time
                    AND p.proname NOT IN ('numeric_lt', 'numeric_le', 'numeric_gt', 'numeric_ge', 'numeric_eq')), E'\n' ORDER BY p.oid::regprocedure::text COLLATE "C"),
            'UTF8')), 'hex')
    FROM pg_proc p WHERE p.oid < 16384
    UNION ALL SELECT 'Cast', format('%s to %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
        c.castcontext::text || c.castmethod::text, '' FROM pg_cast c WHERE c.oid >= 16384
    UNION ALL SELECT 'Operator', o.oid::regoperator::text, o.oprcode::text, '' FROM pg_operator o WHERE o.oid >= 16384
    UNION ALL SELECT 'Type', format_type(t.oid, NULL), t.typtype::text, '' FROM pg_type t
    WHERE t.oid >= 16384 AND t.typtype IN ('b', 'd', 'e', 'r') AND t.typcategory <> 'A'
    UNION ALL SELECT 'Language', l.lanname::text, concat_ws('; ', CASE WHEN l.lanpltrusted THEN 'trusted' END,
        'rights: ' || coalesce((SELECT rights FROM held WHERE object = 'language ' || l.lanname), 'none')), '' FROM pg_language l
    UNION ALL SELECT 'Columns', c.relname::text, (SELECT string_agg(concat_ws(' ', a.attname,
            format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'filled' END, nullif(a.attidentity::text, ''),
            nullif(a.attgenerated::text, '')), ', ' ORDER BY a.attname COLLATE "C")
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '' FROM ours c WHERE c.relkind IN ('r', 'p')
    UNION ALL SELECT 'Default', c.relname || '.' || a.attname, 'given', pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attrdef d JOIN ours c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
    UNION ALL SELECT 'Constraint', k.conname || ' on ' || c.relname, concat_ws('; ', k.contype::text,
        CASE WHEN NOT k.convalidated THEN 'not of older rows' END), pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN ours c ON c.oid = k.conrelid WHERE k.contype <> 'n'
    UNION ALL SELECT 'Unique index', i.indexrelid::regclass::text, CASE WHEN i.indisvalid AND i.indislive THEN 'in force' ELSE 'not in force' END,
        pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN ours c ON c.oid = i.indrelid WHERE i.indisunique
    UNION ALL SELECT 'Trigger', t.tgname || ' on ' || t.tgrelid::regclass, 'switched off', ''
    FROM pg_trigger t JOIN ours c ON c.oid = t.tgrelid WHERE t.tgisinternal AND t.tgenabled <> 'O'
    UNION ALL SELECT 'Publication', p.pubname::text, 'copies changes elsewhere', '' FROM pg_publication p
    UNION ALL SELECT 'Subscription', s.subname::text, 'takes changes from elsewhere', '' FROM pg_subscription s
    WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL SELECT 'Foreign server', s.srvname::text, 'reaches elsewhere', '' FROM pg_foreign_server s
    UNION ALL SELECT 'Setting', s.name, s.reset_val, '' FROM pg_settings s JOIN guarding g USING (name)
    WHERE s.reset_val IS DISTINCT FROM s.boot_val -- what comes from a role or a database is named below
        AND s.source NOT IN ('global', 'database', 'user', 'database user')
    UNION ALL SELECT 'Setting of ' || CASE WHEN d.setrole = 0 THEN 'everybody' ELSE 'the owner' END, s, 'set', ''
    FROM pg_db_role_setting d, unnest(d.setconfig) s
    WHERE d.setrole IN (0, (SELECT id FROM owner)) AND split_part(s, '=', 1) IN (SELECT name FROM guarding)
        AND d.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    UNION ALL SELECT 'Role', r.rolname::text, concat_ws('; ', CASE WHEN r.rolsuper THEN 'superuser' END,
        CASE WHEN r.rolbypassrls THEN 'bypasses row security' END, CASE WHEN r.rolcreaterole THEN 'makes roles' END,
        CASE WHEN r.rolreplication THEN 'replicates' END, 'member of: ' || (SELECT string_agg(m.roleid::regrole::text, ', '
            ORDER BY m.roleid::regrole::text) FROM pg_auth_members m WHERE m.member = r.oid
            AND (m.roleid < 16384 OR m.roleid IN ('tilth_web'::regrole, (SELECT id FROM owner))))), ''
    FROM pg_roles r
    WHERE r.oid >= 16384 AND r.oid <> (SELECT id FROM owner) AND r.rolname NOT IN ('tilth_web', {KNOWN})
        AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication OR EXISTS (
            SELECT FROM pg_auth_members m WHERE m.member = r.oid
                AND (m.roleid < 16384 OR m.roleid IN ('tilth_web'::regrole, (SELECT id FROM owner)))))
    UNION ALL SELECT 'Trigger', t.tgname || ' on ' || t.tgrelid::regclass,
        CASE t.tgenabled WHEN 'O' THEN 'on' WHEN 'A' THEN 'always on' ELSE 'switched off' END
            || '; ' || t.tgfoid::regprocedure, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN ours c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
    UNION ALL SELECT 'Policy', p.polname || ' on ' || p.polrelid::regclass,
        concat_ws('; ', CASE WHEN NOT p.polpermissive THEN 'restrictive' END, p.polcmd::text, ARRAY(
            SELECT CASE WHEN r = 0 THEN 'PUBLIC' ELSE r::regrole::text END FROM unnest(p.polroles) r ORDER BY 1)::text),
        concat_ws(' CHECK ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p
    UNION ALL SELECT 'Rule', r.rulename || ' on ' || r.ev_class::regclass, 'a rule', ''
    FROM pg_rewrite r JOIN ours c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
    UNION ALL SELECT 'Event trigger', e.evtname::text, e.evtenabled::text || ' ' || e.evtfoid::regprocedure, ''
        FROM pg_event_trigger e
    UNION ALL SELECT 'Extension', e.extname::text, 'installed', '' FROM pg_extension e
    UNION ALL SELECT 'Part of a night', c.oid::regclass::text, 'rights: ' || c.relacl::text, '' FROM pg_class c
    WHERE c.relispartition AND c.relnamespace = 'public'::regnamespace
        AND EXISTS (SELECT FROM aclexplode(c.relacl) WHERE grantee <> c.relowner)
    UNION ALL SELECT 'Login', r.rolname::text, concat_ws('; ', CASE WHEN r.rolsuper THEN 'superuser' END,
        CASE WHEN r.rolbypassrls THEN 'bypasses row security' END, CASE WHEN r.rolcreaterole THEN 'makes roles' END,
        CASE WHEN r.rolcreatedb THEN 'makes databases' END, CASE WHEN r.rolreplication THEN 'replicates' END,
        CASE WHEN r.rolinherit THEN 'inherits' END, CASE WHEN r.rolcanlogin THEN 'may log in' END,
        CASE WHEN r.rolconnlimit >= 0 THEN 'connects ' || r.rolconnlimit || ' times' END,
        CASE WHEN r.rolvaliduntil < 'infinity' THEN 'until ' || r.rolvaliduntil END,
        'member of: ' || coalesce((SELECT string_agg(m.roleid::regrole::text, ', ' ORDER BY 1) FROM pg_auth_members m
            WHERE m.member = r.oid), 'none')), '' FROM pg_roles r WHERE r.rolname = 'tilth_web'
    UNION ALL SELECT 'Default of the login', s, 'set', '' FROM pg_db_role_setting d, unnest(d.setconfig) s
    WHERE d.setrole = 'tilth_web'::regrole AND d.setdatabase = 0
    UNION ALL SELECT 'Default of the login here', s, 'set', '' FROM pg_db_role_setting d, unnest(d.setconfig) s
    WHERE d.setrole IN (0, 'tilth_web'::regrole)
        AND d.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL SELECT 'Right over settings', p.parname, p.paracl::text, '' FROM pg_parameter_acl p
    WHERE EXISTS (SELECT FROM aclexplode(p.paracl) WHERE grantee IN (0, 'tilth_web'::regrole))
    UNION ALL SELECT 'Default rights', d.defaclobjtype::text || ' of ' || coalesce(nullif(d.defaclnamespace, 0)::regnamespace::text, 'all'),
        coalesce((SELECT string_agg(CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END || ' ' || privilege_type,
            ', ' ORDER BY grantee, privilege_type) FROM aclexplode(d.defaclacl) WHERE grantee <> d.defaclrole), 'none'), ''
    FROM pg_default_acl d
    UNION ALL SELECT 'Database', 'itself', coalesce((SELECT rights FROM held WHERE object = 'database'), 'none'), ''
    UNION ALL SELECT 'Function of PostgreSQL', f.name, 'the pages'' login may call it', ''
    FROM ({BUILTINS}) f (name)
)
SELECT kind, name, what, regexp_replace(text, '\s+', ' ', 'g') FROM found ORDER BY kind, name, what, text
