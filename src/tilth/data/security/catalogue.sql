-- What guards the database, one line for each thing: kind, name, what it is, and a text that PostgreSQL renders and
-- that may read otherwise on another major version. Owners' own rights are left out; of the tables of single nights
-- only what should not be there is told. What lies elsewhere, and who has powers, is in outside.sql.
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
    WHERE p.pronamespace = 'public'::regnamespace OR p.oid >= 16384
), here AS ( -- all of ours, with what the row of each says that the row of a plain table does not
    SELECT c.*, (c.relispartition AND c.relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_inherits i JOIN pg_class o ON o.oid = i.inhparent
            WHERE i.inhrelid = c.oid AND o.relkind = 'p' AND o.relnamespace = c.relnamespace)) AS part,
        (SELECT string_agg(key || '=' || value, ', ' ORDER BY key) FROM jsonb_each_text(to_jsonb(c) - ARRAY['oid', 'relname',
            'relnamespace', 'reltype', 'relowner', 'relam', 'relfilenode', 'reltablespace', 'relpages', 'reltuples', 'relallvisible',
            'relallfrozen', 'reltoastrelid', 'relhasindex', 'relhasrules', 'relhastriggers', 'relhassubclass', 'relnatts',
            'relchecks', 'relrowsecurity', 'relispartition', 'relfrozenxid', 'relminmxid', 'relacl', 'reloptions', 'relpartbound'])
            WHERE (key, value) NOT IN (('relkind', 'r'), ('relkind', 'p'), ('relkind', 'S'), ('relisshared', 'false'),
                ('relpersistence', 'p'), ('relforcerowsecurity', 'false'), ('relispopulated', 'true'), ('relrewrite', '0'),
                ('reloftype', '0'), ('relreplident', 'd'), ('relreplident', 'n'))) AS odd
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind NOT IN ('i', 'I')
), ours AS (
    SELECT * FROM here WHERE NOT part
), parts AS (
    SELECT * FROM here WHERE part
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
            UNION ALL SELECT 'database', datdba, coalesce(datacl, acldefault('d', datdba)) FROM pg_database
                WHERE datname = current_database()
        ) rights, LATERAL aclexplode(acl) WHERE grantee <> own
        GROUP BY object, grantee
    ) g GROUP BY g.object
), found (kind, name, what, text) AS (
    SELECT 'Table', c.relname::text,
        concat_ws('; ', CASE WHEN c.relrowsecurity THEN 'row security' END,
            CASE WHEN c.relowner <> (SELECT id FROM owner) THEN 'owned by ' || c.relowner::regrole END, c.odd,
            (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o WHERE o NOT LIKE 'autovacuum%' AND o NOT LIKE 'fillfactor%'),
            'rights: ' || coalesce((SELECT rights FROM held WHERE object = 'table ' || c.relname), 'none')),
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) ELSE '' END
    FROM ours c WHERE c.relkind <> 'S'
    UNION ALL SELECT 'Sequence', substr(object, 10), rights, '' FROM held WHERE object LIKE 'sequence %'
    UNION ALL SELECT 'Column', substr(object, 8), rights, '' FROM held WHERE object LIKE 'column %'
    UNION ALL SELECT 'Function', p.called,
        concat_ws('; ', CASE WHEN p.prosecdef THEN 'definer' END, array_to_string(p.proconfig, ', '),
            CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
            CASE WHEN p.proisstrict THEN 'strict' END,
            CASE p.proparallel WHEN 's' THEN 'parallel' WHEN 'r' THEN 'parallel in part' END,
            CASE WHEN p.proleakproof THEN 'leakproof' END,
            CASE WHEN p.prosupport <> 0 THEN 'planned by ' || p.prosupport END,
            CASE WHEN p.proowner <> (SELECT id FROM owner) THEN 'owned by ' || p.proowner::regrole END,
            CASE WHEN p.prokind NOT IN ('f', 'p') THEN 'kind ' || p.prokind::text END, p.probin, p.protrftypes::text,
            CASE WHEN p.prosqlbody IS NOT NULL THEN 'parsed body ' || left(encode(sha256(convert_to(
                p.prosqlbody::text, 'UTF8')), 'hex'), 32) END,
            (SELECT l.lanname FROM pg_language l WHERE l.oid = p.prolang),
            'rights: ' || coalesce((SELECT rights FROM held WHERE object = 'function ' || p.called), 'none'),
            'body ' || left(encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'), 32)),
        CASE WHEN p.prokind IN ('f', 'p') THEN concat_ws(' returns ', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid))
            ELSE '' END
    FROM routines p
    UNION ALL SELECT 'Language', l.lanname::text, concat_ws('; ', CASE WHEN l.lanpltrusted THEN 'trusted' END,
        'rights: ' || coalesce((SELECT rights FROM held WHERE object = 'language ' || l.lanname), 'none')), '' FROM pg_language l
    UNION ALL SELECT 'Columns', c.relname::text, (SELECT string_agg(concat_ws(' ', a.attname,
            format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'filled' END, nullif(a.attidentity::text, ''),
            nullif(a.attgenerated::text, ''), (SELECT 'ordered by ' || a.attcollation::regcollation FROM pg_type y
                WHERE y.oid = a.atttypid AND y.typcollation <> a.attcollation)), ', ' ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '' FROM ours c WHERE c.relkind IN ('r', 'p')
    UNION ALL SELECT 'Default', c.relname || '.' || a.attname, 'given', pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attrdef d JOIN ours c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
    UNION ALL SELECT 'Constraint', k.conname || ' on ' || c.relname, concat_ws('; ', k.contype::text,
        CASE WHEN NOT k.convalidated THEN 'not of older rows' END), pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN ours c ON c.oid = k.conrelid WHERE k.contype <> 'n'
    UNION ALL SELECT 'Foreign key', k.conname || ' on ' || c.relname, concat_ws('; ', k.conpfeqop::regoperator[]::text,
        (SELECT string_agg(concat_ws(' ', t.tgfoid::regproc, 'on', t.tgrelid::regclass, t.tgtype), ', ' ORDER BY t.tgfoid::regproc::text)
        FROM pg_trigger t WHERE t.tgconstraint = k.oid AND t.tgenabled = 'O')), ''
    FROM pg_constraint k JOIN ours c ON c.oid = k.conrelid WHERE k.contype = 'f'
    UNION ALL SELECT CASE WHEN i.indisunique THEN 'Unique index' ELSE 'Index' END, i.indexrelid::regclass::text,
        CASE WHEN i.indisvalid AND i.indislive AND i.indisready AND i.indimmediate THEN 'in force' ELSE 'not in force' END,
        pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN ours c ON c.oid = i.indrelid
    UNION ALL SELECT 'Trigger', t.tgname || ' on ' || t.tgrelid::regclass, 'switched off', ''
    FROM pg_trigger t JOIN here c ON c.oid = t.tgrelid WHERE t.tgisinternal AND t.tgenabled <> 'O'
    UNION ALL SELECT 'Passed over', missed || ' of ' || c.oid::regclass, 'its row says that there are none, or fewer', ''
    FROM pg_class c, LATERAL (
        SELECT 'triggers' WHERE NOT c.relhastriggers AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid)
        UNION ALL SELECT 'rules' WHERE NOT c.relhasrules AND EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
        UNION ALL SELECT 'indexes' WHERE NOT c.relhasindex AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid)
        UNION ALL SELECT 'partitions' WHERE NOT c.relhassubclass AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid)
        UNION ALL SELECT 'checks' WHERE c.relchecks <> (SELECT count(*) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c')
        UNION ALL SELECT 'columns' WHERE c.relnatts <> (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)
        UNION ALL SELECT 'defaults' WHERE EXISTS (SELECT FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid
            AND a.attnum = d.adnum WHERE d.adrelid = c.oid AND NOT a.atthasdef)
    ) m (missed) WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'Inherited', i.inhrelid::regclass || ' from ' || i.inhparent::regclass, 'is read with it', ''
    FROM pg_inherits i WHERE i.inhrelid NOT IN (SELECT oid FROM parts)
        AND NOT EXISTS (SELECT FROM pg_index x JOIN parts p ON p.oid = x.indrelid WHERE x.indexrelid = i.inhrelid)
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
    UNION ALL SELECT 'Trigger', t.tgname || ' on ' || t.tgrelid::regclass,
        CASE t.tgenabled WHEN 'O' THEN 'on' WHEN 'A' THEN 'always on' ELSE 'switched off' END
            || '; ' || t.tgfoid::regprocedure, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN here c ON c.oid = t.tgrelid
    WHERE NOT (c.part AND t.tgparentid <> 0) AND NOT (t.tgisinternal AND t.tgfoid < 16384
        AND EXISTS (SELECT FROM pg_constraint k WHERE k.oid = t.tgconstraint))
    UNION ALL SELECT 'Policy', p.polname || ' on ' || p.polrelid::regclass,
        concat_ws('; ', CASE WHEN NOT p.polpermissive THEN 'restrictive' END, p.polcmd::text, ARRAY(
            SELECT CASE WHEN r = 0 THEN 'PUBLIC' ELSE r::regrole::text END FROM unnest(p.polroles) r ORDER BY 1)::text),
        concat_ws(' CHECK ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p
    UNION ALL SELECT 'Rule', r.rulename || ' on ' || r.ev_class::regclass, 'a rule', ''
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    WHERE r.oid >= 16384 AND NOT (c.relkind IN ('v', 'm') AND r.rulename = '_RETURN' AND r.ev_type = '1')
    UNION ALL SELECT 'Event trigger', e.evtname::text, e.evtenabled::text || ' ' || e.evtfoid::regprocedure, ''
        FROM pg_event_trigger e
    UNION ALL SELECT 'Extension', e.extname::text, 'installed', '' FROM pg_extension e
    UNION ALL SELECT 'Part of a night', c.oid::regclass::text, concat_ws('; ', c.odd,
        CASE WHEN c.relowner <> (SELECT id FROM owner) THEN 'owned by ' || c.relowner::regrole END,
        CASE WHEN a.rights IS NOT NULL THEN 'rights: ' || a.rights END, CASE WHEN i.off IS NOT NULL THEN 'not in force: ' || i.off END), ''
    FROM parts c LEFT JOIN LATERAL (
        SELECT string_agg(CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END || ' ' || privilege_type, ', ' ORDER BY grantee,
            privilege_type) AS rights FROM (SELECT c.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute
            WHERE attrelid = c.oid AND attacl IS NOT NULL) given, aclexplode(acl) WHERE grantee <> c.relowner
    ) a ON true LEFT JOIN LATERAL (
        SELECT string_agg(indexrelid::regclass::text, ', ') AS off FROM pg_index
        WHERE indrelid = c.oid AND NOT (indisvalid AND indisready AND indislive)
    ) i ON true
    WHERE c.odd IS NOT NULL OR c.relowner <> (SELECT id FROM owner) OR a.rights IS NOT NULL OR i.off IS NOT NULL
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
