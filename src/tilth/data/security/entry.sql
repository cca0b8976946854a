-- Who asks: said once per transaction, with a proof that only the web process can make, and kept in settings that
-- end with the transaction, so that it is safe behind a pooler that hands connections round between transactions.
CREATE TABLE IF NOT EXISTS tilth_entry_key (
    whole boolean PRIMARY KEY DEFAULT true CHECK (whole), -- one row
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL
);

-- HMAC-SHA256 by the key that web process and database share; nobody but the functions here may call it.
CREATE OR REPLACE FUNCTION tilth_keyed(p_text text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    RETURN (SELECT encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(p_text, 'UTF8'))), 'hex')
        FROM tilth_entry_key k);
END $$;

-- Whether the pages made this proof, for this connection and this moment: its seconds, its process of the server (none
-- where a pooler chooses it), its digest. False: it was right, and its time has passed, or has not come.
CREATE OR REPLACE FUNCTION tilth_proves(p_proof text, p_said text[], p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    parts text[] := string_to_array(p_proof, '.');
BEGIN
    IF parts[3] IS DISTINCT FROM tilth_keyed(to_json(parts[1:2] || p_said)::text) THEN
        RAISE EXCEPTION '% refused: this proof is not the pages''', p_said[1] USING ERRCODE = 'insufficient_privilege',
            HINT = 'The pages'' secret key is not the one that `tilth init` saw: run `tilth init` with it.';
    ELSIF parts[2] NOT IN ('', pg_backend_pid()::text) THEN
        RAISE EXCEPTION '% refused: this proof is for another connection', p_said[1]
            USING ERRCODE = 'insufficient_privilege',
            HINT = 'Behind a pooler that hands connections round set TILTH_POOLER=1 for the pages.';
    END IF;
    RETURN abs(extract(epoch FROM p_now) - parts[1]::bigint) <= {VALID};
END $$;

-- Whether the caller is the pages' login, by its own connection or stepped down to it.
CREATE OR REPLACE FUNCTION tilth_bound() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS
    $$ BEGIN RETURN session_user = 'tilth_web' OR current_setting('role') = 'tilth_web'; END $$;

CREATE OR REPLACE FUNCTION tilth_moment() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT extract(epoch FROM transaction_timestamp())::text $$;

-- What the seal covers: who entered, from where, and that it was in this very transaction. As a list, so that no sign
-- inside one part passes for the border of two.
CREATE OR REPLACE FUNCTION tilth_sealable() RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN
    RETURN to_json(ARRAY['seal', pg_backend_pid()::text, tilth_moment(), current_setting('tilth.user', true),
        current_setting('tilth.role', true), current_setting('tilth.staff', true),
        current_setting('tilth.generation', true), current_setting('tilth.managers', true),
        current_setting('tilth.branches', true), current_setting('tilth.customers', true),
        current_setting('tilth.branch_first', true), current_setting('tilth.branch_last', true),
        current_setting('tilth.bank_wide', true), current_setting('tilth.sees_restricted', true),
        current_setting('tilth.reads_audit', true), current_setting('tilth.request', true),
        current_setting('tilth.address', true), current_setting('tilth.day', true)])::text;
END $$;

-- Whether the settings are still as `tilth_enter` left them in this transaction: SET can write them, not seal them.
CREATE OR REPLACE FUNCTION tilth_sealed() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    RETURN coalesce(current_setting('tilth.seal', true) = tilth_keyed(tilth_sealable()), false);
END $$;

-- What policies and functions ask before they answer: whoever is bound by them has entered this transaction.
CREATE OR REPLACE FUNCTION tilth_entered() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ BEGIN RETURN NOT tilth_bound() OR tilth_sealed(); END $$;

CREATE OR REPLACE FUNCTION tilth_reads_audit() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ BEGIN RETURN NOT tilth_bound() OR tilth_flag('reads_audit') AND tilth_sealed(); END $$;

-- The day of the pages: the one that they proved on entering, else the calendar's by a clock that never steps back.
CREATE OR REPLACE FUNCTION tilth_day() RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    RETURN coalesce(
        CASE WHEN NOT tilth_bound() OR tilth_sealed()
            THEN nullif(current_setting('tilth.day', true), '')::date END,
        (tilth_clock() AT TIME ZONE 'Asia/Shanghai')::date);
END $$;

-- What it returns has grown: such a function is not replaced, it is made anew.
DROP FUNCTION IF EXISTS tilth_enter(bigint, integer, text, text), tilth_enter(bigint, integer, text, text, text),
    tilth_enter(bigint, integer, text, text, text, date);
CREATE OR REPLACE FUNCTION tilth_enter(
    IN p_user bigint, IN p_generation integer, IN p_address text, IN p_request text, IN p_proof text,
    IN p_day date,
    OUT role text, OUT staff_id text, OUT scope text, OUT managers text[], OUT branches text[],
    OUT customers text[], OUT branch_first bigint, OUT branch_last bigint, OUT bank_wide boolean, OUT sees_restricted boolean, OUT reads_audit boolean,
    OUT stopped_at timestamptz, OUT stopped_for text, OUT moment timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    today date;
    own_branch text;
BEGIN
    moment := tilth_clock();
    -- null: the pages go by the calendar, and the clock is asked here
    today := coalesce(p_day, (moment AT TIME ZONE 'Asia/Shanghai')::date);
    IF tilth_bound() THEN
        -- a proof of another minute says nothing but the time, so that the pages make another
        IF NOT tilth_proves(p_proof, ARRAY['enter', p_user::text, p_generation::text, p_request, p_address,
            to_char(p_day, 'YYYY-MM-DD')], moment)
        THEN
            RETURN;
        END IF;
        IF current_setting('tilth.entered', true) = tilth_moment()
            AND current_setting('tilth.user', true) IS DISTINCT FROM coalesce(p_user::text, '')
        THEN
            RAISE EXCEPTION 'entry refused: somebody else has entered this transaction'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
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
    branch_first := 1; branch_last := 0; -- nothing lies between
    SELECT s.branch_id INTO own_branch FROM published_staff s
        WHERE s.generation = p_generation AND s.staff_id = staff_id AND scope <> 'none';
    IF scope = 'own' THEN
        -- also whom an absent substitute looks after: whoever stands in for the substitute has them as well
        managers := staff_id || ARRAY(
            WITH RECURSIVE looked_after (absent) AS (
                SELECT c.absent_staff_id FROM tilth_cover c
                WHERE c.substitute_staff_id = staff_id AND c.ended_at IS NULL
                    AND today BETWEEN c.starts_on AND c.ends_on
                UNION
                SELECT c.absent_staff_id FROM looked_after l JOIN tilth_cover c ON c.substitute_staff_id = l.absent
                WHERE c.ended_at IS NULL AND today BETWEEN c.starts_on AND c.ends_on)
            SELECT absent FROM looked_after WHERE absent <> staff_id ORDER BY 1);
    ELSIF scope = 'team' THEN
        managers := ARRAY(
            SELECT s.staff_id FROM published_staff s
            WHERE s.generation = p_generation AND s.branch_id = own_branch
                AND s.role IN ('rm', 'wealth') ORDER BY 1);
    ELSIF scope = 'branch' THEN
        branches := ARRAY(
            SELECT b.branch_id FROM published_branch b
            WHERE b.generation = p_generation AND own_branch = ANY (b.path) ORDER BY 1);
        SELECT b.branch_no, b.branch_last INTO branch_first, branch_last FROM published_branch b
            WHERE b.generation = p_generation AND b.branch_id = own_branch AND b.branch_no IS NOT NULL;
        branch_first := coalesce(branch_first, 1); branch_last := coalesce(branch_last, 0);
        -- the branch at the top has all below it: one flag instead of a list of every branch
        bank_wide := own_branch IS NOT NULL AND cardinality(branches) = (
            SELECT count(*) FROM published_branch b WHERE b.generation = p_generation);
    END IF;
    IF bank_wide THEN branch_first := 0; branch_last := 9223372036854775807; END IF;
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
        set_config('tilth.branch_first', branch_first::text, true),
        set_config('tilth.branch_last', branch_last::text, true),
        set_config('tilth.bank_wide', bank_wide::text, true),
        set_config('tilth.sees_restricted', sees_restricted::text, true),
        set_config('tilth.reads_audit', reads_audit::text, true),
        set_config('tilth.address', coalesce(p_address, ''), true),
        set_config('tilth.day', coalesce(to_char(p_day, 'YYYY-MM-DD'), ''), true),
        set_config('tilth.request', coalesce(p_request, ''), true),
        set_config('tilth.entered', tilth_moment(), true);
    -- A book is small, whoever's it is: one plan serves all managers, and to make a plan costs more than to follow it.
    -- What a head sees may be ten customers or the bank: each statement is planned for the borders at hand.
    PERFORM set_config('plan_cache_mode', CASE scope WHEN 'own' THEN 'force_generic_plan' ELSE 'auto' END, true);
    PERFORM set_config('tilth.seal', tilth_keyed(tilth_sealable()), true);
    -- Whoever walked too fast within a day: the pages know how long that holds.
    IF EXISTS (SELECT FROM tilth_audit_entry e
        WHERE e.action = 'walk' AND e.subject_id = p_user::text AND e.at > moment - interval '1 day')
    THEN
        SELECT b.stopped_at, b.stopped_for INTO stopped_at, stopped_for
            FROM tilth_walk_begins(p_user, moment, interval '0', interval '1 day') b;
    END IF;
END
$$;

-- Locks by name, kept until the transaction ends. Two-key locks: none of them is the audit's or the publisher's.
CREATE OR REPLACE FUNCTION tilth_hold(p_names text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF NOT tilth_entered() THEN
        RAISE EXCEPTION 'lock refused: nobody has entered this transaction' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(20261130, hashtext(name))
        FROM unnest(p_names) WITH ORDINALITY AS given (name, place) ORDER BY place;
END $$;

-- Whoever writes by the pages' login signs with the own account; nobody signs another's record afterwards, and no record
-- moves to another customer. Who voided, lifted or recorded it last is named by a column of its own.
CREATE OR REPLACE FUNCTION tilth_true_author() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    before jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
    -- written anew as a whole, each time by whoever signs it then
    anew boolean := TG_TABLE_NAME IN ('tilth_contact_preference', 'tilth_segment_assignment', 'tilth_cadence_agreement');
    one text;
BEGIN
    IF NOT tilth_bound() THEN RETURN NEW; END IF;
    FOR one IN SELECT key FROM jsonb_each_text(written)
        WHERE (key = 'user_id' OR key LIKE '%\_by\_id') AND value IS NOT NULL
            AND value IS DISTINCT FROM before ->> key AND value IS DISTINCT FROM tilth_actor()::text
    LOOP
        RAISE EXCEPTION '% of % is whoever asks, nobody else', one, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END LOOP;
    IF TG_OP = 'UPDATE' THEN
        -- an erasure empties what others wrote, by its own trigger
        IF anew AND pg_trigger_depth() = 1 AND coalesce(written ->> 'confirmed_by_id', written ->> 'recorded_by_id')
            IS DISTINCT FROM tilth_actor()::text
        THEN
            RAISE EXCEPTION 'whoever changes a row of % signs it', TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        FOR one IN SELECT key FROM jsonb_each(before)
            WHERE value IS DISTINCT FROM written -> key AND (
                key IN ('id', 'user_id', 'created_by_id', 'created_at')
                -- what is open follows its customer, and what is about a merged number its survivor: by the triggers of
                -- transfer and merge, never by a statement of its own
                OR key IN ('staff_id', 'customer_id') AND pg_trigger_depth() = 1
                -- what ended something stays; what somebody voided of the own plans, the same person takes up again
                OR key IN ('voided_by_id', 'voided_at', 'lifted_by_id', 'lifted_at', 'taken_back_by_id', 'taken_back_at',
                    'returned') AND value <> 'null' AND NOT (TG_TABLE_NAME = 'tilth_task'
                    AND written -> key = 'null' AND before ->> 'voided_by_id' = tilth_actor()::text)
                OR key IN ('recorded_by_id', 'confirmed_by_id') AND NOT anew)
        LOOP
            RAISE EXCEPTION '%', CASE one WHEN 'customer_id' THEN format('a row of %s stays with its customer', TG_TABLE_NAME)
                ELSE format('%s of %s stays as it was written', one, TG_TABLE_NAME) END
                USING ERRCODE = 'insufficient_privilege';
        END LOOP;
    END IF;
    IF TG_OP = 'INSERT' AND TG_NARGS > 0
        AND nullif(written ->> 'staff_id', '') IS DISTINCT FROM nullif(current_setting('tilth.staff', true), '')
    THEN
        RAISE EXCEPTION 'staff_id of % is that of whoever asks', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
