-- Erasure of a person: what identifies somebody leaves the published rows; notes went with the person's key.
-- Which columns that are, the field registry says. No generation: all that there are.
CREATE OR REPLACE FUNCTION tilth_empty(p_customers text[], p_generation integer) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    touched bigint;
    emptied bigint := 0;
BEGIN
    UPDATE published_customer SET household_id = NULL, name = '', name_pinyin = '', name_pinyin_2 = '', name_pinyin_3 = '', name_initials = '', name_initials_2 = '', name_initials_3 = '', name_readings = '', name_key = '', gender = NULL, birth_date = NULL, id_type = NULL, id_number = NULL, id_index = NULL, mobile_index = NULL, mobile_tail_index = NULL, phone_index = NULL, mobile_end_index = NULL, phone_line_index = NULL, phone_end_index = NULL, phone_tail_index = NULL, mobile = NULL, phone = NULL, email = NULL, address = NULL, occupation = NULL, employer = NULL, annual_income = NULL
        WHERE customer_id = ANY (p_customers) AND (p_generation IS NULL OR generation = p_generation) AND (household_id IS DISTINCT FROM NULL OR name IS DISTINCT FROM '' OR name_pinyin IS DISTINCT FROM '' OR name_pinyin_2 IS DISTINCT FROM '' OR name_pinyin_3 IS DISTINCT FROM '' OR name_initials IS DISTINCT FROM '' OR name_initials_2 IS DISTINCT FROM '' OR name_initials_3 IS DISTINCT FROM '' OR name_readings IS DISTINCT FROM '' OR name_key IS DISTINCT FROM '' OR gender IS DISTINCT FROM NULL OR birth_date IS DISTINCT FROM NULL OR id_type IS DISTINCT FROM NULL OR id_number IS DISTINCT FROM NULL OR id_index IS DISTINCT FROM NULL OR mobile_index IS DISTINCT FROM NULL OR mobile_tail_index IS DISTINCT FROM NULL OR phone_index IS DISTINCT FROM NULL OR mobile_end_index IS DISTINCT FROM NULL OR phone_line_index IS DISTINCT FROM NULL OR phone_end_index IS DISTINCT FROM NULL OR phone_tail_index IS DISTINCT FROM NULL OR mobile IS DISTINCT FROM NULL OR phone IS DISTINCT FROM NULL OR email IS DISTINCT FROM NULL OR address IS DISTINCT FROM NULL OR occupation IS DISTINCT FROM NULL OR employer IS DISTINCT FROM NULL OR annual_income IS DISTINCT FROM NULL);
    GET DIAGNOSTICS touched = ROW_COUNT;
    emptied := emptied + touched;
    UPDATE published_transaction SET counterparty_name = NULL, counterparty_bank = NULL, memo = NULL
        WHERE customer_id = ANY (p_customers) AND (p_generation IS NULL OR true) AND (counterparty_name IS DISTINCT FROM NULL OR counterparty_bank IS DISTINCT FROM NULL OR memo IS DISTINCT FROM NULL);
    GET DIAGNOSTICS touched = ROW_COUNT;
    emptied := emptied + touched;
    DELETE FROM published_relation WHERE (from_id = ANY (p_customers) OR to_id = ANY (p_customers))
        AND (p_generation IS NULL OR generation = p_generation);
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN emptied + touched;
END
$$;

-- A decided erasure takes effect in the transaction that decides it. The tombstone names the person by a salted mark.
CREATE OR REPLACE FUNCTION tilth_erase() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    touched bigint;
BEGIN
    IF TG_RELID <> 'tilth_erasure'::regclass THEN
        RAISE EXCEPTION '% is not tilth_erasure', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.mark = '' THEN
        RAISE EXCEPTION 'an erasure leaves a mark' USING ERRCODE = 'check_violation';
    END IF;
    touched := tilth_empty(ARRAY[NEW.customer_id], NULL);
    PERFORM tilth_write('erase', 'erasure', NEW.id::text, '{}', NEW.reason,
        jsonb_build_object('mark', NEW.mark, 'rows', touched));
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tilth_erase AFTER UPDATE ON tilth_erasure
    FOR EACH ROW WHEN (OLD.state <> 'erased' AND NEW.state = 'erased') EXECUTE FUNCTION tilth_erase();

-- What was erased stays: nobody lets a number in again.
CREATE OR REPLACE FUNCTION tilth_erasure_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$ BEGIN
    RAISE EXCEPTION 'an erasure stays as it was decided' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER tilth_erasure_stays BEFORE UPDATE ON tilth_erasure
    FOR EACH ROW WHEN (OLD.state = 'erased') EXECUTE FUNCTION tilth_erasure_stays();
