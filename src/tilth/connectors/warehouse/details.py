"""What the night reads of the profile: of the items that a rule may read, what held at the end of its day.

Only codes, numbers, days and amounts: words lie sealed and stay where they are, and so does all that is of
health, children or family, which is kept as words. Of who may only be stored (C-07) nothing leaves.
"""

from collections.abc import Iterable

from tilth.policy.profile.items import Item

SELECT = """
    SELECT customer_id, item, coalesce(choice, '') AS value,
        CASE WHEN choice ~ '^[0-9]{1,4}$' THEN choice::bigint END AS number, day, amount::text AS amount
    FROM (
        SELECT DISTINCT ON (customer_id COLLATE "C", item COLLATE "C", one COLLATE "C")
            customer_id COLLATE "C" AS customer_id, item::text COLLATE "C" AS item, choice, day, amount,
            outdated_on, valid_until
        FROM tilth_detail,
            LATERAL (SELECT CASE WHEN item = ANY (string_to_array($3::text, ',')) THEN choice END) AS of(one)
        WHERE item = ANY (string_to_array($2::text || ',' || $3::text, ','))
            AND made_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
            AND coalesce(voided_at >= ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', true)
            AND (coalesce(choice, '') <> '' OR day IS NOT NULL)
        ORDER BY customer_id COLLATE "C", item COLLATE "C", one COLLATE "C", made_at DESC, id DESC
    ) AS told
    WHERE coalesce(outdated_on > $1::date, true) AND coalesce(valid_until >= $1::date, true)
        AND customer_id NOT IN (
            SELECT customer_id FROM tilth_suppression WHERE kind = 'restricted' AND starts_on <= $1::date
                AND coalesce(ends_on >= $1::date, true) AND lifted_at IS NULL
        )
"""
"""$1 the day, $2 items with one value, $3 items with several, each as codes with commas between.

The last written counts, as on the pages: what it replaced does not come back when it is no longer so. It is
sorted once, as the lake is: what is written over millions of rows is little more than reading them.
"""


def named(items: Iterable[Item]) -> tuple[str, str]:
    """Return $2 and $3: the codes of the items that a rule may read, with one value and with several."""
    read = [one for one in items if one.rules]
    return (
        ",".join(one.code for one in read if not one.several),
        ",".join(one.code for one in read if one.several),
    )
