-- What PostgreSQL itself brought, one line for each of its catalogues: whole rows, without rights (they are compared with
-- `pg_init_privs`) and without what maintenance changes. Numbers that initdb gives by what the machine has are left out.
WITH brought (catalogue, line) AS (
    SELECT 'functions', p.oid::regprocedure || ' ' || (to_jsonb(p) - 'proacl'
            -- for the order of lists; a restored dump has lost it, and that only costs time
            - CASE WHEN proname IN ('numeric_lt', 'numeric_le', 'numeric_gt', 'numeric_ge', 'numeric_eq')
                THEN 'proleakproof' ELSE 'proacl' END)::text
    FROM pg_proc p WHERE oid < 16384
    UNION ALL SELECT 'tables', (to_jsonb(c) - ARRAY['relacl', 'relfilenode', 'reltablespace', 'relpages', 'reltuples',
        'relallvisible', 'relallfrozen', 'relfrozenxid', 'relminmxid', 'reloptions'])::text FROM pg_class c WHERE oid < 16384
    UNION ALL SELECT 'columns', (to_jsonb(a) - ARRAY['attacl', 'attstattarget', 'attoptions', 'attcacheoff'])::text
    FROM pg_attribute a WHERE attrelid < 16384
    UNION ALL SELECT 'rules', to_jsonb(r)::text FROM pg_rewrite r WHERE oid < 16384
    UNION ALL SELECT 'indexes', (to_jsonb(i) - 'indcheckxmin')::text FROM pg_index i WHERE indexrelid < 16384
    UNION ALL SELECT 'constraints', to_jsonb(k)::text FROM pg_constraint k WHERE oid < 16384
    UNION ALL SELECT 'triggers', to_jsonb(t)::text FROM pg_trigger t WHERE oid < 16384 OR tgrelid < 16384
    UNION ALL SELECT 'types', (to_jsonb(t) - 'typacl')::text FROM pg_type t WHERE oid < 16384
    UNION ALL SELECT 'ranges', to_jsonb(r)::text FROM pg_range r WHERE rngtypid < 16384
    UNION ALL SELECT 'operators', to_jsonb(o)::text FROM pg_operator o WHERE oid < 16384
    UNION ALL SELECT 'operator classes', to_jsonb(o)::text FROM pg_opclass o WHERE oid < 16384
    UNION ALL SELECT 'operator families', to_jsonb(o)::text FROM pg_opfamily o WHERE oid < 16384
    UNION ALL SELECT 'operators of families', to_jsonb(o)::text FROM pg_amop o WHERE oid < 16384
    UNION ALL SELECT 'functions of families', to_jsonb(o)::text FROM pg_amproc o WHERE oid < 16384
    UNION ALL SELECT 'access methods', to_jsonb(m)::text FROM pg_am m WHERE oid < 16384
    UNION ALL SELECT 'aggregates', to_jsonb(a)::text FROM pg_aggregate a WHERE aggfnoid < 16384
    UNION ALL SELECT 'casts', to_jsonb(c)::text FROM pg_cast c WHERE oid < 16384
    UNION ALL SELECT 'conversions', to_jsonb(c)::text FROM pg_conversion c WHERE oid < 16384
    UNION ALL SELECT 'languages', (to_jsonb(l) - ARRAY['lanacl', 'lanpltrusted'])::text FROM pg_language l WHERE oid < 16384
    UNION ALL SELECT 'first rights', concat_ws(' ', i.classoid, i.objoid, i.objsubid, i.privtype, (
        SELECT string_agg(concat_ws(' ', e.grantee, e.privilege_type, e.is_grantable), ', ' ORDER BY e.grantee, e.privilege_type)
        FROM aclexplode(i.initprivs) e))
    FROM pg_init_privs i WHERE objoid < 16384 AND classoid <> 'pg_namespace'::regclass
), masked (catalogue, hash) AS (
    SELECT catalogue, sha256(convert_to(regexp_replace(line,
        '(?<![0-9])(1[2-5][0-9]{3}|16[0-2][0-9]{2}|163[0-7][0-9]|1638[0-3])(?![0-9])', '#', 'g'), 'UTF8')) FROM brought
)
SELECT catalogue, encode(sha256(string_agg(hash, ''::bytea ORDER BY hash)), 'hex')
FROM masked GROUP BY catalogue ORDER BY catalogue
