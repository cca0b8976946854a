"""The playbook of a night as its report keeps it: version, values, and what differs from the night before."""

from typing import Any

from tilth.policy.playbook import Playbook, describing


def told(book: Playbook, before: dict[str, Any] | None) -> dict[str, Any]:
    """Return the playbook for a report; `before` is what the report of the night before says of its own.

    `changes` is None where there is nothing to compare with: on the first night.
    """
    return {
        "version": book.version,
        "effective_from": book.effective_from.isoformat(),
        "previous": before.get("version") if before else None,
        "changes": _changes(book, before["values"]) if before and "values" in before else None,
        "values": {entry.path: entry.value for entry in describing.entries(book)},
    }


def _changes(book: Playbook, values: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "path": change.path,
            "before": change.before,
            "after": change.after,
            "unit": change.meaning.unit,
            "source": change.meaning.source,
            "about": change.meaning.about,
        }
        for change in describing.since(values, book)
        if change.path not in ("version", "effective_from")
    ]
