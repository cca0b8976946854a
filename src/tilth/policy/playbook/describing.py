"""What each value of a playbook means: unit, requirement and a sentence; and what differs between two."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from tilth.policy.playbook.loading import DESCRIPTION, default_text, read
from tilth.policy.playbook.model import Playbook
from tilth.policy.playbook.prototypes import Point
from tilth.policy.playbook.segments import Text

_ROWS = {
    "bands": "band",
    "caps": "cap",
    "household_caps": "cap",
    "schemes": "scheme",
    "segments": "segment",
    "traits": "trait",
    "types": "prototype",
    "kinds": "signal",
    "topics": "topic",
    "questions": "question",
    "objections": "objection",
    "unsaid": "unsaid",
    "lines": "opening",
    "actions": "key_action",
    "rules": "plausibility_rule",
    "helps": "help",
    "items": "profile_item",
    "evidence": "evidence",
    "levels": "level",
    "stages": "stage",
    "scores": "score",
    "anniversaries": "anniversary",
    "deeds": "deed",
    "pyramid": "grade_step",
    "deposits": "deposit_class",
    "grades": "grade_step",
    "inputs": "grade_input",
    "benefits": "benefit",
    "ties": "tie",
    "phrases": "phrase",
    "remedies": "remedy",
    "asks": "ask",
    "capacity": "capacity_band",
    "regimes": "regime",
    "sellers": "seller",
    "reach": "reach",
    "wheels": "wheel",
    "notices": "notice",
    "phases": "need_phase",
    "answers": "need_answer",
    "hints": "buying_hint",
    "closings": "closing",
    "leads": "commitment_lead",
    "authority": "offer_authority",
    "checklist": "offer_item",
    "advice": "offer_hint",
    "asks_of_loans": "loan_question",
}
_FORMATS: dict[type, str] = {Decimal: ",f", dt.time: "%H:%M"}
_NOTES = ("source", "about")


class Meaning(NamedTuple):
    """The unit of a value, the requirement it comes from, and one sentence."""

    unit: str
    source: str
    about: str


@dataclass(frozen=True)
class Described:
    """One value of a playbook: where it stands, the value as text, and what it means."""

    path: str
    value: str
    meaning: Meaning
    to_verify: bool = False


class Change(NamedTuple):
    """One value that differs; an empty text where a playbook does not have it."""

    path: str
    before: str
    after: str
    meaning: Meaning


@dataclass(frozen=True)
class _Place:
    """A value's path, the kind of row it is in, the row itself, and its key there."""

    path: str
    kind: str
    row: Any
    key: str


def entries(book: Playbook, text: str | None = None) -> list[Described]:
    """Return every value of a playbook with its meaning; `text` is its file, for the bank's own notes."""
    documents = [read(found, "playbook") for found in (text, default_text()) if found is not None]
    return [
        Described(place.path, shown(value), _meaning(place, documents), _is_to_verify(place))
        for place, value in _values(book, _Place("", "playbook", book, ""))
    ]


def differences(before: Playbook, after: Playbook) -> list[Change]:
    """Return the values in which two playbooks differ, in the order of the first, then what is new."""
    return _compared({entry.path: entry for entry in entries(before)}, after)


def since(values: Mapping[str, str], after: Playbook) -> list[Change]:
    """Return in what a playbook differs from an earlier one, of which values by path are known."""
    return _compared(
        {path: Described(path, value, Meaning("", "", "")) for path, value in values.items()}, after
    )


def _compared(old: Mapping[str, Described], after: Playbook) -> list[Change]:
    new = {entry.path: entry for entry in entries(after)}
    changes = []
    for path in [*old, *(path for path in new if path not in old)]:
        left, right = (side[path].value if path in side else "" for side in (old, new))
        if left != right or (path in old) != (path in new):
            changes.append(Change(path, left, right, (new.get(path) or old[path]).meaning))
    return changes


def _values(node: Any, at: _Place) -> Iterator[tuple[_Place, Any]]:
    """Yield every value below a model, a row or a mapping, with its place."""
    for key, value in _items(node):
        path = f"{at.path}.{key}" if at.path else key
        if key in _NOTES:
            continue
        if isinstance(value, tuple) and value and hasattr(value[0], "source"):
            if key == "segments":
                yield _Place(path, at.kind, at.row, key), tuple(row.code for row in value)
            for number, row in enumerate(value, start=1):
                name = getattr(row, "code", number)
                yield from _values(row, _Place(f"{path}.{name}", _ROWS[key], row, ""))
        elif value == {}:
            yield _Place(path, at.kind, at.row, key), ()  # names nothing yet: said as a list of nothing is
        elif isinstance(value, dict) or (
            hasattr(value, "model_fields_set") and not isinstance(value, Text | Point)
        ):
            kind = _ROWS["schemes"] if at.key == "schemes" else at.kind
            yield from _values(value, _Place(path, kind, value if kind != at.kind else at.row, key))
        else:
            yield _Place(path, at.kind, at.row, key), value


def _items(node: Any) -> list[tuple[str, Any]]:
    if isinstance(node, dict):
        return list(node.items())
    return [(name, getattr(node, name)) for name in type(node).model_fields]


def _meaning(place: _Place, documents: list[dict[str, Any]]) -> Meaning:
    """Return the meaning of a value: of its row's column, else of the setting at or above its path."""
    for document in documents:
        fields = document.get(DESCRIPTION, {}).get(place.kind, {})
        key = next((key for key in _keys(place) if key in fields), None)
        found = fields[key] if key else _setting(place.path, document)
        if found:
            source = getattr(place.row, "source", None) if key else None
            return Meaning(found.get("unit", ""), source or found.get("source", ""), found.get("about", ""))
    return Meaning("", "", "")


def _setting(path: str, document: dict[str, Any]) -> dict[str, Any] | None:
    """Return the {value, unit, source, about} at a path or around it."""
    node: Any = document
    for key in path.split("."):
        node = node.get(key) if isinstance(node, dict) else None
        if isinstance(node, dict) and "value" in node:
            return node if "about" in node else None
    return None


def _keys(place: _Place) -> tuple[str, ...]:
    """Return the column of a value in its row: its key, or that of the mapping in which it stands."""
    return place.key, (place.path.split(".")[-2:-1] or [""])[0]


def _is_to_verify(place: _Place) -> bool:
    return bool(set(_keys(place)) & set(getattr(place.row, "to_verify", ())))


def shown(value: Any) -> str:
    """Return a value as people read it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if type(value) in _FORMATS:
        return format(value, _FORMATS[type(value)])
    if isinstance(value, tuple | frozenset):
        return ", ".join(map(str, value) if isinstance(value, tuple) else sorted(value))
    if isinstance(value, Text):
        return f"{value.zh} / {value.en}" if value.zh else "–"
    return str(value)
