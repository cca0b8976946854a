-- A transfer, and a restriction, take effect in the transaction that records them.

-- What hangs on a customer carries the customer's scope in columns of its own.
CREATE OR REPLACE FUNCTION tilth_scope_follows(p_generation integer, p_customer text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    child text;
BEGIN
    FOREACH child IN ARRAY ARRAY['published_holding', 'published_event', 'published_list_entry'] LOOP
        EXECUTE format(
            'UPDATE %I t SET owner_id = c.rm_id, branch_id = c.branch_id, restricted = c.restricted'
            ' FROM published_customer c WHERE c.generation = $1 AND c.customer_id = $2'
            ' AND t.generation = $1 AND t.customer_id = $2', child) USING p_generation, p_customer;
    END LOOP;
END
$$;
CREATE OR REPLACE FUNCTION tilth_apply_transfer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_shown integer;
BEGIN
    IF TG_RELID <> 'tilth_transfer'::regclass THEN
        RAISE EXCEPTION '% is not tilth_transfer', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT p.current_id INTO now_shown FROM tilth_publication p;
    UPDATE published_customer c
        SET rm_id = NEW.to_staff_id, branch_id = coalesce(NEW.to_branch_id, c.branch_id)
        WHERE c.generation = now_shown AND c.customer_id = NEW.customer_id
            AND c.rm_id IS NOT DISTINCT FROM NEW.from_staff_id AND c.branch_id = NEW.from_branch_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'customer % is not with % any more', NEW.customer_id, NEW.from_staff_id
            USING ERRCODE = 'serialization_failure';
    END IF;
    PERFORM tilth_scope_follows(now_shown, NEW.customer_id);
    INSERT INTO tilth_ownership_change
        (customer_id, changed_at, from_staff_id, to_staff_id, from_branch_id, to_branch_id, source)
    VALUES (NEW.customer_id, tilth_clock(), NEW.from_staff_id, NEW.to_staff_id, NEW.from_branch_id,
        coalesce(NEW.to_branch_id, NEW.from_branch_id), 'transfer');
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tilth_apply_transfer AFTER INSERT ON tilth_transfer
    FOR EACH ROW EXECUTE FUNCTION tilth_apply_transfer();

CREATE OR REPLACE FUNCTION tilth_is_restricted(p_customer text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM tilth_suppression s
        WHERE s.customer_id = p_customer AND s.kind = 'restricted' AND s.lifted_at IS NULL
            AND (s.ends_on IS NULL OR s.ends_on >= (tilth_clock() AT TIME ZONE 'Asia/Shanghai')::date))
$$;

CREATE OR REPLACE FUNCTION tilth_apply_restriction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_shown integer;
BEGIN
    IF TG_RELID <> 'tilth_suppression'::regclass THEN
        RAISE EXCEPTION '% is not tilth_suppression', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT p.current_id INTO now_shown FROM tilth_publication p;
    UPDATE published_customer c SET restricted = tilth_is_restricted(c.customer_id)
        WHERE c.generation = now_shown AND c.customer_id = NEW.customer_id;
    PERFORM tilth_scope_follows(now_shown, NEW.customer_id);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tilth_apply_restriction AFTER INSERT OR UPDATE ON tilth_suppression
    FOR EACH ROW WHEN (NEW.kind = 'restricted') EXECUTE FUNCTION tilth_apply_restriction();

-- One member of staff never changes from one administration to another.
CREATE OR REPLACE FUNCTION tilth_keep_administrations_apart() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'account % is %: one person holds one administration only', OLD.username, OLD.role
        USING ERRCODE = 'check_violation';
END
$$;
CREATE OR REPLACE TRIGGER tilth_keep_administrations_apart BEFORE UPDATE OF role ON tilth_user
    FOR EACH ROW WHEN (
        OLD.role IN ('admin', 'security_admin', 'audit_admin')
        AND NEW.role IN ('admin', 'security_admin', 'audit_admin') AND NEW.role <> OLD.role)
    EXECUTE FUNCTION tilth_keep_administrations_apart();

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
    IF NEW.to_staff_id IS NOT NULL AND NOT (tilth_works(NEW.to_staff_id, ARRAY[{MANAGERS}], true)
            AND (NEW.cause IN ({BEYOND}) OR tilth_leads(NEW.to_staff_id)))
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

-- For covers and participations alike: who sees more, until when; afterwards they are ended, and nothing else.
CREATE OR REPLACE FUNCTION tilth_true_reach() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    named boolean;
BEGIN
    IF NOT tilth_bound() THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF written - 'ended_at' <> to_jsonb(OLD) - 'ended_at' OR OLD.ended_at IS DISTINCT FROM NEW.ended_at
            AND OLD.ended_at IS NOT NULL
        THEN
            RAISE EXCEPTION 'a row of % is ended once, and changes in nothing else', TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'tilth_cover' THEN
        named := tilth_works(written ->> 'absent_staff_id', ARRAY[{MANAGERS}], false)
            AND tilth_works(written ->> 'substitute_staff_id', ARRAY[{MANAGERS}], true)
            AND tilth_leads(written ->> 'substitute_staff_id');
    ELSE
        named := tilth_works(written ->> 'staff_id', NULL, true);
    END IF;
    IF NOT named OR NEW.ended_at IS NOT NULL OR NEW.ends_on - NEW.starts_on > {LONGEST}
        OR NEW.starts_on > (tilth_clock() AT TIME ZONE 'Asia/Shanghai')::date + {LONGEST}
    THEN
        RAISE EXCEPTION '% refused: nobody of that number can do this, or it lasts too long', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER tilth_true_reach BEFORE INSERT OR UPDATE ON tilth_cover
    FOR EACH ROW EXECUTE FUNCTION tilth_true_reach();
CREATE OR REPLACE TRIGGER tilth_true_reach BEFORE INSERT OR UPDATE ON tilth_participant
    FOR EACH ROW EXECUTE FUNCTION tilth_true_reach();
