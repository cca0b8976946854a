-- Whose number stays sealed off, whatever the core delivers.
CREATE OR REPLACE FUNCTION tilth_erased() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT e.customer_id), '{}') FROM tilth_erasure e
    WHERE e.state = 'erased' AND e.voided_at IS NULL
$$;

-- A restriction takes effect in the transaction that records it, for every number of the person.
CREATE OR REPLACE FUNCTION tilth_is_restricted(p_customer text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    RETURN EXISTS (
        SELECT FROM tilth_suppression s
        WHERE s.customer_id = ANY (tilth_numbers_of(p_customer)) AND s.kind = 'restricted' AND s.lifted_at IS NULL
            AND (s.ends_on IS NULL OR s.ends_on >= tilth_day()))
        -- whoever was erased stays out of sight, whatever is lifted
        OR tilth_numbers_of(p_customer) && tilth_erased();
END $$;

CREATE OR REPLACE FUNCTION tilth_apply_restriction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_shown integer;
    numbers text[] := tilth_numbers_of(NEW.customer_id);
BEGIN
    IF TG_RELID <> 'tilth_suppression'::regclass THEN
        RAISE EXCEPTION '% is not tilth_suppression', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT p.current_id INTO now_shown FROM tilth_publication p;
    UPDATE published_customer c SET restricted = tilth_is_restricted(c.customer_id)
        WHERE c.generation = now_shown AND c.customer_id = ANY (numbers);
    PERFORM tilth_scopes_follow(now_shown, numbers);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tilth_apply_restriction AFTER INSERT OR UPDATE ON tilth_suppression
    FOR EACH ROW WHEN (NEW.kind = 'restricted') EXECUTE FUNCTION tilth_apply_restriction();
