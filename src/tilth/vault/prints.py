"""Numbers by which the audit knows rows again that are too many for an entry each: owners, and their changes.

Each row has a print of 60 bits from SHA-256; a sum of prints does not mind the order, and a publication tells
it to the audit. Verification sums again (`tilth.domain.audit.owners`).
"""

TRACKED = {
    "tilth_ownership_change": (
        "customer_id",
        "changed_at",
        "from_staff_id",
        "to_staff_id",
        "from_branch_id",
        "to_branch_id",
        "source",
    ),
    "tilth_staff_change": (
        "staff_id",
        "changed_at",
        "from_branch_id",
        "to_branch_id",
        "was_active",
        "is_active",
    ),
}
"""Tables that publications add to → the columns whose values make a row's print."""
TOLD = {"tilth_ownership_change": "owners_changed", "tilth_staff_change": "staff_changed"}
"""Table → under which name a publication's entry tells first and last number, count and sum of its rows."""
OF_PUBLICATIONS = {"tilth_ownership_change": "source = 'feed'", "tilth_staff_change": "true"}
"""Table → the condition of the rows that publications wrote; transfers write the others."""
OWNERS = "owners"
"""Under this name the entry tells the sum over customers, managers and branches."""


def of(*columns: str) -> str:
    """Return the SQL of a row's print, a whole number; the columns are SQL, an empty one is told apart."""
    texts = ", ".join(f"coalesce(({column})::text, chr(30))" for column in columns)
    digest = f"encode(sha256(convert_to(concat_ws(chr(31), {texts}), 'UTF8')), 'hex')"
    return f"('x' || left({digest}, 15))::bit(60)::bigint"


def summed(table: str) -> str:
    """Return the SQL that sums rows of a table up: [first id, last id, count, sum]; null: no rows."""
    return (
        "CASE WHEN count(*) > 0 THEN jsonb_build_array(min(id), max(id), count(*),"
        f" sum({of(*_at_utc(TRACKED[table]))})::text) END"
    )


def _at_utc(columns: tuple[str, ...]) -> list[str]:
    return ["changed_at AT TIME ZONE 'UTC'" if one == "changed_at" else one for one in columns]
