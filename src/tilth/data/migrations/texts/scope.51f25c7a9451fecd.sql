-- What the policies ask of the actor's scope; `entry.sql` works it out once per transaction.
CREATE OR REPLACE FUNCTION tilth_clock() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    -- A clock that steps back must not revive what has ended, nor reorder the audit.
    SELECT greatest(clock_timestamp(), (SELECT max(at) FROM tilth_audit_entry))
$$;

CREATE OR REPLACE FUNCTION tilth_joined(p_values text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT CASE WHEN cardinality(p_values) = 0 THEN '' -- not two separators: between them lies an empty value
        ELSE chr(31) || array_to_string(p_values, chr(31)) || chr(31) END $$;

-- Lists are texts between separators: searching one is cheaper than reading an array.
CREATE OR REPLACE FUNCTION tilth_among(p_list text, p_value text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 AS $$ BEGIN
    RETURN strpos(current_setting('tilth.' || p_list, true), chr(31) || p_value || chr(31)) > 0;
END $$;

-- Which customers are in sight is a condition of the policies themselves: a call for each row cost more than the row.
DROP FUNCTION IF EXISTS tilth_in_sight(integer, text, text, text, boolean);

CREATE OR REPLACE FUNCTION tilth_generation() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('tilth.generation', true), '')::integer $$;
CREATE OR REPLACE FUNCTION tilth_flag(name text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('tilth.' || name, true), '')::boolean, false) $$;
CREATE OR REPLACE FUNCTION tilth_actor() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('tilth.user', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION tilth_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(current_setting('tilth.role', true), '') $$;
