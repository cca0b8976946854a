-- What `tilth init` puts right in PostgreSQL's own books, where somebody edited them: only what differs, block by block
-- (a blank line parts them). Most of it only a superuser may do; what is not done is named afterwards.
DO $$ BEGIN -- rows that deny what their table has, so that PostgreSQL passes it over
    UPDATE pg_class c SET relhastriggers = true WHERE relnamespace = 'public'::regnamespace AND NOT relhastriggers
        AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid);
    UPDATE pg_class c SET relhasrules = true WHERE relnamespace = 'public'::regnamespace AND NOT relhasrules
        AND EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid);
    UPDATE pg_class c SET relhasindex = true WHERE relnamespace = 'public'::regnamespace AND NOT relhasindex
        AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid);
    UPDATE pg_class c SET relhassubclass = true WHERE relnamespace = 'public'::regnamespace AND NOT relhassubclass
        AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid);
    UPDATE pg_class c SET relchecks = n.number FROM (SELECT conrelid, count(*) AS number FROM pg_constraint
        WHERE contype = 'c' GROUP BY 1) n
        WHERE n.conrelid = c.oid AND relnamespace = 'public'::regnamespace AND relchecks <> n.number;
    UPDATE pg_attribute a SET atthasdef = true FROM pg_attrdef d, pg_class c WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum
        AND c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace AND NOT a.atthasdef;
END $$

DO $$ BEGIN -- triggers that call themselves PostgreSQL's own
    UPDATE pg_trigger t SET tgisinternal = false FROM pg_class c WHERE c.oid = t.tgrelid AND t.tgisinternal
        AND c.relnamespace = 'public'::regnamespace AND (t.tgfoid >= 16384 OR t.tgconstraint = 0);
END $$

DO $$ DECLARE one record; BEGIN -- indexes that are passed over or not written: built anew
    UPDATE pg_index i SET indisready = true, indisvalid = true, indislive = true FROM pg_class c
        WHERE c.oid = i.indexrelid AND c.relkind = 'I' AND c.relnamespace = 'public'::regnamespace
        AND NOT (i.indisready AND i.indisvalid AND i.indislive);
    FOR one IN SELECT i.indexrelid::regclass AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace AND NOT (i.indisready AND i.indisvalid AND i.indislive)
    LOOP
        EXECUTE format('REINDEX INDEX %s', one.name);
    END LOOP;
END $$

DO $$ DECLARE one record; BEGIN -- nights of somebody else's, or that others may read
    FOR one IN SELECT c.oid::regclass AS name, o.relowner::regrole AS owner FROM pg_class c, pg_class o
        WHERE o.oid = 'tilth_user'::regclass AND c.relispartition AND c.relkind IN ('r', 'p')
        AND c.relnamespace = 'public'::regnamespace AND c.relowner <> o.relowner
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO %s', one.name, one.owner);
    END LOOP;
    FOR one IN SELECT DISTINCT c.oid::regclass AS name, grantee::regrole AS who FROM pg_class c,
        LATERAL (SELECT c.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute WHERE attrelid = c.oid) given, aclexplode(acl)
        WHERE c.relispartition AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
        AND grantee NOT IN (0, c.relowner)
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', one.name, one.who);
    END LOOP;
END $$

DO $$ BEGIN -- PostgreSQL's own roles, which nobody may alter
    UPDATE pg_authid SET rolsuper = false, rolbypassrls = false, rolcreaterole = false, rolcreatedb = false,
        rolreplication = false, rolcanlogin = false
    WHERE oid < 16384 AND oid <> 10
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolcanlogin);
END $$

DO $$ DECLARE one record; BEGIN -- PostgreSQL's own tables, which the pages and everybody may not read
    FOR one IN SELECT c.oid::regclass AS name, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS who,
            privilege_type AS what
        FROM pg_class c LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0,
        LATERAL (SELECT grantee, privilege_type FROM aclexplode(c.relacl)
            EXCEPT SELECT grantee, privilege_type FROM aclexplode(i.initprivs)) more
        WHERE c.oid < 16384 AND grantee IN (0, 'tilth_web'::regrole)
            AND c.relnamespace <> 'information_schema'::regnamespace
    LOOP
        EXECUTE format('REVOKE %s ON %s FROM %s', one.what, one.name, one.who);
    END LOOP;
    FOR one IN SELECT c.oid::regclass AS name, a.attname, privilege_type AS what,
            CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS who
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_init_privs i
            ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum,
        LATERAL (SELECT grantee, privilege_type FROM aclexplode(a.attacl)
            EXCEPT SELECT grantee, privilege_type FROM aclexplode(i.initprivs)) more
        WHERE c.oid < 16384 AND grantee IN (0, 'tilth_web'::regrole)
    LOOP
        EXECUTE format('REVOKE %s (%I) ON %s FROM %s', one.what, one.attname, one.name, one.who);
    END LOOP;
END $$

DO $$ DECLARE one record; BEGIN -- PostgreSQL's own schemas
    FOR one IN SELECT nspname, nspowner, (SELECT rolname FROM pg_authid WHERE oid = 10) AS first FROM pg_namespace
        WHERE nspname IN ('pg_catalog', 'information_schema', 'pg_toast')
    LOOP
        IF one.nspowner <> 10 THEN
            EXECUTE format('ALTER SCHEMA %I OWNER TO %I', one.nspname, one.first);
        END IF;
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC, tilth_web', one.nspname);
        IF one.nspname <> 'pg_toast' THEN
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO PUBLIC', one.nspname);
        END IF;
    END LOOP;
END $$
