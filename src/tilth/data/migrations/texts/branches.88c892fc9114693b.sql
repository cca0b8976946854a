-- The tree of branches as intervals: each branch has a number, and the branches below it have the numbers up to its last.
-- One comparison of two numbers then asks what a list of every branch below would.

-- Gives the branches of one night their numbers, in the order of the tree. Numbers begin with that of the night in which the
-- tree last changed (times a million): a number never means another branch, so an interval of an older tree holds nothing of
-- a younger one. Branches whose way up runs in a circle stand together at one place, and each of them is above all of them.
CREATE OR REPLACE FUNCTION tilth_number_branches(p_generation integer, p_rows regclass) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    shown integer;
    begins bigint;
    differ boolean;
BEGIN
    EXECUTE format($sql$
        WITH tops AS (
            SELECT b.branch_id, b.path, array_position(b.path, t.parent_id) AS turn
            FROM %1$s b LEFT JOIN %1$s t ON t.generation = $1 AND t.branch_id = b.path[cardinality(b.path)]
            WHERE b.generation = $1
        ), keyed AS (
            SELECT branch_id, path, CASE WHEN turn IS NULL THEN down ELSE (
                    SELECT min(u.one COLLATE "C") FROM unnest(path[turn:]) AS u (one)) || ARRAY(
                    SELECT u.one FROM unnest(path[:turn - 1]) WITH ORDINALITY AS u (one, place) ORDER BY place DESC)
                END AS key
            FROM tops, LATERAL (SELECT ARRAY(
                SELECT u.one FROM unnest(path) WITH ORDINALITY AS u (one, place) ORDER BY place DESC)) AS turned (down)
        ), numbered AS (
            SELECT branch_id, path, dense_rank() OVER (ORDER BY key COLLATE "C") AS number FROM keyed
        ), lasts AS (
            SELECT above AS branch_id, max(number) AS last FROM numbered, unnest(path) AS u (above) GROUP BY above
        )
        UPDATE %1$s b SET branch_no = $1::bigint * 1000000 + n.number, branch_last = $1::bigint * 1000000 + l.last
        FROM numbered n JOIN lasts l USING (branch_id) WHERE b.generation = $1 AND b.branch_id = n.branch_id
    $sql$, p_rows) USING p_generation;
    SELECT p.current_id INTO shown FROM tilth_publication p WHERE p.current_id <> p_generation;
    SELECT b.branch_no / 1000000 INTO begins FROM published_branch b
        WHERE b.generation = shown AND b.branch_no IS NOT NULL LIMIT 1;
    IF begins IS NULL THEN RETURN; END IF;
    EXECUTE format($sql$
        SELECT EXISTS (
            SELECT FROM (SELECT * FROM published_branch WHERE generation = $2) o
            FULL JOIN (SELECT * FROM %s WHERE generation = $1) n USING (branch_id)
            WHERE (o.branch_no %% 1000000, o.branch_last %% 1000000)
                IS DISTINCT FROM (n.branch_no %% 1000000, n.branch_last %% 1000000))
    $sql$, p_rows) INTO differ USING p_generation, shown;
    IF NOT differ THEN
        EXECUTE format('UPDATE %s SET branch_no = branch_no + $2, branch_last = branch_last + $2 WHERE generation = $1', p_rows)
            USING p_generation, (begins - p_generation) * 1000000;
    END IF;
END $$;
