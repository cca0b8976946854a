-- Wrong passwords, counted from the audit. In a browser in which that person signed in before (`device`) they count
-- for that browser alone. A stranger's count three times: for the name at that place, for the name from everywhere,
-- and for the place over all names. The second and the third are slower caps; reaching one is an entry of its own.
CREATE OR REPLACE FUNCTION tilth_place(p_address text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$ BEGIN
    -- Whoever has one IPv6 address of a network has all of them: they are one place.
    -- Two statements: in one, the planner reads a text that it knows as an address before anybody asks whether it is one.
    IF p_address LIKE '%:%' AND pg_input_is_valid(p_address, 'inet') THEN
        RETURN network(set_masklen(p_address::inet, 64))::text;
    END IF;
    RETURN p_address;
END $$;

CREATE INDEX IF NOT EXISTS audit_tries_by_name ON tilth_audit_entry ((coalesce(nullif(subject_id, ''), detail ->> 'name')), at)
    WHERE action IN ('sign_in_failed', 'pause');
CREATE INDEX IF NOT EXISTS audit_tries_by_place ON tilth_audit_entry (tilth_place(address), at)
    WHERE action IN ('sign_in_failed', 'pause');
CREATE INDEX IF NOT EXISTS audit_sign_ins ON tilth_audit_entry (subject_id, at) WHERE action = 'sign_in';

-- What a device's proof is bound to: a digest that changes with the password and tells nothing of it.
-- Before anybody has entered, an answer about accounts takes the pages' proof.
DROP FUNCTION IF EXISTS tilth_sign_in_stamp(text), tilth_turn(text), tilth_sign_in_waits(text, text, text);
CREATE OR REPLACE FUNCTION tilth_sign_in_stamp(p_username text, p_proof text, OUT account bigint, OUT stamp text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM tilth_proved(p_proof, 'stamp', p_username);
    SELECT u.id, encode(sha256(convert_to(u.id || ' ' || u.password, 'UTF8')), 'hex') INTO account, stamp
        FROM tilth_user u WHERE u.username = p_username;
END $$;

-- Tries of one kind go one after the other: true for the first until its transaction ends, false for whoever comes
-- meanwhile. The two numbers are a space of their own: no other lock can be taken through this.
CREATE OR REPLACE FUNCTION tilth_turn(p_name text, p_proof text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    PERFORM tilth_proved(p_proof, 'turn', p_name);
    RETURN pg_try_advisory_xact_lock(20261123, hashtext(p_name));
END $$;

-- Until when this name may not try: 15 minutes after the fifth wrong try, at that place or in that browser; and, for
-- strangers, five minutes after the name and 15 after the place reached its cap. p_name is the account's number, or
-- the digest of what was typed where there is none: both are answered alike.
CREATE OR REPLACE FUNCTION tilth_sign_in_waits(
    p_name text, p_place text, p_device text, p_proof text, OUT until timestamptz, OUT kind text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM tilth_proved(p_proof, 'waits', p_name, p_place, p_device);
    SELECT w.until, w.kind INTO until, kind FROM (
        (SELECT f.at + interval '15 minutes' AS until, 'own' AS kind FROM tilth_audit_entry f
            WHERE p_device <> '' AND f.action = 'sign_in_failed' AND f.at > tilth_clock() - interval '15 minutes'
                AND coalesce(nullif(f.subject_id, ''), f.detail ->> 'name') = p_name
                AND f.detail ->> 'device' = p_device
            ORDER BY f.at DESC, f.id DESC OFFSET 4 LIMIT 1)
        UNION ALL
        -- A success from the same place forgives what went wrong there before it.
        (SELECT f.at + interval '15 minutes', 'own' FROM tilth_audit_entry f
            WHERE p_device = '' AND f.action = 'sign_in_failed' AND f.at > tilth_clock() - interval '15 minutes'
                AND coalesce(nullif(f.subject_id, ''), f.detail ->> 'name') = p_name
                AND tilth_place(f.address) = p_place AND NOT f.detail ? 'device'
                AND NOT EXISTS (SELECT FROM tilth_audit_entry s
                    WHERE s.action = 'sign_in' AND s.subject_id = p_name AND (s.at, s.id) > (f.at, f.id)
                        AND tilth_place(s.address) = p_place)
            ORDER BY f.at DESC, f.id DESC OFFSET 4 LIMIT 1)
        UNION ALL
        (SELECT p.at + interval '5 minutes', 'name' FROM tilth_audit_entry p
            WHERE p_device = '' AND p.action = 'pause' AND p.why = 'name'
                AND p.at > tilth_clock() - interval '5 minutes'
                AND coalesce(nullif(p.subject_id, ''), p.detail ->> 'name') = p_name
            ORDER BY p.at DESC, p.id DESC LIMIT 1)
        UNION ALL
        (SELECT p.at + interval '15 minutes', 'place' FROM tilth_audit_entry p
            WHERE p_device = '' AND p.action = 'pause' AND p.why = 'place'
                AND p.at > tilth_clock() - interval '15 minutes' AND tilth_place(p.address) = p_place
            ORDER BY p.at DESC, p.id DESC LIMIT 1)
    ) w ORDER BY w.until DESC LIMIT 1;
END $$;

-- To be called after a stranger's wrong try was noted, in the same transaction: begins the pauses that are due and
-- notes each once. Counting goes on anew after a pause, so that a name is never closed for longer than one pause.
CREATE OR REPLACE FUNCTION tilth_sign_in_pauses(
    p_account text, p_digest text, p_place text, OUT of_name integer, OUT of_place integer
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    tried text := coalesce(nullif(p_account, ''), p_digest);
    told jsonb := CASE WHEN p_account = '' THEN jsonb_build_object('name', p_digest) ELSE '{}' END;
    others integer;
    since record;
BEGIN
    IF tilth_bound() AND NOT (tilth_sealed() AND tilth_actor() IS NULL) THEN
        RAISE EXCEPTION 'pause refused: a stranger''s try comes before it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Always the name first: whoever holds a place waits for no name. Held until the entries can be seen.
    PERFORM pg_advisory_xact_lock(20261128, hashtext(tried));
    PERFORM pg_advisory_xact_lock(20261129, hashtext(p_place));
    SELECT greatest(max(p.at), tilth_clock() - interval '15 minutes') AS at, coalesce(max(p.id), 0) AS id
        INTO since FROM tilth_audit_entry p
        WHERE p.action = 'pause' AND p.why = 'name' AND p.at > tilth_clock() - interval '15 minutes'
            AND coalesce(nullif(p.subject_id, ''), p.detail ->> 'name') = tried;
    SELECT count(*), count(DISTINCT tilth_place(f.address)) INTO of_name, others FROM tilth_audit_entry f
        WHERE f.action = 'sign_in_failed' AND f.at >= since.at AND f.id > since.id
            AND coalesce(nullif(f.subject_id, ''), f.detail ->> 'name') = tried AND NOT f.detail ? 'device';
    IF of_name >= 30 THEN
        PERFORM tilth_write('pause', 'account', p_account, '{}', 'name',
            told || jsonb_build_object('tries', of_name, 'places', others));
    ELSE
        of_name := 0;
    END IF;
    SELECT greatest(max(p.at), tilth_clock() - interval '15 minutes') AS at, coalesce(max(p.id), 0) AS id
        INTO since FROM tilth_audit_entry p
        WHERE p.action = 'pause' AND p.why = 'place' AND p.at > tilth_clock() - interval '15 minutes'
            AND tilth_place(p.address) = p_place;
    SELECT count(*), count(DISTINCT coalesce(nullif(f.subject_id, ''), f.detail ->> 'name'))
        INTO of_place, others FROM tilth_audit_entry f
        WHERE f.action = 'sign_in_failed' AND f.at >= since.at AND f.id > since.id
            AND tilth_place(f.address) = p_place AND NOT f.detail ? 'device';
    IF of_place >= 40 THEN
        PERFORM tilth_write('pause', 'address', '', '{}', 'place',
            jsonb_build_object('tries', of_place, 'names', others));
    ELSE
        of_place := 0;
    END IF;
END
$$;

-- The name at one address was all that counted before; the function above knows more.
DROP FUNCTION IF EXISTS tilth_failed_sign_in(text, text, text, interval, integer);
