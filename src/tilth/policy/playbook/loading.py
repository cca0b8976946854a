"""Reading playbooks from TOML: a setting is a plain value or {value, unit, source, about}."""

import datetime as dt
import functools
import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.policy.playbook.model import SECTIONS, Playbook
from tilth.policy.subjects.kit import DeclarationError

DEFAULT_NAME = "default.toml"
DEFAULT_FILES = (
    DEFAULT_NAME,
    *("default_segments.toml", "default_prototypes.toml", "default_signals.toml"),
    "default_signals_recorded.toml",
    *("default_value_order.toml", "default_openings.toml", "default_talk.toml"),
    *("default_work.toml", "default_plausibility.toml", "default_profile.toml"),
    "default_duplicates.toml",
    "default_levels.toml",
    "default_grading.toml",
    "default_main_bank.toml",
    "default_benchmarks.toml",
    "default_relations.toml",
    "default_wording.toml",
    "default_suitability.toml",
    "default_deals.toml",
    "default_proposals.toml",
    "default_promises.toml",
    "default_negotiation.toml",
)
OPTIONAL = (
    *("contact", "cultivation", "effort", "prototypes", "signals", "value_order", "openings", "talk", "work"),
    *("plausibility", "grading", "wording", "main_bank", "benchmarks"),
    *SECTIONS,
)
"""The parts that a file may leave out: playbooks written before there were such settings stay good."""
ADDED = {
    "call_list": (
        "order",
        "by_week",
        "deposit_days",
        "birthday_days",
        "maturity_lifts_days",
        "decides",
        "lapse_days",
    ),
    "windows": (
        *("retirement_talk_until_age", "deposit_matured_days", "deposit_matured_share"),
        *("referral_after", "referral_rest_months"),
    ),
    "follow_up": ("onboarding",),
    "grading": ("margins",),
    "care_plan": ("blocks",),
    "value_order": ("by_effort", "again_days", "of_household", "effort_worn", "other_channels"),
}
"""Settings that a file may leave out of a part, for the same reason."""
DESCRIPTION = "fields"
"""The table of a playbook file that describes the columns of its rows; it holds no value."""


def values_of(node: Any) -> Any:
    """Return a TOML document without its descriptions: every {value, …} replaced by its value."""
    if isinstance(node, dict):
        if "value" in node:
            return values_of(node["value"])
        return {key: values_of(part) for key, part in node.items()}
    if isinstance(node, list):
        return [values_of(part) for part in node]
    return node


def read(text: str, name: str) -> dict[str, Any]:
    """Return the TOML document of a playbook with exact decimals; Refused when it is not TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Refused(Said("not_toml", path=name, reason=error)) from None


def parse(text: str, name: str) -> Playbook:
    """Return the playbook of a TOML text; Refused with every fault, one sentence a line."""
    document = values_of(read(text, name))
    document.pop(DESCRIPTION, None)
    for part in OPTIONAL:
        if part not in document:
            document[part] = _fitting(document) if part == "prototypes" else _default_part(part)
    _complete(document)
    try:
        return Playbook.model_validate(document)
    except ValidationError as error:
        found = f"\n{name}: ".join(sentences(error))
        raise Refused(Said("playbook_values", path=name, faults=found)) from None


def _complete(document: dict[str, Any]) -> None:
    """Give a document the settings, and its order of urgency the event kinds, that came after it."""
    for part, names in ADDED.items():
        if isinstance(document.get(part), dict):
            defaults = _default_part(part)
            document[part] = {name: defaults[name] for name in names} | document[part]
    _complete_signals(document["signals"])
    urgency = document.get("call_list", {}).get("urgency")
    if isinstance(urgency, list) and "deposit_maturing" in urgency and "deposit_matured" not in urgency:
        urgency.insert(urgency.index("deposit_maturing") + 1, "deposit_matured")


def _complete_signals(part: Any) -> None:
    """Give a document the kinds of signals that came after it, or that it leaves as they are."""
    rows = part.get("kinds") if isinstance(part, dict) else None
    if isinstance(rows, list):
        own = {row.get("code") for row in rows if isinstance(row, dict)}
        part["kinds"] = rows + [row for row in _default_part("signals")["kinds"] if row["code"] not in own]


def _fitting(document: dict[str, Any]) -> dict[str, Any]:
    """Return the default prototypes of those schemes that the document divides as the default does."""
    part = dict(_default_part("prototypes"))
    mine = {scheme: _codes(document, scheme) for scheme in _default_part("segments")["schemes"]}
    drawn = {
        scheme: sorted(one["segment"] for one in part["types"] if one["scheme"] == scheme) for scheme in mine
    }
    part["types"] = [one for one in part["types"] if drawn[one["scheme"]] == mine[one["scheme"]]]
    return part


def _codes(document: dict[str, Any], scheme: str) -> list[str]:
    """Return the codes of a scheme's segments, as far as the document can be read."""
    node: Any = document
    for key in ("segments", "schemes", scheme, "segments"):
        node = node.get(key) if isinstance(node, dict) else None
    rows = [row for row in node if isinstance(row, dict)] if isinstance(node, list) else []
    return sorted(str(row.get("code")) for row in rows)


@functools.cache
def _default_part(name: str) -> dict[str, Any]:
    """Return one part of the default playbook, as its file has it."""
    written = read(default_text(), DEFAULT_NAME)
    if name not in written:
        settings = ", ".join(SECTIONS[name].model_fields) if name in SECTIONS else "each setting"
        raise DeclarationError(
            f"The default playbook has no part [{name}]: write {settings} there, each with unit, source and"
            f" about (policy/playbook/{DEFAULT_NAME})."
        )
    part: dict[str, Any] = values_of(written[name])
    return part


def sentences(error: ValidationError) -> list[str]:
    """Return one sentence per fault: the place in the file, and what is wrong there."""
    faults = []
    for fault in error.errors():
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
        text = str(fault["msg"]).removeprefix("Value error, ").rstrip(".")
        faults.append(f"{place}: {text}." if place else f"{text}.")
    return faults


@functools.cache
def default_text() -> str:
    """Return the TOML text of the default playbook: its settings, then its schemes."""
    folder = resources.files("tilth.policy.playbook")
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in DEFAULT_FILES)


@functools.cache
def default() -> Playbook:
    """Return the playbook that is in force where the bank has none of its own."""
    return parse(default_text(), DEFAULT_NAME)


def load(path: Path) -> Playbook:
    """Return the playbook of one file; Refused when it cannot be read or says something wrong."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(Said("playbook_unreadable", path=path, reason=error)) from None
    return parse(text, str(path))


def all_in(folder: Path | None) -> list[tuple[str, Playbook]]:
    """Return the default and the playbooks of a folder, with their file names, by effective_from."""
    found = [(DEFAULT_NAME, default())]
    paths = sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else []
    for path in paths:
        book = load(path)
        for name, other in found:
            if book.version == other.version:
                raise Refused(Said("playbook_version_twice", path=path, other=name, version=book.version))
            if book.effective_from == other.effective_from and name != DEFAULT_NAME:
                raise Refused(Said("playbook_day_twice", path=path, other=name, day=book.effective_from))
        found.append((str(path), book))
    return sorted(found, key=_from)


def _from(entry: tuple[str, Playbook]) -> tuple[dt.date, bool]:
    return entry[1].effective_from, entry[0] != DEFAULT_NAME


def entry_in_force(folder: Path | None, day: dt.date) -> tuple[str, Playbook]:
    """Return the file name and the playbook with the latest effective_from ≤ `day`, else the default."""
    current = [entry for entry in all_in(folder) if entry[1].effective_from <= day]
    return current[-1] if current else (DEFAULT_NAME, default())


def in_force(folder: Path | None, day: dt.date) -> Playbook:
    """Return the playbook of the folder with the latest effective_from ≤ `day`, else the default."""
    return entry_in_force(folder, day)[1]


def text_of(name: str) -> str:
    """Return the TOML text of a playbook by the file name that `all_in` gives."""
    return default_text() if name == DEFAULT_NAME else Path(name).read_text("utf-8")
