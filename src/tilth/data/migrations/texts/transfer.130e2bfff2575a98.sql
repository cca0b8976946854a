-- A transfer takes effect in the transaction that records it.

-- What hangs on a customer carries the customer's scope in columns of its own.
CREATE OR REPLACE FUNCTION tilth_scopes_follow(p_generation integer, p_customers text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    child text;
BEGIN
    FOREACH child IN ARRAY ARRAY['published_holding', 'published_event', 'published_signal',
        'published_list_entry', 'published_call_value'] LOOP
        EXECUTE format(
            'UPDATE %I t SET owner_id = c.rm_id, branch_id = c.branch_id, restricted = c.restricted'
            ' FROM published_customer c WHERE c.generation = $1 AND c.customer_id = ANY ($2)'
            ' AND t.generation = $1 AND t.customer_id = c.customer_id', child) USING p_generation, p_customers;
    END LOOP;
    PERFORM tilth_diary_follows(p_generation, p_customers);
END
$$;
DROP FUNCTION IF EXISTS tilth_scope_follows(integer, text);

-- A promise belongs to whoever looks after the customer: open tasks go along, those of people who take part stay.
-- Whose a task was before stays in its history.
CREATE OR REPLACE FUNCTION tilth_promises_follow(p_customers text[], p_owners text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    UPDATE tilth_task k SET staff_id = m.owner,
        -- one call of one list is put off once: a second one is a task like others
        business_date = CASE WHEN NOT EXISTS (
            SELECT FROM tilth_task o WHERE o.customer_id = k.customer_id AND o.business_date = k.business_date
                AND o.done_at IS NULL AND o.voided_at IS NULL AND o.id <> k.id
                AND (o.staff_id = m.owner OR o.id < k.id)) THEN k.business_date END
    FROM unnest(p_customers, p_owners) AS m (customer_id, owner)
    WHERE k.customer_id = m.customer_id AND m.owner IS NOT NULL AND k.staff_id <> m.owner
        AND k.done_at IS NULL AND k.voided_at IS NULL
        AND NOT EXISTS (
            SELECT FROM tilth_participant p WHERE p.customer_id = k.customer_id AND p.staff_id = k.staff_id
                AND p.ended_at IS NULL AND tilth_day() BETWEEN p.starts_on AND p.ends_on);
END $$;

-- Statement by statement: a whole book that changes hands is moved at once, however many it has.
CREATE OR REPLACE FUNCTION tilth_apply_transfer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_shown integer;
    moved text[];
    stale record;
BEGIN
    IF TG_RELID <> 'tilth_transfer'::regclass THEN
        RAISE EXCEPTION '% is not tilth_transfer', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT p.current_id INTO now_shown FROM tilth_publication p;
    -- in one order for everybody, so that two who move the same customers do not wait in a circle
    PERFORM FROM published_customer c WHERE c.generation = now_shown
        AND c.customer_id = ANY (ARRAY(SELECT customer_id FROM added)) ORDER BY c.customer_id FOR UPDATE;
    WITH gone AS (
        UPDATE published_customer c
        SET rm_id = a.to_staff_id, branch_id = coalesce(a.to_branch_id, c.branch_id)
        FROM added a WHERE c.generation = now_shown AND c.customer_id = a.customer_id
            AND c.rm_id IS NOT DISTINCT FROM a.from_staff_id AND c.branch_id = a.from_branch_id
        RETURNING c.customer_id)
    SELECT coalesce(array_agg(customer_id), '{}') INTO moved FROM gone;
    SELECT a.customer_id, a.from_staff_id INTO stale FROM added a WHERE a.customer_id <> ALL (moved) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'customer % is not with % any more', stale.customer_id, stale.from_staff_id
            USING ERRCODE = 'serialization_failure';
    END IF;
    PERFORM tilth_scopes_follow(now_shown, moved);
    PERFORM tilth_promises_follow(array_agg(a.customer_id), array_agg(a.to_staff_id)) FROM added a;
    INSERT INTO tilth_ownership_change
        (customer_id, changed_at, from_staff_id, to_staff_id, from_branch_id, to_branch_id, source)
    SELECT a.customer_id, tilth_clock(), a.from_staff_id, a.to_staff_id, a.from_branch_id,
        coalesce(a.to_branch_id, a.from_branch_id), 'transfer' FROM added a ORDER BY a.id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tilth_apply_transfer AFTER INSERT ON tilth_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tilth_apply_transfer();

-- What the pages ask before somebody's sight widens, asked of raw statements as well: those named work at the bank, in a
-- role that can do this, and no longer than a year and a day. What the night names is taken as it stands.
CREATE OR REPLACE FUNCTION tilth_works(p_staff text, p_roles text[], p_active boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    RETURN EXISTS (SELECT FROM published_staff s WHERE s.generation = tilth_generation() AND s.staff_id = p_staff
        AND (s.active OR NOT p_active) AND (p_roles IS NULL OR s.role = ANY (p_roles)));
END $$;

CREATE OR REPLACE FUNCTION tilth_leads(p_staff text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    RETURN tilth_flag('bank_wide') OR tilth_among('managers', p_staff) OR EXISTS (
        SELECT FROM published_staff s WHERE s.generation = tilth_generation() AND s.staff_id = p_staff
            AND tilth_among('branches', s.branch_id));
END $$;

CREATE OR REPLACE FUNCTION tilth_true_transfer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF NOT tilth_bound() THEN RETURN NEW; END IF;
    NEW.moved_at := tilth_clock();
    -- what is taken back goes to whom it came from, whoever that is by now
    IF NEW.cause = 'taken_back' AND EXISTS (SELECT FROM tilth_transfer t WHERE t.customer_id = NEW.customer_id
        AND t.to_staff_id IS NOT DISTINCT FROM NEW.from_staff_id AND t.from_staff_id IS NOT DISTINCT FROM NEW.to_staff_id
        AND t.from_branch_id IS NOT DISTINCT FROM coalesce(NEW.to_branch_id, t.from_branch_id))
    THEN
        RETURN NEW;
    END IF;
    IF NEW.to_staff_id IS NOT NULL AND NOT (tilth_works(NEW.to_staff_id, ARRAY['rm', 'wealth'], true)
            AND (NEW.cause IN ('upgrade', 'request') OR tilth_leads(NEW.to_staff_id)))
        OR NEW.to_branch_id IS NOT NULL AND NOT EXISTS (SELECT FROM published_branch b
            WHERE b.generation = tilth_generation() AND b.branch_id = NEW.to_branch_id)
    THEN
        RAISE EXCEPTION 'transfer refused: it goes where the asker may send nobody'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER tilth_true_transfer BEFORE INSERT ON tilth_transfer
    FOR EACH ROW EXECUTE FUNCTION tilth_true_transfer();
