-- Two customer numbers that are one person. A merge moves what people wrote about the merged number to the survivor, in
-- the transaction that records it, and keeps in its own row what it moved: so the way back is exact, or refused.
-- ('gift', 'tilth_gift', 'move', '{}'), ('greeting', 'tilth_greeting', 'move', '{}'), ('follow_up', 'tilth_follow_up', 'move', '{}'), ('care_plan', 'tilth_care_plan', 'move', '{}'), ('memo', 'tilth_memo', 'move', '{}'), ('matter', 'tilth_matter', 'move', '{}'), ('need', 'tilth_need', 'move', '{}'), ('interest', 'tilth_interest', 'move', '{}'), ('opportunity', 'tilth_opportunity', 'move', '{}'), ('buying_signal', 'tilth_buying_signal', 'move', '{}'), ('commitment', 'tilth_commitment', 'move', '{}'), ('negotiation', 'tilth_negotiation', 'move', '{}'), ('offer', 'tilth_offer', 'move', '{}'), ('maturity', 'tilth_maturity', 'move', '{}'), ('won_money', 'tilth_won_money', 'move', '{}'), ('target_tier', 'tilth_target_tier', 'move', '{}'), ('treatment', 'tilth_treatment', 'move', '{}'), ('loss_case', 'tilth_loss_case', 'move', '{}'), ('detail', 'tilth_detail', 'move', '{}'), ('contact_point', 'tilth_contact_point', 'move', '{}'), ('fact', 'tilth_fact', 'move', '{}'), ('acquaintance', 'tilth_acquaintance', 'move', '{}'), ('level', 'tilth_level', 'move', '{}'), ('level_target', 'tilth_level_target', 'move', '{}'), ('path_step', 'tilth_path_step', 'move', '{}'), ('rapport', 'tilth_rapport', 'move', '{}'), ('relation', 'tilth_relation', 'move', '{}'), ('dismissal', 'tilth_dismissal', 'move', '{}'), ('linked_need', 'tilth_linked_need', 'move', '{}'), ('assessment', 'tilth_assessment', 'move', '{}'), ('certificate', 'tilth_certificate', 'move', '{}'), ('proposal', 'tilth_proposal', 'move', '{}'), ('hold', 'tilth_hold', 'move', '{}'), ('contact', 'tilth_contact', 'move', '{}'), ('task', 'tilth_task', 'move', '{}'), ('clearance', 'tilth_clearance', 'move', '{}'), ('consent', 'tilth_consent', 'move', '{}'), ('do_not_disturb', 'tilth_do_not_disturb', 'move', '{}'), ('suppression', 'tilth_suppression', 'move', '{}'), ('preference', 'tilth_contact_preference', 'one', '{}'), ('segment_assignment', 'tilth_segment_assignment', 'one', '{scheme}'), ('cadence_agreement', 'tilth_cadence_agreement', 'one', '{}'), ('participant', 'tilth_participant', 'move', '{}') are the declared records: subject, table, `move` or `one`, and of what there is one.

-- The number under which a person stands: a merge of a merged number leads on.
CREATE OR REPLACE FUNCTION tilth_survivor(p_customer text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found text := p_customer;
    above text;
BEGIN
    LOOP
        SELECT m.customer_id INTO above FROM tilth_merge m WHERE m.merged_id = found AND m.undone_at IS NULL;
        EXIT WHEN above IS NULL;
        found := above;
    END LOOP;
    RETURN found;
END $$;

-- All numbers of the person of a number, the survivor's among them.
CREATE OR REPLACE FUNCTION tilth_numbers_of(p_customer text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    RETURN ARRAY(
        WITH RECURSIVE whole AS (
            SELECT tilth_survivor(p_customer) AS customer_id
            UNION SELECT m.merged_id FROM whole w JOIN tilth_merge m ON m.customer_id = w.customer_id
                AND m.undone_at IS NULL
        ) SELECT customer_id FROM whole);
END $$;

CREATE OR REPLACE FUNCTION tilth_merge_refused(p_why text, p_told text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'merge refused: %', p_told USING ERRCODE = 'TM001', DETAIL = p_why;
END $$;

-- What is moved: subject -> row -> what it was besides its number.
CREATE OR REPLACE FUNCTION tilth_merge_moves(p_from text, p_to text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one record;
    rows jsonb;
    moved jsonb := '{}';
    freed jsonb;
BEGIN
    -- one call of one list is put off once: a second one is a task like others
    SELECT coalesce(jsonb_object_agg(k.id::text, jsonb_build_object('business_date', k.business_date)), '{}')
        INTO freed FROM tilth_task k JOIN tilth_task o ON o.customer_id = p_to AND o.staff_id = k.staff_id
            AND o.business_date = k.business_date AND o.done_at IS NULL AND o.voided_at IS NULL
        WHERE k.customer_id = p_from AND k.done_at IS NULL AND k.voided_at IS NULL;
    UPDATE tilth_task SET business_date = NULL WHERE customer_id = p_from AND freed ? id::text;
    FOR one IN SELECT * FROM (VALUES ('gift', 'tilth_gift', 'move', '{}'), ('greeting', 'tilth_greeting', 'move', '{}'), ('follow_up', 'tilth_follow_up', 'move', '{}'), ('care_plan', 'tilth_care_plan', 'move', '{}'), ('memo', 'tilth_memo', 'move', '{}'), ('matter', 'tilth_matter', 'move', '{}'), ('need', 'tilth_need', 'move', '{}'), ('interest', 'tilth_interest', 'move', '{}'), ('opportunity', 'tilth_opportunity', 'move', '{}'), ('buying_signal', 'tilth_buying_signal', 'move', '{}'), ('commitment', 'tilth_commitment', 'move', '{}'), ('negotiation', 'tilth_negotiation', 'move', '{}'), ('offer', 'tilth_offer', 'move', '{}'), ('maturity', 'tilth_maturity', 'move', '{}'), ('won_money', 'tilth_won_money', 'move', '{}'), ('target_tier', 'tilth_target_tier', 'move', '{}'), ('treatment', 'tilth_treatment', 'move', '{}'), ('loss_case', 'tilth_loss_case', 'move', '{}'), ('detail', 'tilth_detail', 'move', '{}'), ('contact_point', 'tilth_contact_point', 'move', '{}'), ('fact', 'tilth_fact', 'move', '{}'), ('acquaintance', 'tilth_acquaintance', 'move', '{}'), ('level', 'tilth_level', 'move', '{}'), ('level_target', 'tilth_level_target', 'move', '{}'), ('path_step', 'tilth_path_step', 'move', '{}'), ('rapport', 'tilth_rapport', 'move', '{}'), ('relation', 'tilth_relation', 'move', '{}'), ('dismissal', 'tilth_dismissal', 'move', '{}'), ('linked_need', 'tilth_linked_need', 'move', '{}'), ('assessment', 'tilth_assessment', 'move', '{}'), ('certificate', 'tilth_certificate', 'move', '{}'), ('proposal', 'tilth_proposal', 'move', '{}'), ('hold', 'tilth_hold', 'move', '{}'), ('contact', 'tilth_contact', 'move', '{}'), ('task', 'tilth_task', 'move', '{}'), ('clearance', 'tilth_clearance', 'move', '{}'), ('consent', 'tilth_consent', 'move', '{}'), ('do_not_disturb', 'tilth_do_not_disturb', 'move', '{}'), ('suppression', 'tilth_suppression', 'move', '{}'), ('preference', 'tilth_contact_preference', 'one', '{}'), ('segment_assignment', 'tilth_segment_assignment', 'one', '{scheme}'), ('cadence_agreement', 'tilth_cadence_agreement', 'one', '{}'), ('participant', 'tilth_participant', 'move', '{}')) AS declared (subject, held, how, per) LOOP
        EXECUTE format('WITH gone AS (UPDATE %1$I k SET customer_id = $1 WHERE k.customer_id = $2 AND (%2$L = ''move''
            OR NOT EXISTS (SELECT FROM %1$I o WHERE o.customer_id = $1 AND to_jsonb(o) @> (
                SELECT coalesce(jsonb_object_agg(p, to_jsonb(k) -> p), ''{}'') FROM unnest(%3$L::text[]) p)))
            RETURNING k.id) SELECT jsonb_object_agg(id::text, ''{}''::jsonb) FROM gone', one.held, one.how, one.per)
            INTO rows USING p_to, p_from;
        IF rows IS NOT NULL THEN moved := moved || jsonb_build_object(one.subject, rows); END IF;
    END LOOP;
    RETURN CASE WHEN freed = '{}' THEN moved ELSE jsonb_set(moved, '{task}', moved -> 'task' || freed) END;
END $$;

-- The way back: every row that was moved, as it is now; fewer than were moved are refused.
CREATE OR REPLACE FUNCTION tilth_merge_returns(p_merge tilth_merge) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one record;
    returned bigint;
BEGIN
    FOR one IN SELECT m.key AS subject, m.value AS rows, declared.held FROM jsonb_each(p_merge.moved) m
        LEFT JOIN (VALUES ('gift', 'tilth_gift', 'move', '{}'), ('greeting', 'tilth_greeting', 'move', '{}'), ('follow_up', 'tilth_follow_up', 'move', '{}'), ('care_plan', 'tilth_care_plan', 'move', '{}'), ('memo', 'tilth_memo', 'move', '{}'), ('matter', 'tilth_matter', 'move', '{}'), ('need', 'tilth_need', 'move', '{}'), ('interest', 'tilth_interest', 'move', '{}'), ('opportunity', 'tilth_opportunity', 'move', '{}'), ('buying_signal', 'tilth_buying_signal', 'move', '{}'), ('commitment', 'tilth_commitment', 'move', '{}'), ('negotiation', 'tilth_negotiation', 'move', '{}'), ('offer', 'tilth_offer', 'move', '{}'), ('maturity', 'tilth_maturity', 'move', '{}'), ('won_money', 'tilth_won_money', 'move', '{}'), ('target_tier', 'tilth_target_tier', 'move', '{}'), ('treatment', 'tilth_treatment', 'move', '{}'), ('loss_case', 'tilth_loss_case', 'move', '{}'), ('detail', 'tilth_detail', 'move', '{}'), ('contact_point', 'tilth_contact_point', 'move', '{}'), ('fact', 'tilth_fact', 'move', '{}'), ('acquaintance', 'tilth_acquaintance', 'move', '{}'), ('level', 'tilth_level', 'move', '{}'), ('level_target', 'tilth_level_target', 'move', '{}'), ('path_step', 'tilth_path_step', 'move', '{}'), ('rapport', 'tilth_rapport', 'move', '{}'), ('relation', 'tilth_relation', 'move', '{}'), ('dismissal', 'tilth_dismissal', 'move', '{}'), ('linked_need', 'tilth_linked_need', 'move', '{}'), ('assessment', 'tilth_assessment', 'move', '{}'), ('certificate', 'tilth_certificate', 'move', '{}'), ('proposal', 'tilth_proposal', 'move', '{}'), ('hold', 'tilth_hold', 'move', '{}'), ('contact', 'tilth_contact', 'move', '{}'), ('task', 'tilth_task', 'move', '{}'), ('clearance', 'tilth_clearance', 'move', '{}'), ('consent', 'tilth_consent', 'move', '{}'), ('do_not_disturb', 'tilth_do_not_disturb', 'move', '{}'), ('suppression', 'tilth_suppression', 'move', '{}'), ('preference', 'tilth_contact_preference', 'one', '{}'), ('segment_assignment', 'tilth_segment_assignment', 'one', '{scheme}'), ('cadence_agreement', 'tilth_cadence_agreement', 'one', '{}'), ('participant', 'tilth_participant', 'move', '{}')) AS declared (subject, held, how, per) ON declared.subject = m.key
    LOOP
        returned := 0;
        IF one.held IS NOT NULL THEN
            EXECUTE format('UPDATE %I SET customer_id = $1 WHERE customer_id = $2 AND $3 ? id::text', one.held)
                USING p_merge.merged_id, p_merge.customer_id, one.rows;
            GET DIAGNOSTICS returned = ROW_COUNT;
        END IF;
        IF returned <> (SELECT count(*) FROM jsonb_object_keys(one.rows)) THEN
            PERFORM tilth_merge_refused('gone', format('of what was moved of %s some is there no more', one.subject));
        END IF;
    END LOOP;
    UPDATE tilth_task k SET business_date = (was.value ->> 'business_date')::date
        FROM jsonb_each(coalesce(p_merge.moved -> 'task', '{}')) AS was
        WHERE k.id::text = was.key AND was.value ? 'business_date' AND k.business_date IS NULL;
END $$;

-- What a merge writes besides: where one number says no and the other later yes, the no stands, for two numbers of one
-- person are asked as one; and of a detail that both have, the one that was chosen comes last. Taken away by the way back.
CREATE OR REPLACE FUNCTION tilth_merge_writes(p_merge tilth_merge, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    both_ text[] := ARRAY[p_merge.customer_id, p_merge.merged_id];
    chosen uuid[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(p_merge.chosen -> 'detail', '[]'))::uuid);
    consents jsonb;
    details jsonb;
BEGIN
    IF cardinality(chosen) <> (SELECT count(*) FROM tilth_detail d WHERE d.id = ANY (chosen)
        AND d.customer_id = ANY (both_) AND d.voided_at IS NULL)
    THEN
        PERFORM tilth_merge_refused('chosen', 'what was chosen is there no more');
    END IF;
    WITH last AS (
        SELECT DISTINCT ON (c.customer_id, c.purpose, c.channel) c.* FROM tilth_consent c
            WHERE c.customer_id = ANY (both_)
            ORDER BY c.customer_id, c.purpose, c.channel, c.decided_at DESC, c.decision = 'granted', c.id DESC
    ), made AS (
        INSERT INTO tilth_consent SELECT (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(),
            'customer_id', p_merge.customer_id, 'decided_at', p_at, 'created_at', p_at,
            'recorded_by_id', p_merge.made_by_id))).* FROM last l JOIN tilth_consent k ON k.id = l.id
            WHERE l.decision <> 'granted' AND EXISTS (SELECT FROM last o WHERE o.customer_id <> l.customer_id
                AND o.purpose = l.purpose AND o.decision = 'granted' AND o.decided_at > l.decided_at
                AND (o.channel = l.channel OR 'any' IN (o.channel, l.channel)))
            RETURNING id
    ) SELECT jsonb_agg(id) INTO consents FROM made;
    WITH made AS (
        INSERT INTO tilth_detail SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
            'customer_id', p_merge.customer_id, 'made_at', p_at, 'made_by_id', p_merge.made_by_id,
            'staff_id', coalesce(u.staff_id, '')))).* FROM tilth_detail d JOIN tilth_user u ON u.id = p_merge.made_by_id
            WHERE d.id = ANY (chosen) RETURNING id
    ) SELECT jsonb_agg(id) INTO details FROM made;
    RETURN jsonb_strip_nulls(jsonb_build_object('consent', consents, 'detail', details));
END $$;

CREATE OR REPLACE FUNCTION tilth_merge_takes_away(p_merge tilth_merge) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    DELETE FROM tilth_consent c WHERE p_merge.written -> 'consent' ? c.id::text;
    DELETE FROM tilth_detail d WHERE p_merge.written -> 'detail' ? d.id::text;
END $$;

CREATE OR REPLACE FUNCTION tilth_true_merge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    owners text[];
    both_ text[] := ARRAY[NEW.customer_id, NEW.merged_id];
BEGIN
    -- whoever hands one of them over at this moment is first, or waits
    owners := ARRAY(SELECT c.rm_id FROM published_customer c WHERE c.customer_id = ANY (both_)
        AND c.generation = (SELECT p.current_id FROM tilth_publication p) ORDER BY c.customer_id FOR UPDATE);
    IF TG_OP = 'UPDATE' THEN
        IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
            OR to_jsonb(NEW) - '{undone_at,undone_by_id}'::text[] <> to_jsonb(OLD) - '{undone_at,undone_by_id}'::text[]
        THEN
            PERFORM tilth_merge_refused('undone', 'it is undone once, and changes in nothing else');
        ELSIF EXISTS (SELECT FROM tilth_merge m WHERE m.id > OLD.id AND m.undone_at IS NULL
            AND (m.customer_id = ANY (both_) OR m.merged_id = ANY (both_)))
        THEN
            PERFORM tilth_merge_refused('later', 'a later merge of these numbers is undone first');
        END IF;
        PERFORM tilth_merge_takes_away(OLD);
        PERFORM tilth_merge_returns(OLD);
        NEW.undone_at := CASE WHEN tilth_bound() THEN tilth_clock() ELSE NEW.undone_at END;
        RETURN NEW;
    END IF;
    IF NEW.undone_at IS NOT NULL OR NEW.customer_id = NEW.merged_id OR cardinality(owners) <> 2 THEN
        PERFORM tilth_merge_refused('two', 'it takes two customers of the night that is shown');
    ELSIF EXISTS (SELECT FROM tilth_merge m WHERE m.merged_id = ANY (both_) AND m.undone_at IS NULL) THEN
        PERFORM tilth_merge_refused('merged', 'one of the two is one with another already');
    ELSIF owners[1] IS DISTINCT FROM owners[2] THEN
        PERFORM tilth_merge_refused('owners', 'the two have different managers');
    END IF;
    NEW.made_at := CASE WHEN tilth_bound() THEN tilth_clock() ELSE NEW.made_at END;
    NEW.written := tilth_merge_writes(NEW, NEW.made_at);
    NEW.moved := tilth_merge_moves(NEW.merged_id, NEW.customer_id);
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tilth_true_merge BEFORE INSERT OR UPDATE ON tilth_merge
    FOR EACH ROW EXECUTE FUNCTION tilth_true_merge();

-- What the night on show says of the numbers of a person: with which they are one, and a restriction of any of them.
CREATE OR REPLACE FUNCTION tilth_apply_merge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    shown integer;
    numbers text[] := tilth_numbers_of(NEW.customer_id) || tilth_numbers_of(NEW.merged_id);
    turned published_customer[];
BEGIN
    IF TG_RELID <> 'tilth_merge'::regclass THEN
        RAISE EXCEPTION '% is not tilth_merge', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT p.current_id INTO shown FROM tilth_publication p;
    turned := ARRAY(SELECT c FROM published_customer c WHERE c.generation = shown AND c.customer_id = ANY (numbers)
        AND c.restricted <> tilth_is_restricted(c.customer_id));
    UPDATE published_customer c SET one_with = nullif(tilth_survivor(c.customer_id), c.customer_id),
            restricted = tilth_is_restricted(c.customer_id)
        WHERE c.generation = shown AND c.customer_id = ANY (numbers);
    IF cardinality(turned) > 0 THEN
        PERFORM tilth_scopes_follow(shown, numbers);
        PERFORM tilth_recount(shown, ARRAY(SELECT t.rm_id FROM unnest(turned) t),
            ARRAY(SELECT t.branch_id FROM unnest(turned) t));
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tilth_apply_merge AFTER INSERT OR UPDATE ON tilth_merge
    FOR EACH ROW EXECUTE FUNCTION tilth_apply_merge();

-- Nobody writes about a number that is one with another: it stands under the survivor's. Runs after the diary has taken
-- the customer's row, so that a merge of this moment was waited for.
CREATE OR REPLACE FUNCTION tilth_of_survivor() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    stale text;
BEGIN
    SELECT m.merged_id INTO stale FROM tilth_merge m
        WHERE m.undone_at IS NULL AND m.merged_id = ANY (ARRAY(SELECT a.customer_id FROM added a)) LIMIT 1;
    IF FOUND THEN
        PERFORM tilth_merge_refused('written', format('%s is one with another number: write it there', stale));
    END IF;
    RETURN NULL;
END $$;

-- Numbers of one person that are in one hand stay in one hand: a hand-over takes them all.
CREATE OR REPLACE FUNCTION tilth_together() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    left_ text;
BEGIN
    IF TG_RELID <> 'tilth_transfer'::regclass THEN
        RAISE EXCEPTION '% is not tilth_transfer', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.customer_id INTO left_ FROM added a
        CROSS JOIN LATERAL unnest(tilth_numbers_of(a.customer_id)) AS other (customer_id)
        JOIN published_customer c ON c.generation = (SELECT p.current_id FROM tilth_publication p)
            AND c.customer_id = other.customer_id
        WHERE a.to_staff_id IS DISTINCT FROM a.from_staff_id AND c.rm_id IS NOT DISTINCT FROM a.from_staff_id
            AND c.customer_id <> a.customer_id AND EXISTS (SELECT FROM tilth_merge m WHERE m.undone_at IS NULL
                AND a.customer_id IN (m.customer_id, m.merged_id)) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'transfer refused: % is one with a customer who goes, and stays', left_
            USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tilth_together AFTER INSERT ON tilth_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tilth_together();
