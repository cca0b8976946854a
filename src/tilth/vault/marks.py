"""Marks of the key ring over what a command tells the audit: who owns the database makes none in SQL."""

import json
from typing import Any

from tilth.vault.errors import KeyMissingError
from tilth.vault.ring import Ring

MARK = "mark"
PUBLICATION, SWEEP = "tilth-publication", "tilth-sweep"
"""What is told; one cannot pass for the other."""


def marked(ring: Ring, kind: str, subject: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of a subject, with the ring's mark over both."""
    return {**told, MARK: ring.mark(_text(kind, subject, told))}


def is_marked(ring: Ring, kind: str, subject: str, told: object) -> bool:
    """Say whether an entry's detail is what a command with this ring told about this subject."""
    if not isinstance(told, dict) or not isinstance(told.get(MARK), str):
        return False
    try:
        rest = {name: value for name, value in told.items() if name != MARK}
        return ring.is_mark(told[MARK], _text(kind, subject, rest))
    except KeyMissingError:
        return False


def _text(kind: str, subject: str, told: dict[str, Any]) -> str:
    return f"{kind} {subject} {json.dumps(told, sort_keys=True, ensure_ascii=False)}"
