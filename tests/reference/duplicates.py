"""The slow reading of likely duplicates: every pair of a town, its evidence added up one by one (IDN-02)."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from tilth.policy.duplicates.evidence import Known
from tilth.policy.subjects.duplicate import DuplicateRules

Told = dict[str, str]
_TOGETHER = (
    (("document",), False),
    (("mobile",), True),
    (("landline",), True),
    (("name", "birthday"), False),
    (("pinyin", "birthday"), False),
    (("birthday", "employer"), True),
    (("name", "employer"), True),
)
"""What brings two together; whether a value that many share does not."""


def pairs(people: Iterable[Known], rules: DuplicateRules) -> dict[tuple[str, str], tuple[float, Told]]:
    """Return pair → its points and the level of each piece of evidence, of those likely enough."""
    known = sorted(people, key=lambda one: one.customer_id)
    often = {
        name: Counter(value for one in known if (value := getattr(one, name)) is not None)
        for name in ("name", "mobile", "landline", "employer")
    }
    found = {}
    for one, other in combinations(known, 2):
        if _meet(one, other, often, rules.shared_by):
            told = _told(one, other)
            weight = _start(rules, len(known)) + sum(
                _points(rules, code, level, one, often) for code, level in told.items()
            )
            if weight >= math.log2(float(rules.least) / (1 - float(rules.least))):
                found[one.customer_id, other.customer_id] = (weight, told)
    return found


def _meet(one: Known, other: Known, often: dict[str, Counter[str]], most: int) -> bool:
    if one.kind != other.kind:
        return False
    for columns, rare in _TOGETHER:
        values = [(getattr(one, name), getattr(other, name)) for name in columns]
        if any(mine is None or mine != theirs for mine, theirs in values):
            continue
        shared = columns[-1]
        if not rare or often[shared][getattr(one, shared)] <= most:
            return True
    return False


def _told(one: Known, other: Known) -> Told:
    told = {"name": _name(one, other)}
    if one.document and other.document and one.document_kind == other.document_kind:
        told["document"] = "same" if one.document == other.document else "other"
    for name in ("mobile", "landline", "gender", "branch"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is not None and theirs is not None:
            told[name] = "same" if mine == theirs else "other"
    if one.birthday and other.birthday:
        told["birthday"] = _day(one, other)
    if one.employer is not None and other.employer is not None:
        told["employer"] = _employer(one.employer, other.employer)
    return told


def _name(one: Known, other: Known) -> str:
    if one.name == other.name:
        return "same"
    if one.pinyin and one.pinyin == other.pinyin:
        return "sound"
    pairs = list(zip(one.name, other.name, strict=False))
    near = len(one.name) == len(other.name) and 2 <= len(one.name) <= 40
    return "near" if near and sum(a != b for a, b in pairs) == 1 else "other"


def _day(one: Known, other: Known) -> str:
    mine, theirs = one.birthday, other.birthday
    assert mine is not None
    assert theirs is not None
    if mine == theirs:
        return "same"
    parts = [mine.year == theirs.year, mine.month == theirs.month, mine.day == theirs.day]
    turned = mine.year == theirs.year and (mine.month, mine.day) == (theirs.day, theirs.month)
    return "near" if sum(parts) == 2 or turned else "other"


def _employer(mine: str, theirs: str) -> str:
    if mine == theirs:
        return "same"
    return "within" if mine in theirs or theirs in mine else "other"


def _points(
    rules: DuplicateRules, code: str, level: str, one: Known, often: dict[str, Counter[str]]
) -> float:
    [told] = [row for row in rules.evidence if (row.of, row.level) == (code, level)]
    among = float(told.u)
    if level == "same" and code in often:
        among = often[code][getattr(one, code)] / sum(often[code].values())
    return math.log2(float(told.m) / among)


def _start(rules: DuplicateRules, customers: int) -> float:
    chance = min(0.5, 2 * float(rules.expected) / max(2, customers))
    return math.log2(chance / (1 - chance))
