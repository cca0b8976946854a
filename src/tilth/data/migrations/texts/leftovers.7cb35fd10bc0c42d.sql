-- Names of the actor's list of the night before without contact, skip or later call. The night before is out of
-- everybody's sight, so only numbers are returned; names come from the present night, by the caller's own scope.
CREATE OR REPLACE FUNCTION tilth_leftovers() RETURNS TABLE (customer_id text, rank bigint, business_date date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.customer_id, e.rank, e.business_date
    FROM published_list_entry e
    WHERE e.generation = (
            SELECT g.id FROM tilth_generation g
            WHERE g.state = 'published' AND g.business_date < (
                SELECT n.business_date FROM tilth_generation n WHERE n.id = tilth_generation())
            ORDER BY g.published_at DESC, g.id DESC LIMIT 1)
        AND e.rm_id = nullif(current_setting('tilth.staff', true), '') AND (NOT tilth_bound() OR tilth_sealed())
        AND NOT EXISTS (SELECT FROM tilth_contact t WHERE t.customer_id = e.customer_id
            AND t.business_date = e.business_date AND t.voided_at IS NULL)
        AND NOT EXISTS (SELECT FROM tilth_skip s WHERE s.customer_id = e.customer_id
            AND s.business_date = e.business_date AND s.voided_at IS NULL)
        AND NOT EXISTS (SELECT FROM tilth_task k WHERE k.customer_id = e.customer_id
            AND k.business_date = e.business_date AND k.voided_at IS NULL)
        AND NOT EXISTS (SELECT FROM published_list_entry x WHERE x.generation = tilth_generation()
            AND x.rm_id = e.rm_id AND x.customer_id = e.customer_id)
        -- nobody is left over to be called who has died
        AND NOT EXISTS (SELECT FROM tilth_suppression d WHERE d.customer_id = e.customer_id
            AND d.kind = 'deceased' AND d.lifted_at IS NULL)
    ORDER BY e.rank
$$;

-- What people did counts for them, also when the customer has moved on or left: no row names a customer, `who` only
-- tells two of them apart. Counted for whom the caller is or leads, and never of a customer under restriction. The
-- plan is the same whoever is named: it is made once a connection, not once a call.
DROP FUNCTION IF EXISTS tilth_made(text[], date, date);
CREATE OR REPLACE FUNCTION tilth_made(p_staff text[], p_since date, p_until date) RETURNS TABLE (
    staff_id text, contact_on date, listed boolean, two_way boolean, outcome text, who bigint, familiar boolean,
    lifecycle text, purpose text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    p_led text[] := tilth_led(p_staff); -- asked once, not of every row
BEGIN
    IF tilth_bound() AND NOT tilth_sealed() THEN RETURN; END IF;
    RETURN QUERY
        SELECT t.staff_id, t.contact_on, t.list_rank IS NOT NULL, t.two_way, t.outcome::text,
            dense_rank() OVER (ORDER BY t.customer_id), c.familiar, c.lifecycle, t.purpose::text
        FROM tilth_contact t LEFT JOIN published_customer c
            ON c.generation = tilth_generation() AND c.customer_id = t.customer_id
        WHERE t.staff_id = ANY (p_led) AND t.contact_on BETWEEN p_since AND p_until
            AND t.voided_at IS NULL AND (NOT coalesce(c.restricted, false) OR tilth_flag('sees_restricted'));
END
$$;

-- Names of tonight's lists with a result, whoever called them: a substitute's calls answer the list they are on.
CREATE OR REPLACE FUNCTION tilth_answered(p_staff text[]) RETURNS TABLE (rm_id text, names bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    p_led text[] := tilth_led(p_staff);
BEGIN
    IF tilth_bound() AND NOT tilth_sealed() THEN RETURN; END IF;
    RETURN QUERY
        SELECT e.rm_id, count(*) FROM published_list_entry e
        WHERE e.generation = tilth_generation() AND e.rm_id = ANY (p_led) AND e.owner_id = e.rm_id
            AND NOT e.restricted AND EXISTS (SELECT FROM tilth_contact t WHERE t.customer_id = e.customer_id
                AND t.business_date = e.business_date AND t.voided_at IS NULL)
        GROUP BY e.rm_id;
END
$$;

-- Of these people those whom the caller is, stands in for, or leads.
CREATE OR REPLACE FUNCTION tilth_led(p_staff text[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$ BEGIN
    RETURN ARRAY(
        SELECT g.one FROM unnest(p_staff) AS g (one)
        WHERE g.one = current_setting('tilth.staff', true) OR tilth_flag('bank_wide')
            OR tilth_among('managers', g.one)
            OR EXISTS (SELECT FROM published_staff s WHERE s.generation = tilth_generation()
                AND s.staff_id = g.one AND tilth_among('branches', s.branch_id)));
END
$$;
