"""What an erasure takes from the rows that nights publish, read from the field registry (PIPL 47)."""

from collections.abc import Iterator, Mapping

from tilth.policy.registry import KINDS, entries

_TOLD = ("counterparty", "booking_text")
"""What names people without identifying the customer by rule: the other side, and words of a booking."""
TAKEN = frozenset(
    {code for code, kind in KINDS.items() if kind.retention == "identity" and kind.cls == "C2"} | {*_TOLD}
)
"""Kinds of data that are taken: who somebody is, and how to reach them. Codes, amounts and days stay."""
_NEVER_EMPTY = ("customer_name", "name_search")
_PUBLISHED = "published_"
_OWNER = "customer_id"


def rules() -> frozenset[str]:
    """Return the words of retention of all that is taken, notes among it."""
    return frozenset(KINDS[code].retention for code in (*TAKEN, "note"))


def emptied() -> Mapping[str, Mapping[str, str]]:
    """Return, by published table about customers, the columns that are emptied, each with its SQL."""
    found = {table: dict(_columns(table)) for table in entries("models") if table.startswith(_PUBLISHED)}
    return {table: columns for table, columns in sorted(found.items()) if columns}


def _columns(table: str) -> Iterator[tuple[str, str]]:
    held = entries("models")[table]
    for column, kind in held.items():
        if _OWNER in held and kind.code in TAKEN:
            yield column, "''" if kind.code in _NEVER_EMPTY else "NULL"
