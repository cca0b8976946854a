"""What is compared of two customer numbers, and how alike they may be in it (IDN-02).

A pair is on one level of each piece of evidence, or on none where one of the two lacks it. Sealed numbers are
compared by their blind indexes: nobody reads one for it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tilth.policy.words import Codes, Words

EVIDENCE: Codes = {
    "name": Words("Name", "姓名"),
    "document": Words("Identity document", "证件"),
    "mobile": Words("Mobile", "手机"),
    "landline": Words("Landline", "固定电话"),
    "birthday": Words("Birthday", "生日"),
    "gender": Words("Gender", "性别"),
    "employer": Words("Employer", "工作单位"),
    "branch": Words("Branch", "网点"),
}
"""Pieces of evidence, in the order in which a page shows them."""
_SAME, _OTHER = Words("the same", "相同"), Words("different", "不同")
LEVELS: Mapping[str, Codes] = {
    "name": {
        "same": _SAME,
        "sound": Words("sounds the same", "读音相同"),
        "near": Words("one character differs", "差一个字"),
        "other": _OTHER,
    },
    "document": {"same": _SAME, "other": Words("another one of the same kind", "同类证件，号码不同")},
    "mobile": {"same": _SAME, "other": _OTHER},
    "landline": {"same": _SAME, "other": _OTHER},
    "birthday": {
        "same": _SAME,
        "near": Words("one part differs", "年月日差一处"),
        "other": _OTHER,
    },
    "gender": {"same": _SAME, "other": _OTHER},
    "employer": {"same": _SAME, "within": Words("one contains the other", "一个包含另一个"), "other": _OTHER},
    "branch": {"same": _SAME, "other": _OTHER},
}
"""Evidence → its levels, the most alike first."""
RARE = frozenset({"name", "mobile", "landline", "employer"})
"""Evidence in which the same value tells the more, the fewer have it."""
LEAST_OF_A_NAME = 2
"""Names of so many characters may differ in one."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is compared of one customer number; None: not known."""

    customer_id: str
    kind: str
    name: str
    pinyin: str | None = None
    document: str | None = None
    """The blind index of its number."""
    document_kind: str | None = None
    mobile: str | None = None
    landline: str | None = None
    birthday: dt.date | None = None
    gender: str | None = None
    employer: str | None = None
    branch: str | None = None


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two numbers that look like one person, the smaller first."""

    customer_id: str
    other_id: str
    weight: float
    """Points."""
    told: tuple[tuple[str, str, float], ...]
    """Evidence, level, points; in the order of the pages, without what one of them lacks."""
