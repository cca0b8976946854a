-- Rows whose retention period is over go through one function: the owner of the nights calls it, the pages never.

-- Takes away the named rows of one table with their histories and what goes along, and leaves one entry in the audit.
-- Whoever is held meanwhile is not taken; fewer rows than named, or other ones, and nothing at all goes.
CREATE OR REPLACE FUNCTION tilth_sweep(p_table text, p_key text, p_rows text[], p_detail jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    key_type text;
    of_customers text[] := '{}';
    gone bigint;
BEGIN
    IF tilth_bound() THEN
        RAISE EXCEPTION 'sweep refused: the pages delete nothing' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT format_type(a.atttypid, a.atttypmod) INTO key_type FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    WHERE c.relname = p_table AND a.attname = p_key AND p_table LIKE 'tilth\_%'
        AND p_table NOT LIKE '%\_history' AND p_table NOT IN ('tilth_audit_entry', 'tilth_audit_link');
    IF key_type IS NULL THEN
        RAISE EXCEPTION 'sweep refused: % has no rows that go by a period', p_table
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- a hold that is being set is waited for, and one set after this waits until the rows are gone
    LOCK TABLE tilth_hold IN SHARE MODE;
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = p_table::regclass AND attname = 'customer_id') THEN
        EXECUTE format('SELECT coalesce(array_agg(DISTINCT t.customer_id), ''{}'') FROM %I t'
            ' WHERE t.%I = ANY ($1::%s[])', p_table, p_key, key_type) INTO of_customers USING p_rows;
        IF EXISTS (SELECT FROM tilth_hold h WHERE h.customer_id = ANY (of_customers)
            AND h.lifted_at IS NULL AND h.voided_at IS NULL)
        THEN
            RAISE EXCEPTION 'sweep refused: a hold stands' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    PERFORM set_config('tilth.sweeping', 'yes', true);
    IF to_regclass(p_table || '_history') IS NOT NULL THEN
        EXECUTE format('DELETE FROM %I h WHERE h.pgh_obj_id = ANY ($1::%s[])', p_table || '_history', key_type)
            USING p_rows;
    END IF;
    IF p_table = 'tilth_run_report' THEN
        DELETE FROM tilth_quarantine_row q WHERE q.run_id = ANY (p_rows::bigint[]);
    END IF;
    EXECUTE format('DELETE FROM %I t WHERE t.%I = ANY ($1::%s[])', p_table, p_key, key_type) USING p_rows;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF p_table = 'tilth_transfer' THEN
        -- each transfer has its row among the changes of owners: they go together
        DELETE FROM tilth_ownership_change o WHERE o.source = 'transfer' AND o.customer_id = ANY (of_customers)
            AND NOT EXISTS (SELECT FROM tilth_transfer t WHERE t.customer_id = o.customer_id);
    END IF;
    PERFORM set_config('tilth.sweeping', '', true);
    IF gone <> cardinality(p_rows) THEN
        RAISE EXCEPTION 'sweep refused: of % rows of % there are %', cardinality(p_rows), p_table, gone
            USING ERRCODE = 'serialization_failure';
    END IF;
    PERFORM tilth_write('sweep', p_table, '', '{}', '', p_detail);
    RETURN gone;
END
$$;

-- The day on which a customer left the feed, whom no night names any more; for those who look at the whole bank.
CREATE OR REPLACE FUNCTION tilth_left_on(p_customer text) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT (tilth_sealed() AND tilth_flag('bank_wide')) THEN RETURN NULL; END IF;
    RETURN (SELECT max((o.changed_at AT TIME ZONE 'Asia/Shanghai')::date) FROM tilth_ownership_change o
        WHERE o.customer_id = p_customer AND o.to_branch_id IS NULL);
END $$;
