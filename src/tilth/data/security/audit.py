"""The audit inside the database: the text that is hashed.

The text of an entry stands here once: the trigger hashes it at commit, verification hashes it again without
asking the trigger's function (ADR 0011).
"""

GENESIS = b"\0" * 32
"""What stands before the very first link."""
_CANONICAL = (
    "json_build_array({day} - date '1970-01-01', {number}, {entry}.id,"
    " (extract(epoch FROM {entry}.at) * 1000000)::bigint, {entry}.action, {entry}.user_id, {entry}.staff_id,"
    " {entry}.role, {entry}.address, {entry}.request, {entry}.subject_type, {entry}.subject_id,"
    " {entry}.customer_ids, {entry}.why, {entry}.detail)::text"
)
DIGEST = "encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb({row}))::text, 'UTF8')), 'hex')"
"""Of one version in a history table; the session's time zone must be UTC. Empty columns do not count, so that
a column added later changes no digest."""


def hashed(*, previous: str, day: str, number: str, entry: str) -> str:
    """Return the SQL expression of a link's hash; all four are SQL themselves, `entry` a row's alias."""
    return f"sha256({previous} || convert_to({canonical(day=day, number=number, entry=entry)}, 'UTF8'))"


def canonical(*, day: str, number: str, entry: str) -> str:
    """Return the SQL expression of the text that a link hashes: its place and its whole entry."""
    return _CANONICAL.format(day=day, number=number, entry=entry)


LINKED = hashed(
    previous=f"coalesce(last.hash, '\\x{GENESIS.hex()}'::bytea)",
    day="link.day",
    number="link.number",
    entry="NEW",
)
"""The hash as the trigger works it out at commit."""
