-- Walks: who looks at, asks for or guesses at too many customers within an hour is slowed, then stopped. All of it
-- is worked out from the audit itself: there is no counter that somebody could set back.
CREATE INDEX IF NOT EXISTS audit_walks ON tilth_audit_entry (subject_id, at) WHERE action = 'walk';

-- From where the acts of somebody count, and the stop that holds: a stop is written by the person's own request, a
-- lift counts only from another person who reads the audit. The entry's number decides where the clock stood still.
CREATE OR REPLACE FUNCTION tilth_walk_begins(
    IN p_user bigint, IN p_now timestamptz, IN p_window interval, IN p_rest interval,
    OUT since timestamptz, OUT after_id bigint, OUT stopped_at timestamptz, OUT stopped_for text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    last record;
BEGIN
    since := p_now - p_window;
    after_id := 0;
    SELECT e.id, e.at, e.why, e.detail INTO last FROM tilth_audit_entry e
        WHERE e.action = 'walk' AND e.subject_id = p_user::text AND e.at > p_now - p_rest - p_window
            AND (e.why = 'stopped' AND e.user_id = p_user
                OR e.why = 'lifted' AND e.user_id <> p_user
                    AND e.role IN (SELECT r.code FROM tilth_role r WHERE r.reads_audit))
        ORDER BY e.at DESC, e.id DESC LIMIT 1;
    IF last.why = 'lifted' THEN
        since := greatest(since, last.at);
        after_id := last.id;
    ELSIF last.at + p_rest > p_now THEN
        stopped_at := last.at;
        stopped_for := coalesce(last.detail ->> 'kind', '');
    ELSIF last.at IS NOT NULL THEN
        since := greatest(since, last.at + p_rest);
    END IF;
END
$$;

-- What compliance is told: somebody is slowed or stopped, which only the own request says; or a stop was lifted, which
-- only somebody else who reads the audit says.
CREATE OR REPLACE FUNCTION tilth_walked(
    p_account bigint, p_level text, p_kind text, p_done integer, p_limit integer
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT coalesce(tilth_sealed() AND (
        p_level IN ('slowed', 'stopped') AND p_account = tilth_actor()
        OR p_level = 'lifted' AND p_account <> tilth_actor() AND tilth_flag('reads_audit')), false)
    THEN
        RAISE EXCEPTION 'walk refused: this is not the asker''s to say' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM tilth_write('walk', 'account', p_account::text, '{}', p_level,
        jsonb_build_object('kind', left(p_kind, 20), 'done', p_done, 'limit', p_limit));
END
$$;

-- Writes a look down like tilth_note (a search counts under its text's digest, anything else under the one customer
-- it is about), unless a stop holds or the person has done more of this kind within the hour
-- than is free; then it tells what was done, and whoever asked decides. One statement for what is free.
CREATE OR REPLACE FUNCTION tilth_look(
    IN p_action text, IN p_subject_type text, IN p_subject_id text, IN p_customers text[], IN p_why text,
    IN p_detail jsonb, IN p_kind text, IN p_key text, IN p_grown text[], IN p_free integer,
    IN p_window interval, IN p_rest interval,
    OUT noted boolean, OUT moment timestamptz, OUT stopped_at timestamptz, OUT stopped_for text,
    OUT done integer, OUT last_at timestamptz, OUT told boolean, OUT over text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    who bigint := tilth_actor();
    begins record;
    keys text[];
    overs text[];
    passed boolean;
BEGIN
    IF tilth_bound() AND NOT tilth_sealed() THEN
        RAISE EXCEPTION 'look refused: nobody has entered this transaction' USING ERRCODE = 'insufficient_privilege';
    END IF;
    noted := false;
    moment := tilth_clock();
    done := 0;
    IF who IS NOT NULL THEN
        IF p_kind NOT IN ('', 'opened') THEN
            -- Guesses of one person count one after the other, from however many sessions they come.
            PERFORM pg_advisory_xact_lock(hashtextextended('walk ' || who, 20261128));
        END IF;
        SELECT * INTO begins FROM tilth_walk_begins(who, moment, p_window, p_rest);
        stopped_at := begins.stopped_at;
        stopped_for := begins.stopped_for;
        IF stopped_at IS NOT NULL THEN RETURN; END IF;
        IF cardinality(p_grown) > 0 THEN
            -- Typing on is the same search: the longer text counts in the place of the one that it goes on from.
            SELECT e.detail ->> 'text' INTO over FROM tilth_audit_entry e
                WHERE e.user_id = who AND e.at > moment - p_window AND e.detail ? 'text'
                ORDER BY e.at DESC, e.id DESC LIMIT 1;
            IF over = ANY (p_grown) THEN
                p_detail := p_detail || jsonb_build_object('over', over);
            ELSE
                over := NULL;
            END IF;
        END IF;
        IF p_kind <> '' THEN
            -- Fewer entries than are free need no closer look: so it is on most pages.
            SELECT count(*) INTO done FROM (SELECT FROM tilth_audit_entry e
                WHERE e.user_id = who AND e.at >= begins.since LIMIT p_free) few;
        END IF;
        IF p_kind <> '' AND done >= p_free THEN
            -- Nor does what was answered a moment ago: the parts of one customer's file.
            SELECT bool_or(p_key = coalesce(r.detail ->> 'text',
                CASE WHEN cardinality(r.customer_ids) = 1 THEN r.customer_ids[1] ELSE r.subject_id END)) INTO passed
            FROM (SELECT e.* FROM tilth_audit_entry e WHERE e.user_id = who AND e.at >= begins.since
                ORDER BY e.at DESC LIMIT 20) r
            WHERE r.id > begins.after_id AND r.action <> 'refusal'
                AND (r.detail ->> 'walk' = p_kind
                    OR p_kind = 'opened' AND r.action IN ('view', 'unmask', 'clearance'));
        END IF;
        IF p_kind <> '' AND done >= p_free AND passed IS NOT TRUE THEN
            -- A longer text takes the place of a shorter one that counted before it, once, and by its own first time:
            -- so nothing that somebody writes down takes away from what was done.
            WITH t AS (SELECT e.id, e.at, coalesce(e.detail ->> 'text',
                    CASE WHEN cardinality(e.customer_ids) = 1 THEN e.customer_ids[1] ELSE e.subject_id END) AS key,
                    e.detail ->> 'over' AS over, NOT (e.action = 'refusal' AND e.why = 'slowed') AS passed
                FROM tilth_audit_entry e
                WHERE e.user_id = who AND e.at >= begins.since AND e.id > begins.after_id
                    AND (e.detail ->> 'walk' = p_kind
                        OR p_kind = 'opened' AND e.action IN ('view', 'unmask', 'clearance'))),
            firsts AS (SELECT DISTINCT ON (t.key) t.key, t.over, t.id FROM t ORDER BY t.key, t.id)
            SELECT (SELECT array_agg(f.key) FROM firsts f),
                (SELECT array_agg(DISTINCT s.key) FROM firsts f JOIN firsts s ON s.key = f.over AND s.id < f.id),
                max(t.at) FILTER (WHERE t.passed), bool_or(t.key = p_key AND t.passed)
            INTO keys, overs, last_at, passed FROM t;
            keys := coalesce(keys, '{}');
            overs := coalesce(overs, '{}');
            IF p_key <> ALL (keys) THEN
                IF over = ANY (keys) AND over <> ALL (overs) THEN overs := overs || over; END IF;
                keys := keys || p_key;
            END IF;
            done := cardinality(keys) - cardinality(overs);
            IF done > p_free AND passed IS NOT TRUE THEN
                told := EXISTS (SELECT FROM tilth_audit_entry e
                    WHERE e.action = 'walk' AND e.subject_id = who::text AND e.at >= begins.since
                        AND e.id > begins.after_id AND e.why = 'slowed' AND e.detail ->> 'kind' = p_kind);
                RETURN;
            END IF;
        END IF;
    END IF;
    PERFORM tilth_note(p_action, p_subject_type, p_subject_id, p_customers, p_why, p_detail);
    noted := true;
END
$$;

-- What the person did in the busiest hour of a day, on so many of the days before today: the habit that a limit
-- follows. A few wild days make none.
CREATE OR REPLACE FUNCTION tilth_habit(p_kind text, p_days integer, p_least integer) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((
        SELECT max(h.done) FROM (
            SELECT (e.at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(DISTINCT coalesce(e.detail ->> 'text',
                CASE WHEN cardinality(e.customer_ids) = 1 THEN e.customer_ids[1] ELSE e.subject_id END)) AS done
            FROM tilth_audit_entry e,
                (SELECT date_trunc('day', tilth_clock() AT TIME ZONE 'Asia/Shanghai')
                    AT TIME ZONE 'Asia/Shanghai' AS begins) today
            WHERE e.user_id = tilth_actor() AND tilth_entered() AND e.at < today.begins
                AND e.at >= today.begins - make_interval(days => p_days)
                AND (e.action <> 'refusal' AND e.detail ->> 'walk' = p_kind
                    OR p_kind = 'opened' AND e.action IN ('view', 'unmask', 'clearance'))
            GROUP BY day, date_trunc('hour', e.at)) h
        GROUP BY h.day ORDER BY 1 DESC OFFSET p_least - 1 LIMIT 1), 0)::integer
$$;
