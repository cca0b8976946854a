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
    ORDER BY e.rank
$$;
