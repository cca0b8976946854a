-- What a security administrator does to the accounts of others (C-31). Each function asks for the role of whoever entered,
-- for the seal of that entry and for a proof of the web process; nobody does any of it to the own account. What changed
-- stands in the account's versions and in the audit; a refusal comes back as a word, and nothing was changed.
CREATE OR REPLACE FUNCTION tilth_keeps_accounts(p_proof text, VARIADIC p_said text[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    PERFORM tilth_proved(p_proof, VARIADIC p_said);
    IF NOT tilth_sealed() OR tilth_role() NOT IN ({KEEPERS}) THEN
        RAISE EXCEPTION '% refused: it is for a security administrator who has entered', p_said[1]
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- Why somebody may not have this account: the name or the staff number has one, or the other administration was held.
CREATE OR REPLACE FUNCTION tilth_account_refused(p_account bigint, p_username text, p_role text, p_staff text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF EXISTS (SELECT FROM tilth_user u WHERE u.username = p_username AND u.id <> p_account) THEN
        RETURN 'name';
    ELSIF EXISTS (SELECT FROM tilth_user u WHERE u.staff_id = p_staff AND u.is_active AND u.id <> p_account) THEN
        RETURN 'staff';
    ELSIF p_role IN ({ADMINISTRATORS}) AND coalesce(p_staff, '') = '' THEN
        RETURN 'nobody';
    ELSIF p_role IN ({ADMINISTRATORS}) AND EXISTS (SELECT FROM tilth_user_history h
            WHERE h.staff_id = p_staff AND h.role IN ({ADMINISTRATORS}) AND h.role <> p_role) THEN
        RETURN 'administration';
    END IF;
    RETURN '';
END $$;

CREATE OR REPLACE FUNCTION tilth_open_account(
    p_username text, p_name text, p_role text, p_staff text, p_hash text, p_proof text
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    why text;
BEGIN
    PERFORM tilth_keeps_accounts(p_proof, 'open account', p_username, p_name, p_role, p_staff, p_hash);
    why := tilth_account_refused(0, p_username, p_role, p_staff);
    IF why = '' THEN
        INSERT INTO tilth_user (username, name, role, staff_id, password, language, theme, updown, tour, is_active, created_at)
        VALUES (p_username, p_name, p_role, nullif(p_staff, ''), p_hash, 'zh-hans', 'auto', 'cn', 'todo', true, tilth_clock());
    END IF;
    RETURN why;
END $$;

-- Close an account and end its sessions, or open it again.
CREATE OR REPLACE FUNCTION tilth_let_in(p_account bigint, p_open boolean, p_proof text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    known tilth_user;
    why text := '';
BEGIN
    PERFORM tilth_keeps_accounts(p_proof, 'let in', p_account::text, p_open::text);
    SELECT u.* INTO known FROM tilth_user u WHERE u.id = p_account FOR UPDATE;
    IF known.id IS NULL OR p_account = tilth_actor() THEN
        RETURN 'own';
    ELSIF known.is_active = p_open THEN
        RETURN 'already';
    ELSIF p_open THEN
        why := tilth_account_refused(known.id, known.username, known.role, known.staff_id);
    END IF;
    IF why = '' THEN
        UPDATE tilth_user u SET is_active = p_open WHERE u.id = p_account;
        DELETE FROM tilth_session s WHERE s.user_id = p_account AND NOT p_open;
    END IF;
    RETURN why;
END $$;

-- How many browsers each account is signed in with, and when the last was seen.
CREATE OR REPLACE FUNCTION tilth_sessions_held(p_proof text)
RETURNS TABLE (user_id bigint, browsers bigint, seen_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM tilth_keeps_accounts(p_proof, 'sessions held');
    RETURN QUERY SELECT s.user_id, count(*), max(s.seen_at) FROM tilth_session s
        WHERE s.user_id IS NOT NULL AND s.expires_at > tilth_clock() GROUP BY s.user_id;
END $$;

-- End all sessions of somebody else; how many ended.
CREATE OR REPLACE FUNCTION tilth_end_sessions_of(p_account bigint, p_proof text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    PERFORM tilth_keeps_accounts(p_proof, 'end sessions', p_account::text);
    WITH gone AS (
        DELETE FROM tilth_session s WHERE s.user_id = p_account AND p_account <> tilth_actor() RETURNING 1)
    SELECT count(*) INTO ended FROM gone;
    PERFORM tilth_write('sign_out', 'account', p_account::text, '{}', 'ended', jsonb_build_object('ended', ended))
        WHERE ended > 0;
    RETURN ended;
END $$;
