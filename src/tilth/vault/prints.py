"""Numbers by which the audit knows rows again that are too many for an entry each: owners, and their changes.

Each row has a print of 60 bits from SHA-256; a sum of prints does not mind the order, and a publication tells
it to the audit, marked with the key ring: who owns the database can write such an entry, and cannot mark it.
Verification sums again (`tilth.domain.audit.owners`).
"""

from typing import Any

from tilth.vault import marks
from tilth.vault.ring import Ring

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
STANDING = {
    "published_staff": ("staff", ("staff_id", "branch_id", "role", "active")),
    "published_branch": ("branches", ("branch_id", "parent_id", "path")),
}
"""Tables that decide who sees whom → under which name their sum is told, and what of a row is summed."""
TOLD_AT, ANEW = "told_at", "anew"
"""The moment from which transfers count beside what was told; nothing told before counts."""
OWNERS = "owners"
"""Under this name the entry tells the sum over customers, managers and branches."""


def of(*columns: str) -> str:
    """Return the SQL of a row's print, a whole number; the columns are SQL, an empty one is told apart."""
    texts = ", ".join(f"coalesce(({column})::text, chr(30))" for column in columns)
    digest = f"encode(sha256(convert_to(concat_ws(chr(31), {texts}), 'UTF8')), 'hex')"
    return f"('x' || left({digest}, 15))::bit(60)::bigint"


def standing(table: str) -> str:
    """Return the SQL of the sum over a table of `STANDING`, as text."""
    return f"coalesce(sum({of(*STANDING[table][1])}::numeric), 0)::text"


def marked(ring: Ring, generation: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return what a publication tells, with the ring's mark over it and its generation."""
    return marks.marked(ring, marks.PUBLICATION, generation, told)


def is_marked(ring: Ring, generation: str, told: object) -> bool:
    """Say whether an entry's detail is what a publication of this ring told about this generation."""
    return marks.is_marked(ring, marks.PUBLICATION, generation, told)


def summed(table: str) -> str:
    """Return the SQL that sums rows of a table up: [first id, last id, count, sum]; null: no rows."""
    return (
        "CASE WHEN count(*) > 0 THEN jsonb_build_array(min(id), max(id), count(*),"
        f" sum({of(*_at_utc(TRACKED[table]))})::text) END"
    )


def _at_utc(columns: tuple[str, ...]) -> list[str]:
    return ["changed_at AT TIME ZONE 'UTC'" if one == "changed_at" else one for one in columns]
