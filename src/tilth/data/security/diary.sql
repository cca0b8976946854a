-- The diary's lines carry their customer's scope: present manager, place of the branch in the tree, restriction. A line
-- without a branch's number is that of somebody whom the night on show does not know: nobody sees it.

-- Whoever writes lines holds the customers' scope as it is until the transaction ends; a publication waits for all of them
-- before it looks once more (`tilth_diary_waits`). Returns the night whose scope counts.
CREATE OR REPLACE FUNCTION tilth_diary_holds(p_customers text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    shown integer;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7116405283413);
    SELECT p.current_id INTO shown FROM tilth_publication p;
    PERFORM FROM published_customer c WHERE c.generation = shown AND c.customer_id = ANY (p_customers)
        ORDER BY c.customer_id FOR SHARE;
    RETURN shown;
END $$;

-- Lines of customers who have another manager, branch or restriction since; called by what changes these.
CREATE OR REPLACE FUNCTION tilth_diary_follows(p_generation integer, p_customers text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    UPDATE tilth_diary d SET owner_id = s.owner_id, branch_no = s.branch_no, restricted = s.restricted
    FROM unnest(p_customers) AS given (customer_id), LATERAL (
        SELECT c.rm_id AS owner_id, coalesce(b.branch_no, 0) AS branch_no, c.restricted
        FROM published_customer c
            LEFT JOIN published_branch b ON b.generation = p_generation AND b.branch_id = c.branch_id
        WHERE c.generation = p_generation AND c.customer_id = given.customer_id LIMIT 1) s
    WHERE d.customer_id = given.customer_id
        AND (d.owner_id, d.branch_no, d.restricted) IS DISTINCT FROM (s.owner_id, s.branch_no, s.restricted);
END $$;

-- All lines against the night that is shown, or is about to be; returns how many changed. Read from disk in one go, written
-- only where something differs.
CREATE OR REPLACE FUNCTION tilth_diary_turns(p_generation integer) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    turned bigint;
    gone bigint;
BEGIN
    -- as text, so that the plan is made for the one night and for as many lines as there are
    EXECUTE format($sql$
        UPDATE tilth_diary d SET owner_id = s.owner_id, branch_no = s.branch_no, restricted = s.restricted
        FROM (SELECT c.customer_id, c.rm_id AS owner_id, coalesce(b.branch_no, 0) AS branch_no, c.restricted
            FROM published_customer c
                LEFT JOIN published_branch b ON b.generation = %1$s AND b.branch_id = c.branch_id
            WHERE c.generation = %1$s) s
        WHERE d.customer_id = s.customer_id
            AND (d.owner_id, d.branch_no, d.restricted) IS DISTINCT FROM (s.owner_id, s.branch_no, s.restricted)
    $sql$, p_generation);
    GET DIAGNOSTICS turned = ROW_COUNT;
    EXECUTE format($sql$
        UPDATE tilth_diary d SET owner_id = NULL, branch_no = NULL, restricted = false
        WHERE d.branch_no IS NOT NULL AND NOT EXISTS (
            SELECT FROM published_customer c WHERE c.generation = %s AND c.customer_id = d.customer_id)
    $sql$, p_generation);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN turned + gone;
END $$;

-- Once a night is shown: lines that were being written while the pointer moved still have the scope of the night before.
-- Waits for whoever writes one at this moment, holding nothing that they wait for.
CREATE OR REPLACE FUNCTION tilth_diary_waits() RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS
    $$ SELECT pg_advisory_xact_lock(7116405283413) $$;
