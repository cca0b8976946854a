-- What units below a unit both count of joint accounts (A23), placed at the lowest unit above both, so that it is
-- taken off once in the sum of a unit and all below it. By their paths from the top down units stand as in the tree.
CREATE OR REPLACE FUNCTION tilth_joint_across(p_generation integer)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH held AS (
        SELECT h.holding_id, b.path, max(h.joint_assets) AS assets,
            ARRAY(SELECT u FROM unnest(b.path) WITH ORDINALITY AS units (u, n) ORDER BY n DESC) AS down
        FROM published_holding h JOIN published_customer c ON c.generation = h.generation
            AND c.customer_id = h.customer_id AND NOT c.restricted
            AND (c.closed_on IS NULL OR c.closed_on > c.business_date)
        JOIN published_branch b ON b.generation = h.generation AND b.branch_id = c.branch_id
        WHERE h.generation = p_generation AND h.owners > 1 AND h.joint_assets IS NOT NULL
        GROUP BY h.holding_id, b.path
    ), pairs AS (
        SELECT assets, path, lag(path) OVER (PARTITION BY holding_id ORDER BY down) AS before FROM held
    ), placed AS (
        SELECT (SELECT u FROM unnest(path) WITH ORDINALITY AS units (u, n) WHERE u = ANY (before)
            ORDER BY n LIMIT 1) AS branch_id, assets
        FROM pairs WHERE before IS NOT NULL
    ), summed AS (
        SELECT s.branch_id, coalesce(sum(p.assets), 0) AS across FROM published_branch_total s
        LEFT JOIN placed p ON p.branch_id = s.branch_id WHERE s.generation = p_generation GROUP BY s.branch_id
    )
    UPDATE published_branch_total s SET joint_across = t.across FROM summed t
    WHERE s.generation = p_generation AND s.branch_id = t.branch_id AND coalesce(s.joint_across, 0) <> t.across
$$;
-- The sums of a book and of a branch follow a restriction and a transfer at once: no aggregate tells more than
-- the rows behind it. Counted anew from the customers of those managers and branches only.
CREATE OR REPLACE FUNCTION tilth_recount(p_generation integer, p_managers text[], p_branches text[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    part record;
    counted text;
    taken text;
    across boolean := false;
BEGIN
    -- What two units both count is noted at the one above them, which is no part of the order below: in a bank with
    -- joint accounts one counts at a time.
    IF EXISTS (SELECT FROM published_holding h WHERE h.generation = p_generation AND h.owners > 1) THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('tilth joint accounts', p_generation));
        across := EXISTS (SELECT FROM published_holding h JOIN published_customer c ON c.generation = h.generation
                AND c.customer_id = h.customer_id AND c.branch_id = ANY (p_branches)
            WHERE h.generation = p_generation AND h.owners > 1 AND h.joint_assets IS NOT NULL);
    END IF;
    -- In one order for everybody: two who move customers between the same people wait, and count the other's.
    PERFORM FROM published_book b WHERE b.generation = p_generation AND b.rm_id = ANY (p_managers)
        ORDER BY b.rm_id FOR UPDATE;
    PERFORM FROM published_branch_total s WHERE s.generation = p_generation
        AND (s.branch_id = ANY (p_branches) OR s.branch_id IN (SELECT b.branch_id FROM published_book b
            WHERE b.generation = p_generation AND b.rm_id = ANY (p_managers)))
        ORDER BY s.branch_id FOR UPDATE;
    FOR part IN SELECT * FROM (VALUES
        ('published_book', 'rm_id', p_managers), ('published_branch_total', 'branch_id', p_branches)
    ) AS parts (name, key, wanted) LOOP
        SELECT string_agg(CASE
                WHEN attname LIKE 'tier\_%' THEN
                    format('count(*) FILTER (WHERE c.tier = %L) AS %I', substr(attname, 6), attname)
                WHEN attname LIKE 'assets\_%' THEN
                    format('coalesce(sum(c.aum) FILTER (WHERE c.tier = %L), 0) AS %I', substr(attname, 8), attname)
                ELSE format('(count(*) FILTER (WHERE c.categories @> ARRAY[%L]))::double precision'
                    ' / nullif(count(c.customer_id), 0) AS %I', substr(attname, 13), attname)
            END, ', '), string_agg(format('%1$I = t.%1$I', attname), ', ')
        INTO counted, taken FROM pg_attribute
        WHERE attrelid = part.name::regclass AND attname ~ '^(tier|assets|penetration)_' AND NOT attisdropped;
        EXECUTE format($sql$
            WITH each AS (
                SELECT c.%2$I AS key, h.holding_id, sum(h.joint_assets) - max(h.joint_assets) AS repeats
                FROM published_holding h JOIN published_customer c ON c.generation = h.generation
                    AND c.customer_id = h.customer_id AND c.%2$I = ANY ($2) AND NOT c.restricted
                    AND (c.closed_on IS NULL OR c.closed_on > c.business_date)
                WHERE h.generation = $1 AND h.owners > 1 AND h.joint_assets IS NOT NULL
                GROUP BY c.%2$I, h.holding_id
            ), joint AS (SELECT key, sum(repeats) AS repeats FROM each GROUP BY key)
            UPDATE %1$I s SET customers = t.customers, aum = t.aum - t.repeats, joint_repeats = t.repeats,
                share_known = NULL, share_here = NULL, share_elsewhere = NULL, -- what they told is in the lake
                familiar = t.familiar, overdue = t.overdue,
                under_served = t.under_served, products_per_customer = t.products_per_customer, %4$s
            FROM (
                SELECT wanted.key, count(c.customer_id) AS customers, coalesce(sum(c.aum), 0) AS aum,
                    coalesce(max(joint.repeats), 0) AS repeats,
                    count(*) FILTER (WHERE c.familiar) AS familiar,
                    count(*) FILTER (WHERE c.overdue_days > 0) AS overdue,
                    count(*) FILTER (WHERE c.under_served) AS under_served,
                    sum(c.product_count)::double precision / nullif(count(c.customer_id), 0)
                        AS products_per_customer, %3$s
                FROM (SELECT DISTINCT key FROM unnest($2) AS given (key)) AS wanted
                LEFT JOIN joint ON joint.key = wanted.key
                LEFT JOIN published_customer c ON c.generation = $1 AND c.%2$I = wanted.key
                    AND NOT c.restricted AND (c.closed_on IS NULL OR c.closed_on > c.business_date)
                GROUP BY wanted.key
            ) t WHERE s.generation = $1 AND s.%2$I = t.key
        $sql$, part.name, part.key, counted, taken) USING p_generation, part.wanted;
    END LOOP;
    IF across THEN PERFORM tilth_joint_across(p_generation); END IF;
    UPDATE published_book b SET list_size = t.familiar + t.unfamiliar, list_familiar = t.familiar,
        list_unfamiliar = t.unfamiliar
    FROM (
        SELECT wanted.key, count(*) FILTER (WHERE e.side = 'familiar') AS familiar,
            count(*) FILTER (WHERE e.side <> 'familiar') AS unfamiliar
        FROM (SELECT DISTINCT key FROM unnest(p_managers) AS given (key)) AS wanted
        LEFT JOIN published_list_entry e ON e.generation = p_generation AND e.rm_id = wanted.key
            AND e.owner_id = e.rm_id AND NOT e.restricted
        GROUP BY wanted.key
    ) t WHERE b.generation = p_generation AND b.rm_id = t.key;
    UPDATE published_branch_total s SET list_size = (
        SELECT coalesce(sum(b.list_size), 0) FROM published_book b
        WHERE b.generation = p_generation AND b.branch_id = s.branch_id)
    WHERE s.generation = p_generation AND s.branch_id IN (
        SELECT b.branch_id FROM published_book b
        WHERE b.generation = p_generation AND b.rm_id = ANY (p_managers));
END
$$;
-- Statement by statement, after the rows moved: a whole book that changes hands is counted once.
CREATE OR REPLACE FUNCTION tilth_recount_transfers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_RELID <> 'tilth_transfer'::regclass THEN
        RAISE EXCEPTION '% is not tilth_transfer', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM tilth_recount((SELECT p.current_id FROM tilth_publication p),
        ARRAY(SELECT from_staff_id FROM added UNION SELECT to_staff_id FROM added),
        ARRAY(SELECT from_branch_id FROM added UNION SELECT to_branch_id FROM added
            WHERE to_branch_id IS NOT NULL));
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tilth_recount_transfers AFTER INSERT ON tilth_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tilth_recount_transfers();

CREATE OR REPLACE FUNCTION tilth_recount_restriction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    owner published_customer;
BEGIN
    IF TG_RELID <> 'tilth_suppression'::regclass THEN
        RAISE EXCEPTION '% is not tilth_suppression', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR owner IN SELECT c.* FROM published_customer c, tilth_publication p
        WHERE c.generation = p.current_id AND c.customer_id = ANY (tilth_numbers_of(NEW.customer_id))
    LOOP
        PERFORM tilth_recount(owner.generation, ARRAY[owner.rm_id], ARRAY[owner.branch_id]);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tilth_recount_restriction AFTER INSERT OR UPDATE ON tilth_suppression
    FOR EACH ROW WHEN (NEW.kind = 'restricted') EXECUTE FUNCTION tilth_recount_restriction();
