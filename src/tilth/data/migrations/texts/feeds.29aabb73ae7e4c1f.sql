-- Whose calendar an address shows: of the digest of its secret, while the address stands and the account is open.
CREATE OR REPLACE FUNCTION tilth_feed_of(p_digest text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.user_id FROM tilth_calendar_feed f JOIN tilth_user u ON u.id = f.user_id
    WHERE f.digest = p_digest AND f.withdrawn_at IS NULL AND u.is_active
$$;
