-- Accounts and sessions: what the pages' login may not read in the tables it may ask of these functions, about
-- one account or one session at a time, and with a proof of the web process where somebody could be harmed.

-- What shows that a password was replaced, whoever did it; a hash has a salt, so its digest tells nothing.
CREATE OR REPLACE FUNCTION tilth_digest_password() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$ BEGIN
    NEW.password_digest := encode(sha256(convert_to(NEW.password, 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tilth_digest_password BEFORE INSERT OR UPDATE ON tilth_user
    FOR EACH ROW EXECUTE FUNCTION tilth_digest_password();

CREATE OR REPLACE FUNCTION tilth_proved(p_proof text, VARIADIC p_said text[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT tilth_proves(p_proof, p_said, tilth_clock()) THEN
        RAISE EXCEPTION '% refused: this proof is not of this minute', p_said[1]
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- The one door to a password's hash.
CREATE OR REPLACE FUNCTION tilth_password(p_name text, p_proof text) RETURNS TABLE (id bigint, password text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM tilth_proved(p_proof, 'password', p_name);
    RETURN QUERY SELECT u.id, u.password::text FROM tilth_user u WHERE u.username = p_name AND u.is_active;
END $$;

-- A new password, of whoever asks and of nobody else.
CREATE OR REPLACE FUNCTION tilth_set_password(p_hash text, p_proof text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    PERFORM tilth_proved(p_proof, 'set password', tilth_actor()::text, p_hash);
    IF NOT tilth_sealed() THEN
        RAISE EXCEPTION 'password refused: nobody has entered this transaction'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE tilth_user u SET password = p_hash WHERE u.id = tilth_actor() AND u.is_active;
END $$;

-- What a session holds, and whose it is. Its key is in the browser alone: here lies the key's digest.
CREATE OR REPLACE FUNCTION tilth_session_of(p_digest text) RETURNS TABLE (data text, user_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp AS $$ BEGIN
    RETURN QUERY SELECT s.data, s.user_id FROM tilth_session s
        WHERE s.digest = p_digest AND s.expires_at > tilth_clock();
END $$;

-- Keep a session; false: there is none of that digest to be renewed, or one already where a new one is asked for.
-- The newest sessions of an account stay, the others end.
CREATE OR REPLACE FUNCTION tilth_keep_session(
    p_digest text, p_data text, p_user bigint, p_seconds integer, p_new boolean, p_about jsonb, p_proof text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    present timestamptz := tilth_clock();
    before tilth_session;
BEGIN
    PERFORM tilth_proved(p_proof, 'session', p_digest, p_user::text, p_data);
    DELETE FROM tilth_session s WHERE s.digest IN (
        SELECT o.digest FROM tilth_session o WHERE o.expires_at <= present LIMIT 100);
    SELECT s.* INTO before FROM tilth_session s WHERE s.digest = p_digest FOR UPDATE;
    IF p_new THEN
        INSERT INTO tilth_session (digest, id, user_id, data, opened_at, seen_at, expires_at, about)
        VALUES (p_digest, gen_random_uuid(), p_user, p_data, present, present,
            present + make_interval(secs => p_seconds), p_about)
        ON CONFLICT (digest) DO NOTHING;
    ELSE
        UPDATE tilth_session s SET data = p_data, user_id = p_user, seen_at = present, about = p_about,
            expires_at = present + make_interval(secs => p_seconds)
        WHERE s.digest = p_digest;
    END IF;
    IF NOT FOUND THEN RETURN false; END IF;
    IF p_user IS NOT NULL AND before.user_id IS DISTINCT FROM p_user THEN
        DELETE FROM tilth_session s WHERE s.user_id = p_user AND s.digest IN (
            SELECT o.digest FROM tilth_session o WHERE o.user_id = p_user
            ORDER BY (o.digest = p_digest) DESC, o.seen_at DESC, o.digest OFFSET 5);
    END IF;
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION tilth_end_session(p_digest text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ BEGIN DELETE FROM tilth_session s WHERE s.digest = p_digest; END $$;

-- Where whoever asks is signed in.
CREATE OR REPLACE FUNCTION tilth_own_sessions(p_digest text)
RETURNS TABLE (id uuid, opened_at timestamptz, seen_at timestamptz, about jsonb, present boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT s.id, s.opened_at, s.seen_at, s.about, s.digest = p_digest FROM tilth_session s
        WHERE s.user_id = tilth_actor() AND tilth_sealed() AND s.expires_at > tilth_clock()
        ORDER BY s.digest = p_digest DESC, s.seen_at DESC, s.id;
END $$;

-- End one other session of whoever asks, or, without a number, all others; how many ended.
CREATE OR REPLACE FUNCTION tilth_end_sessions(p_digest text, p_one uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    WITH gone AS (
        DELETE FROM tilth_session s WHERE s.user_id = tilth_actor() AND tilth_sealed() AND s.digest <> p_digest
            AND (p_one IS NULL OR s.id = p_one) RETURNING 1)
    SELECT count(*) INTO ended FROM gone;
    RETURN ended;
END $$;

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
