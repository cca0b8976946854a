-- Who sees more, until when: covers and participations.

-- For covers and participations alike: who sees more, until when; afterwards they are ended, and nothing else.
CREATE OR REPLACE FUNCTION tilth_true_reach() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    named boolean;
BEGIN
    IF NOT tilth_bound() THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        -- a merge moves it to the survivor's number by its own trigger
        IF pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
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
        OR NEW.starts_on > tilth_day() + {LONGEST}
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
