-- The scope of an actor, worked out once per transaction and kept in settings that end with it, so that it
-- is safe behind a pooler that hands connections round between transactions.
CREATE OR REPLACE FUNCTION tilth_clock() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    -- A clock that steps back must not revive what has ended, nor reorder the audit.
    SELECT greatest(clock_timestamp(), (SELECT max(at) FROM tilth_audit_entry))
$$;

CREATE OR REPLACE FUNCTION tilth_joined(p_values text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT CASE WHEN cardinality(p_values) = 0 THEN '' -- not two separators: between them lies an empty value
        ELSE chr(31) || array_to_string(p_values, chr(31)) || chr(31) END $$;

CREATE OR REPLACE FUNCTION tilth_enter(
    IN p_user bigint, IN p_generation integer, IN p_address text, IN p_request text,
    OUT role text, OUT staff_id text, OUT scope text, OUT managers text[], OUT branches text[],
    OUT customers text[], OUT bank_wide boolean, OUT sees_restricted boolean, OUT reads_audit boolean
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    today date := (tilth_clock() AT TIME ZONE 'Asia/Shanghai')::date;
    own_branch text;
BEGIN
    SELECT u.role, coalesce(u.staff_id, ''), coalesce(r.scope, 'none'),
        coalesce(r.sees_restricted, false), coalesce(r.reads_audit, false)
    INTO role, staff_id, scope, sees_restricted, reads_audit
    FROM tilth_user u LEFT JOIN tilth_role r ON r.code = u.role
    WHERE u.id = p_user AND u.is_active;
    IF NOT FOUND THEN
        role := ''; staff_id := ''; scope := 'none'; sees_restricted := false; reads_audit := false;
    END IF;
    IF staff_id = '' AND scope <> 'bank' THEN scope := 'none'; END IF;
    managers := '{}'; branches := '{}'; customers := '{}'; bank_wide := scope = 'bank';
    SELECT s.branch_id INTO own_branch FROM published_staff s
        WHERE s.generation = p_generation AND s.staff_id = staff_id AND scope <> 'none';
    IF scope = 'own' THEN
        managers := staff_id || ARRAY(
            SELECT DISTINCT c.absent_staff_id FROM tilth_cover c
            WHERE c.substitute_staff_id = staff_id AND c.ended_at IS NULL
                AND today BETWEEN c.starts_on AND c.ends_on ORDER BY 1);
    ELSIF scope = 'team' THEN
        managers := ARRAY(
            SELECT s.staff_id FROM published_staff s
            WHERE s.generation = p_generation AND s.branch_id = own_branch
                AND s.role IN ('rm', 'wealth') ORDER BY 1);
    ELSIF scope = 'branch' THEN
        branches := ARRAY(
            SELECT b.branch_id FROM published_branch b
            WHERE b.generation = p_generation AND own_branch = ANY (b.path) ORDER BY 1);
        -- the branch at the top has all below it: one flag instead of a list of every branch
        bank_wide := own_branch IS NOT NULL AND cardinality(branches) = (
            SELECT count(*) FROM published_branch b WHERE b.generation = p_generation);
    END IF;
    IF scope IN ('own', 'team', 'branch', 'invited') THEN
        customers := ARRAY(
            SELECT DISTINCT p.customer_id FROM tilth_participant p
            WHERE p.staff_id = staff_id AND p.ended_at IS NULL
                AND today BETWEEN p.starts_on AND p.ends_on ORDER BY 1);
    END IF;
    PERFORM set_config('tilth.user', coalesce(p_user::text, ''), true),
        set_config('tilth.role', role, true),
        set_config('tilth.staff', staff_id, true),
        set_config('tilth.generation', coalesce(p_generation::text, ''), true),
        set_config('tilth.managers', tilth_joined(managers), true),
        set_config('tilth.branches', tilth_joined(branches), true),
        set_config('tilth.customers', tilth_joined(customers), true),
        set_config('tilth.bank_wide', bank_wide::text, true),
        set_config('tilth.sees_restricted', sees_restricted::text, true),
        set_config('tilth.reads_audit', reads_audit::text, true),
        set_config('tilth.address', coalesce(p_address, ''), true),
        set_config('tilth.request', coalesce(p_request, ''), true);
END
$$;

-- One function for all policies: a call is cheap to plan, and few rows reach it, because the pages' own
-- conditions choose the index. Lists are texts between separators: searching one is cheaper than reading an array.
CREATE OR REPLACE FUNCTION tilth_among(p_list text, p_value text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 AS $$ BEGIN
    RETURN strpos(current_setting('tilth.' || p_list, true), chr(31) || p_value || chr(31)) > 0;
END $$;

CREATE OR REPLACE FUNCTION tilth_in_sight(
    p_generation integer, p_owner text, p_branch text, p_customer text, p_restricted boolean
) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 AS $$ BEGIN
    RETURN p_generation::text = current_setting('tilth.generation', true)
        AND (current_setting('tilth.bank_wide', true) = 'true'
            OR strpos(current_setting('tilth.managers', true), chr(31) || p_owner || chr(31)) > 0
            OR strpos(current_setting('tilth.branches', true), chr(31) || p_branch || chr(31)) > 0
            OR strpos(current_setting('tilth.customers', true), chr(31) || p_customer || chr(31)) > 0)
        AND (NOT p_restricted OR current_setting('tilth.sees_restricted', true) = 'true');
END $$;

CREATE OR REPLACE FUNCTION tilth_generation() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('tilth.generation', true), '')::integer $$;
CREATE OR REPLACE FUNCTION tilth_flag(name text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('tilth.' || name, true), '')::boolean, false) $$;
CREATE OR REPLACE FUNCTION tilth_actor() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('tilth.user', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION tilth_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(current_setting('tilth.role', true), '') $$;
