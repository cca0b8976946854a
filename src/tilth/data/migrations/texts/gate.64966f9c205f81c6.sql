-- What the contact gate counts of a household, some of whose members the actor may not see: days of the zone
-- and numbers, no names, no members. CASE WHEN generation IS DISTINCT FROM (SELECT tilth_generation()) THEN 0 WHEN restricted AND coalesce((SELECT current_setting('tilth.sees_restricted', true)), '') <> 'true' THEN 0 WHEN (SELECT coalesce(current_setting('tilth.bank_wide', true), '') = 'true') THEN 1 WHEN strpos((SELECT current_setting('tilth.branches', true)), chr(31) || branch_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.managers', true)), chr(31) || rm_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.customers', true)), chr(31) || customer_id || chr(31)) > 0 THEN 1 ELSE 0 END <> 0 is the rule by which the pages' login sees a customer.
CREATE OR REPLACE FUNCTION tilth_attempts(
    p_customer text, p_household text, p_since date, p_zone text DEFAULT 'Asia/Shanghai'
)
RETURNS TABLE (counted_on date, of_customer boolean, number bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    family text;
BEGIN
    SELECT coalesce(household_id, '') INTO family FROM published_customer
        WHERE customer_id = p_customer AND CASE WHEN generation IS DISTINCT FROM (SELECT tilth_generation()) THEN 0 WHEN restricted AND coalesce((SELECT current_setting('tilth.sees_restricted', true)), '') <> 'true' THEN 0 WHEN (SELECT coalesce(current_setting('tilth.bank_wide', true), '') = 'true') THEN 1 WHEN strpos((SELECT current_setting('tilth.branches', true)), chr(31) || branch_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.managers', true)), chr(31) || rm_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.customers', true)), chr(31) || customer_id || chr(31)) > 0 THEN 1 ELSE 0 END <> 0 AND (NOT tilth_bound() OR tilth_sealed());
    IF NOT FOUND THEN
        RETURN;
    END IF;
    -- One row at least for a customer in sight: no rows mean out of sight, never "nobody tried".
    RETURN QUERY SELECT p_since, true, 0::bigint;
    RETURN QUERY
        WITH members AS MATERIALIZED (
            SELECT p_customer AS customer_id
            UNION
            SELECT m.customer_id FROM published_customer m
            WHERE m.generation = tilth_generation() AND m.household_id = p_household AND family = p_household
        ), tries AS (
            SELECT t.customer_id, (t.contacted_at AT TIME ZONE p_zone)::date AS tried_on
            FROM members m JOIN tilth_contact t ON t.customer_id = m.customer_id
            WHERE t.contacted_at >= p_since::timestamp AT TIME ZONE p_zone AND t.voided_at IS NULL
            UNION ALL
            SELECT c.customer_id, (c.given_at AT TIME ZONE p_zone)::date
            FROM members m JOIN tilth_clearance c ON c.customer_id = m.customer_id
            WHERE c.given_on >= p_since - 1 AND c.given_at >= p_since::timestamp AT TIME ZONE p_zone
                AND NOT EXISTS (SELECT FROM tilth_contact t WHERE t.clearance_id = c.id)
        )
        SELECT tries.tried_on, tries.customer_id = p_customer, count(*) FROM tries GROUP BY 1, 2;
END
$$;

-- All that the gate must know about one customer, in one question; the caller's own policies judge every row but
-- those that tilth_attempts counts. Days of attempts are null for a customer out of sight.
CREATE OR REPLACE FUNCTION tilth_recorded(p_customer text, p_household text, p_since date) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    liked record;
BEGIN
    SELECT p.zone, p.windows INTO liked FROM tilth_contact_preference p WHERE p.customer_id = p_customer;
    RETURN jsonb_build_object(
        'zone', liked.zone,
        'windows', liked.windows,
        'attempts', (SELECT jsonb_agg(jsonb_build_array(a.counted_on, a.of_customer, a.number))
            FROM tilth_attempts(p_customer, p_household, p_since, coalesce(liked.zone, 'Asia/Shanghai')) a),
        'stops', (SELECT jsonb_agg(jsonb_build_array(s.kind, s.starts_on, s.ends_on))
            FROM tilth_suppression s WHERE s.customer_id = p_customer AND s.lifted_at IS NULL),
        'wishes', (SELECT jsonb_agg(jsonb_build_array(w.channel, w.topic, w.starts_on, w.ends_on))
            FROM tilth_do_not_disturb w WHERE w.customer_id = p_customer),
        'consents', (SELECT jsonb_agg(jsonb_build_array(
                c.channel, c.decision, c.decided_at, c.text_version, c.purpose))
            FROM tilth_consent c WHERE c.customer_id = p_customer),
        'dealings', (SELECT jsonb_agg(jsonb_build_array(t.contacted_at, t.channel, t.two_way, t.outcome))
            FROM tilth_contact t
            WHERE t.customer_id = p_customer AND t.contacted_at >= p_since
                AND t.voided_at IS NULL AND (t.two_way OR t.outcome = 'refused')),
        'promised', (SELECT jsonb_agg(DISTINCT k.due_on) FROM tilth_task k
            WHERE k.customer_id = p_customer AND k.done_at IS NULL AND k.voided_at IS NULL),
        'matures', (SELECT jsonb_agg(DISTINCT e.due_on) FROM published_event e
            WHERE e.generation = tilth_generation() AND e.customer_id = p_customer AND e.kind = 'deposit_maturing'),
        'open', (SELECT jsonb_agg(jsonb_build_array(c.id, c.channel, c.purpose, c.given_at, c.valid_until)
                ORDER BY c.given_at DESC, c.id DESC)
            FROM tilth_clearance c
            WHERE c.customer_id = p_customer AND c.given_on >= p_since AND c.user_id = tilth_actor()
                AND NOT EXISTS (SELECT FROM tilth_contact t WHERE t.clearance_id = c.id)),
        -- whoever else holds a clearance for this customer that no contact has used yet
        'others', (SELECT jsonb_agg(jsonb_build_array(u.name, c.valid_until) ORDER BY c.valid_until DESC, c.id DESC)
            FROM tilth_clearance c JOIN tilth_user u ON u.id = c.user_id
            WHERE c.customer_id = p_customer AND c.given_on >= p_since AND c.user_id <> tilth_actor()
                AND NOT EXISTS (SELECT FROM tilth_contact t WHERE t.clearance_id = c.id)));
END
$$;

-- The members of one household are found among millions.
CREATE INDEX IF NOT EXISTS pub_customer_household ON published_customer (household_id)
    WHERE household_id IS NOT NULL;
