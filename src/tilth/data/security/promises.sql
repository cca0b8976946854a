-- What the bank's own kept commitments say: a median and a count about nobody, of days that have passed. No customer, manager or
-- branch is in them, so that everybody may be told how long such things take here.

-- By kind: the median of working days, rounded up, of the last 90 that were kept until a day, and how many those are.
CREATE OR REPLACE FUNCTION tilth_promises_kept(p_until date) RETURNS TABLE (kind text, days bigint, kept bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT tilth_sealed() THEN
        RETURN;
    END IF;
    RETURN QUERY
        WITH ended AS (
            SELECT c.kind::text AS kind, c.took,
                row_number() OVER (PARTITION BY c.kind ORDER BY c.ended_at DESC, c.id DESC) AS place
            FROM tilth_commitment c
            WHERE c.state = 'kept' AND c.voided_at IS NULL
                AND (c.ended_at AT TIME ZONE 'Asia/Shanghai')::date <= p_until
        ) SELECT e.kind, ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY e.took))::bigint, count(*)
        FROM ended e WHERE e.place <= 90 GROUP BY 1;
END $$;
