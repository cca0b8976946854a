"""Entries that tell of versions whose texts were sealed afterwards: the digest before, the digest since.

A history is only added to, with one exception: texts that an older version of Tilth kept in the clear are
sealed where they lie. Each such entry carries the ring's mark: who owns the database cannot tell of one.
"""

import json
from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb

from tilth.domain.audit.chain import Connection
from tilth.vault.errors import KeyMissingError
from tilth.vault.ring import Ring

Versions = Mapping[str, tuple[str, str]]
"""Number of a version → its digest before it was sealed, and since."""
_NOTE = "SELECT tilth_note('seal', %s, '', '{}', '', %s)"
_IDS = "SELECT id FROM tilth_audit_entry WHERE action = 'seal' ORDER BY id"
_ONE = "SELECT subject_type, detail FROM tilth_audit_entry WHERE id = %s"


def note(connection: Connection, ring: Ring, table: str, versions: Versions) -> None:
    """Tell the audit that these versions of a table were sealed, marked by the ring."""
    told = {number: list(digests) for number, digests in versions.items()}
    connection.execute(_NOTE, [table, Jsonb({"versions": told, "mark": ring.mark(_text(table, told))})])


def vouched(connection: Connection, ring: Ring) -> tuple[list[int], list[str]]:
    """Return the entries that the ring marked, and a sentence for each that it did not."""
    known, wrong = [], []
    for (number,) in connection.execute(_IDS).fetchall():
        table, detail = connection.execute(_ONE, [number]).fetchone() or ("", {})
        if _is_marked(ring, table, detail):
            known.append(int(number))
        else:
            wrong.append(
                f"Entry {number} tells of sealed texts and bears no mark of the ring: it was forged."
            )
    return known, wrong


def _is_marked(ring: Ring, table: str, detail: dict[str, Any]) -> bool:
    mark, told = detail.get("mark"), detail.get("versions")
    if not isinstance(mark, str) or not isinstance(told, dict):
        return False
    try:
        return ring.is_mark(mark, _text(table, told))
    except KeyMissingError:
        return False


def _text(table: str, told: Mapping[str, Any]) -> str:
    return f"tilth-sealing {table} {json.dumps(told, sort_keys=True)}"
