-- What of the library a search meets: entries of a kind ('' for all) that stand on a day, whose texts hold every
-- term, and where the first one stands. The index narrows by letters side by side, which no policy lets a query do by itself; whose drafts these are
-- is asked here as by the policy, and asked again of each row that is read. Argument p_drafts: entries that are not
-- said yet as well, for whoever lists the library.
CREATE OR REPLACE FUNCTION tilth_library_found(
    p_grams text[], p_terms text[], p_kind text, p_day date, p_drafts boolean, p_most integer
) RETURNS TABLE (entry uuid, place integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$ BEGIN
    IF tilth_bound() AND NOT tilth_sealed() THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT e.id, strpos(e.searched, p_terms[1]) FROM tilth_library_entry e
        WHERE e.grams @> p_grams AND (p_kind = '' OR e.kind = p_kind) AND e.ended_at IS NULL
            AND coalesce(e.valid_until >= p_day, true) AND coalesce(e.replaced_on > p_day, true)
            AND (e.approved AND e.valid_from <= p_day OR p_drafts AND (SELECT tilth_role()) IN ('compliance', 'marketing'))
            AND e.searched LIKE ALL (SELECT '%' || term || '%' FROM unnest(p_terms) term)
        LIMIT p_most;
END $$;
