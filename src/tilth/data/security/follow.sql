-- Open records of a subject become those of whoever looks after the customer now, where its declaration says so. Those
-- of people who take part in the customer stay theirs. Arguments: table, the column filled once a record is done, the
-- state of one that waits (none: no states).
CREATE OR REPLACE FUNCTION tilth_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF TG_RELID <> 'tilth_transfer'::regclass THEN
        RAISE EXCEPTION '% is not tilth_transfer', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format($sql$
        UPDATE %1$I k SET staff_id = a.to_staff_id FROM added a
        WHERE k.customer_id = a.customer_id AND a.to_staff_id IS NOT NULL AND k.staff_id <> a.to_staff_id
            AND k.voided_at IS NULL AND k.%2$I IS NULL AND (%3$L = '' OR to_jsonb(k) ->> 'state' = %3$L)
            AND NOT EXISTS (SELECT FROM tilth_participant p WHERE p.customer_id = k.customer_id
                AND p.staff_id = k.staff_id AND p.ended_at IS NULL
                AND tilth_day() BETWEEN p.starts_on AND p.ends_on)
    $sql$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]);
    RETURN NULL;
END $$;
