"""What the night reads of needs and opportunities: what is open at the end of its day, how long stages take.

Codes, days and amounts: words lie sealed and stay where they are. Of who may only be stored (C-07) nothing
leaves.
"""

_OPEN = """voided_at IS NULL AND coalesce((ended_at AT TIME ZONE 'Asia/Shanghai')::date > $1::date, true)
            AND customer_id NOT IN (
                SELECT customer_id FROM tilth_suppression WHERE kind = 'restricted' AND starts_on <= $1::date
                    AND coalesce(ends_on >= $1::date, true) AND lifted_at IS NULL
            )"""
NEEDS = f"""
        SELECT id::text AS need_id, customer_id, kind::text AS kind, nature::text AS nature,
            phase::text AS phase, priority::bigint AS priority, due_on, deal::text AS opportunity_id
        FROM tilth_need WHERE noticed_on <= $1::date AND {_OPEN}
"""  # noqa: S608 - all of it written here
OPPORTUNITIES = f"""
        SELECT id::text AS opportunity_id, customer_id, category, stage::text AS stage,
            amount::text AS amount, stage_on, expected_on
        FROM tilth_opportunity WHERE opened_on <= $1::date AND {_OPEN}
"""  # noqa: S608 - all of it written here
STAYS = "SELECT stage, floor(days)::bigint AS days, stays FROM tilth_deals_stayed($1::date) WHERE stage <> ''"
"""Whole days, as the board counts them."""
