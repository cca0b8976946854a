-- The audit: one door through which entries come in, a chain that is made at commit, nothing that changes them.
-- sha256(coalesce(last.hash, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea) || convert_to(json_build_array(link.day - date '1970-01-01', link.number, NEW.id, (extract(epoch FROM NEW.at) * 1000000)::bigint, NEW.action, NEW.user_id, NEW.staff_id, NEW.role, NEW.address, NEW.request, NEW.subject_type, NEW.subject_id, NEW.customer_ids, NEW.why, NEW.detail)::text, 'UTF8')) and CASE WHEN generation IS DISTINCT FROM (SELECT tilth_generation()) THEN 0 WHEN restricted AND coalesce((SELECT current_setting('tilth.sees_restricted', true)), '') <> 'true' THEN 0 WHEN (SELECT coalesce(current_setting('tilth.bank_wide', true), '') = 'true') THEN 1 WHEN strpos((SELECT current_setting('tilth.branches', true)), chr(31) || branch_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.managers', true)), chr(31) || rm_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.customers', true)), chr(31) || customer_id || chr(31)) > 0 THEN 1 ELSE 0 END <> 0 are filled in: both texts stand once.
-- The inner door: triggers, sign-in and the looks below write through it, the pages' login may not call it.
CREATE OR REPLACE FUNCTION tilth_write(
    p_action text, p_subject_type text, p_subject_id text, p_customers text[], p_why text, p_detail jsonb
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made bigint;
    of_request text := coalesce(current_setting('tilth.request', true), '');
    of_pages boolean := tilth_bound();
BEGIN
    -- Who, from where and when come from the transaction, never from the caller: nobody writes for another, not
    -- even by writing the settings: only what `tilth_enter` left is sealed.
    IF of_pages AND NOT tilth_sealed() THEN
        RAISE EXCEPTION 'note refused: nobody has entered this transaction' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO tilth_audit_entry (at, action, user_id, staff_id, role, address, request,
        subject_type, subject_id, customer_ids, why, detail)
    VALUES (
        tilth_clock(), p_action, tilth_actor(), nullif(current_setting('tilth.staff', true), ''),
        CASE WHEN tilth_actor() IS NULL AND of_request = '' AND NOT of_pages THEN 'system' ELSE tilth_role() END,
        coalesce(current_setting('tilth.address', true), ''), of_request,
        coalesce(p_subject_type, ''), coalesce(p_subject_id, ''),
        ARRAY(SELECT DISTINCT c COLLATE "C" FROM unnest(p_customers) c ORDER BY 1),
        -- which command it was, a command says: the pages have none
        coalesce(nullif(p_why, ''), CASE WHEN NOT of_pages THEN current_setting('tilth.job', true) END, ''),
        coalesce(p_detail, '{}'))
    RETURNING id INTO made;
    RETURN made;
END
$$;

-- What the pages' login may say by itself. What the database notices on its own (`change`, `pause`, `walk`, a
-- publication, a verification) it cannot say; a sign-in is one's own, a wrong password one's own or nobody's.
CREATE OR REPLACE FUNCTION tilth_may_say(p_action text, p_subject_type text, p_subject_id text, p_detail jsonb)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$ BEGIN
    RETURN coalesce(CASE
        WHEN p_action IN ('view', 'list', 'search', 'unmask', 'clearance', 'export', 'refusal', 'lookers', 'audit')
            THEN true
        WHEN p_action IN ('sign_in', 'sign_out')
            THEN p_subject_type = 'account' AND p_subject_id = tilth_actor()::text
        -- in somebody's own session a wrong password counts for that session alone, never for a place
        WHEN p_action = 'sign_in_failed' THEN p_subject_type = 'account' AND (tilth_actor() IS NULL
            OR p_subject_id = tilth_actor()::text AND p_detail ? 'device')
    END, false);
END $$;

CREATE OR REPLACE FUNCTION tilth_note(
    p_action text, p_subject_type text, p_subject_id text, p_customers text[], p_why text, p_detail jsonb
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND tilth_sealed() AND NOT tilth_may_say(p_action, p_subject_type, p_subject_id, p_detail) THEN
        RAISE EXCEPTION 'note refused: the pages do not say % of this', p_action
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN tilth_write(p_action, p_subject_type, p_subject_id, p_customers, p_why, p_detail);
END
$$;

CREATE OR REPLACE FUNCTION tilth_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    link record;
    last record;
BEGIN
    IF TG_RELID <> 'tilth_audit_entry'::regclass THEN
        RAISE EXCEPTION '% makes no links', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Runs while the transaction commits: the lock lasts until the link can be seen, and waits for no row.
    PERFORM pg_advisory_xact_lock(7116405283412);
    SELECT l.day, l.number, l.hash INTO last FROM tilth_audit_link l ORDER BY l.day DESC, l.number DESC LIMIT 1;
    SELECT greatest(last.day, (NEW.at AT TIME ZONE 'Asia/Shanghai')::date) AS day, 1::bigint AS number INTO link;
    IF link.day = last.day THEN link.number := last.number + 1; END IF;
    INSERT INTO tilth_audit_link (day, number, entry_id, hash)
    VALUES (link.day, link.number, NEW.id, sha256(coalesce(last.hash, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea) || convert_to(json_build_array(link.day - date '1970-01-01', link.number, NEW.id, (extract(epoch FROM NEW.at) * 1000000)::bigint, NEW.action, NEW.user_id, NEW.staff_id, NEW.role, NEW.address, NEW.request, NEW.subject_type, NEW.subject_id, NEW.customer_ids, NEW.why, NEW.detail)::text, 'UTF8')));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tilth_note_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    version jsonb := to_jsonb(NEW);
    before jsonb;
    owned text[] := array_remove(ARRAY[version ->> 'customer_id', version ->> 'merged_id'], NULL);
BEGIN
    IF TG_TABLE_SCHEMA <> 'public' OR TG_TABLE_NAME NOT LIKE 'tilth\_%\_history' THEN
        RAISE EXCEPTION '% keeps no versions', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('SELECT to_jsonb(h) FROM %I h WHERE h.pgh_obj_id = $1 AND h.pgh_id < $2'
        ' ORDER BY h.pgh_id DESC LIMIT 1', TG_TABLE_NAME) INTO before USING NEW.pgh_obj_id, NEW.pgh_id;
    PERFORM tilth_write('change', regexp_replace(TG_TABLE_NAME, '_history$', ''), NEW.pgh_obj_id::text, owned, '',
        jsonb_build_object('label', NEW.pgh_label, 'history', NEW.pgh_id,
            'fields', ARRAY(SELECT f.key FROM jsonb_each(version) f WHERE f.key NOT LIKE 'pgh\_%'
                AND before -> f.key IS DISTINCT FROM f.value ORDER BY f.key COLLATE "C"),
            'digest', encode(sha256(convert_to(jsonb_strip_nulls(version)::text, 'UTF8')), 'hex')));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tilth_keep_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is only added to: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE OR REPLACE FUNCTION tilth_lookers(
    p_customer text, p_since timestamptz, p_before_at timestamptz, p_before_id bigint, p_limit integer
) RETURNS TABLE (
    id bigint, at timestamptz, action varchar, user_id bigint, name varchar, staff_id text, role varchar, why text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF tilth_bound() AND NOT tilth_sealed() OR
        NOT EXISTS (SELECT FROM published_customer WHERE customer_id = p_customer AND CASE WHEN generation IS DISTINCT FROM (SELECT tilth_generation()) THEN 0 WHEN restricted AND coalesce((SELECT current_setting('tilth.sees_restricted', true)), '') <> 'true' THEN 0 WHEN (SELECT coalesce(current_setting('tilth.bank_wide', true), '') = 'true') THEN 1 WHEN strpos((SELECT current_setting('tilth.branches', true)), chr(31) || branch_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.managers', true)), chr(31) || rm_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.customers', true)), chr(31) || customer_id || chr(31)) > 0 THEN 1 ELSE 0 END <> 0) THEN
        RETURN;
    END IF;
    -- The window is asked afterwards: the customer's own index finds few rows, the one by moment many.
    RETURN QUERY
        WITH found AS MATERIALIZED (
            SELECT e.id, e.at, e.action, e.user_id, e.staff_id, e.role, e.why FROM tilth_audit_entry e
            -- whoever was refused saw nothing; that somebody asked is compliance's business
            WHERE e.customer_ids @> ARRAY[p_customer] AND e.action <> 'refusal')
        SELECT f.id, f.at, f.action, f.user_id, u.name, f.staff_id, f.role, f.why
        FROM found f LEFT JOIN tilth_user u ON u.id = f.user_id
        WHERE f.at >= p_since AND (p_before_at IS NULL OR (f.at, f.id) < (p_before_at, p_before_id))
        ORDER BY f.at DESC, f.id DESC LIMIT p_limit;
END
$$;

CREATE OR REPLACE FUNCTION tilth_about(
    p_customers text[], p_since timestamptz, p_until timestamptz,
    p_before_at timestamptz, p_before_id bigint, p_limit integer
) RETURNS TABLE (
    id bigint, at timestamptz, action varchar, user_id bigint, name varchar, staff_id text, role varchar,
    address text, subject_type text, subject_id text, why text, customers text[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    -- && is not leakproof: under row-level security no index may serve it, so the policy is asked here once.
    IF NOT tilth_reads_audit() THEN
        RETURN;
    END IF;
    RETURN QUERY
        WITH found AS MATERIALIZED (
            SELECT e.* FROM tilth_audit_entry e
            WHERE e.customer_ids && p_customers AND e.at >= p_since AND e.at < p_until
                AND (p_before_at IS NULL OR (e.at, e.id) < (p_before_at, p_before_id)))
        SELECT f.id, f.at, f.action, f.user_id, u.name, f.staff_id, f.role, f.address, f.subject_type,
            f.subject_id, f.why, ARRAY(SELECT c FROM unnest(f.customer_ids) c WHERE c = ANY (p_customers))
        FROM found f LEFT JOIN tilth_user u ON u.id = f.user_id
        ORDER BY f.at DESC, f.id DESC LIMIT p_limit;
END
$$;

-- The chain at commit, and nothing that changes entries or links.
DROP TRIGGER IF EXISTS tilth_chain ON tilth_audit_entry;
CREATE CONSTRAINT TRIGGER tilth_chain AFTER INSERT ON tilth_audit_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tilth_chain();
CREATE OR REPLACE TRIGGER tilth_keep_audit BEFORE UPDATE OR DELETE ON tilth_audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION tilth_keep_audit();
CREATE OR REPLACE TRIGGER tilth_keep_audit_whole BEFORE TRUNCATE ON tilth_audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION tilth_keep_audit();
CREATE OR REPLACE TRIGGER tilth_keep_audit BEFORE UPDATE OR DELETE ON tilth_audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION tilth_keep_audit();
CREATE OR REPLACE TRIGGER tilth_keep_audit_whole BEFORE TRUNCATE ON tilth_audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION tilth_keep_audit();
