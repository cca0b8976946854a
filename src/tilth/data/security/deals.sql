-- What the bank's closed opportunities say: counts and medians about nobody, of days that have passed. No customer, manager or branch
-- is in them, so that everybody may be told how often the bank closes what it begins.

-- By category and the last stage before the end: how many were won and dropped until a day.
CREATE OR REPLACE FUNCTION tilth_deals_closed(p_until date)
RETURNS TABLE (category text, stage text, won bigint, dropped bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT tilth_sealed() THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT coalesce(o.category, ''), o.stage::text, count(*) FILTER (WHERE o.state = 'won'),
            count(*) FILTER (WHERE o.state = 'dropped')
        FROM tilth_opportunity o
        WHERE o.ended_at IS NOT NULL AND o.voided_at IS NULL
            AND (o.ended_at AT TIME ZONE 'Asia/Shanghai')::date <= p_until
        GROUP BY 1, 2;
END $$;

-- By stage: the median of whole days that opportunities stood in it, of stays that ended until a day, and how many those are;
-- under '' from the opening to the close, of what was won.
CREATE OR REPLACE FUNCTION tilth_deals_stayed(p_until date) RETURNS TABLE (stage text, days numeric, stays bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT tilth_sealed() THEN
        RETURN;
    END IF;
    RETURN QUERY
        WITH steps AS (
            SELECT h.id, h.stage::text AS stage, h.stage_on, min(h.pgh_id) AS first FROM tilth_opportunity_history h
            WHERE h.voided_at IS NULL GROUP BY h.id, h.stage, h.stage_on
        ), stood AS (
            SELECT s.stage, s.stage_on, lead(s.stage_on) OVER (PARTITION BY s.id ORDER BY s.first) AS left_on FROM steps s
        ), ended AS (
            SELECT s.stage, s.left_on - s.stage_on AS days FROM stood s WHERE s.left_on <= p_until AND s.stage <> 'close'
            UNION ALL
            SELECT '', o.bought_on - o.opened_on FROM tilth_opportunity o
            WHERE o.state = 'won' AND o.voided_at IS NULL AND o.bought_on <= p_until
        ) SELECT e.stage, percentile_cont(0.5) WITHIN GROUP (ORDER BY e.days)::numeric, count(*) FROM ended e GROUP BY 1;
END $$;

-- The stages in which one opportunity stood, each with its first day, in their order: for who sees the customer.
CREATE OR REPLACE FUNCTION tilth_deal_steps(p_deal uuid) RETURNS TABLE (stage text, since date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT tilth_sealed() OR NOT EXISTS (SELECT FROM published_customer
        WHERE customer_id = (SELECT o.customer_id FROM tilth_opportunity o WHERE o.id = p_deal) AND {CUSTOMER}) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT h.stage::text, h.stage_on FROM tilth_opportunity_history h WHERE h.id = p_deal
        GROUP BY h.stage, h.stage_on ORDER BY min(h.pgh_id);
END $$;
