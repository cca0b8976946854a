-- What was confided goes with the consent under which it was written, whoever takes that back: who records it
-- may not see it, and could not take it back.
CREATE OR REPLACE FUNCTION tilth_confided_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    held text;
BEGIN
    IF TG_RELID <> 'tilth_consent'::regclass THEN
        RAISE EXCEPTION '% is not tilth_consent', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM tilth_consent c WHERE c.customer_id = NEW.customer_id AND c.purpose = 'sensitive'
        AND c.channel = NEW.channel AND c.decision = 'granted' AND c.decided_at > NEW.decided_at) THEN
        RETURN NULL;
    END IF;
    FOREACH held IN ARRAY ARRAY[{CONFIDED}] LOOP
        EXECUTE format('UPDATE %I SET voided_at = $1, voided_by_id = $2'
            ' WHERE customer_id = $3 AND restricted AND voided_at IS NULL', held)
            USING NEW.decided_at, NEW.recorded_by_id, NEW.customer_id;
    END LOOP;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tilth_confided_ends AFTER INSERT ON tilth_consent
    FOR EACH ROW WHEN (NEW.purpose = 'sensitive' AND NEW.channel = 'any' AND NEW.decision <> 'granted')
    EXECUTE FUNCTION tilth_confided_ends();
