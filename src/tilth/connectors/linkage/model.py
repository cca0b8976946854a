"""The rules of the playbook in Splink's words: what brings two together, and what each level is worth."""

from typing import Any

from splink import SettingsCreator

from tilth.policy.duplicates.evidence import LEAST_OF_A_NAME, RARE
from tilth.policy.duplicates.weights import Level, at_random
from tilth.policy.subjects.duplicate import DuplicateRules

TOGETHER = (
    ("document",),
    ("by_mobile",),
    ("by_landline",),
    ("name", "birthday"),
    ("pinyin", "birthday"),
    ("birthday", "by_employer"),
    ("name", "by_employer"),
)
"""Two are compared where one of these is the same; of all pairs there are too many."""
_NEAR_DAY = (
    "(year({l}) = year({r}))::int + (month({l}) = month({r}))::int + (day({l}) = day({r}))::int = 2"
    " OR (year({l}) = year({r}) AND month({l}) = day({r}) AND day({l}) = month({r}))"
).format(l="birthday_l", r="birthday_r")
_LONGEST = 40
_ONE_SIGN = (
    f"length(name_l) = length(name_r) AND length(name_l) BETWEEN {LEAST_OF_A_NAME} AND {_LONGEST} AND ("
    + (
        " OR ".join(
            f"(left(name_l, {at}) = left(name_r, {at}) AND"
            f" substr(name_l, {at + 2}) = substr(name_r, {at + 2}))"
            for at in range(_LONGEST)
        )
        + ")"
    )
)
"""DuckDB's own distances count bytes, of which a Chinese character has three or four."""
_MEANS = {
    ("name", "sound"): "pinyin_l = pinyin_r",
    ("name", "near"): _ONE_SIGN,
    ("birthday", "near"): _NEAR_DAY,
    ("employer", "within"): "contains(employer_l, employer_r) OR contains(employer_r, employer_l)",
}
"""What a level means in SQL; the same value and all else need no words."""


def settings(rules: DuplicateRules, customers: int) -> SettingsCreator:
    """Return the model for so many customers."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="customer_id",
        probability_two_random_records_match=at_random(rules.expected, customers),
        blocking_rules_to_generate_predictions=[_rule(columns) for columns in TOGETHER],
        comparisons=[_comparison(rules, code) for code in dict.fromkeys(one.of for one in rules.evidence)],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def _rule(columns: tuple[str, ...]) -> dict[str, Any]:
    same = " AND ".join(f"l.{name} = r.{name}" for name in ("kind", *columns))
    return {"blocking_rule": same, "sql_dialect": "duckdb"}


def _comparison(rules: DuplicateRules, code: str) -> dict[str, Any]:
    missing = f"{code}_l IS NULL OR {code}_r IS NULL"
    if code == "document":
        missing += " OR document_kind_l IS DISTINCT FROM document_kind_r"
    null = {"sql_condition": missing, "label_for_charts": "missing", "is_null_level": True}
    return {
        "output_column_name": code,
        "comparison_levels": [null, *(_level(one) for one in rules.levels(code))],
    }


def _level(level: Level) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sql_condition": _meaning(level),
        "label_for_charts": level.level,
        "m_probability": float(level.m),
        "u_probability": float(level.u),
    }
    if level.level == "same" and level.of in RARE:
        told |= {"tf_adjustment_column": level.of, "tf_adjustment_weight": 1.0}
    return told


def _meaning(level: Level) -> str:
    if level.level == "other":
        return "ELSE"
    same = f"{level.of}_l = {level.of}_r"
    return _MEANS.get((level.of, level.level), same)
