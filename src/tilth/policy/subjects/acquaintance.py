"""Who stands around a customer and is no customer: family, colleagues, firms; of minors next to nothing."""

import datetime as dt

from tilth.kernel import dates
from tilth.policy.codes.relations import FAMILY_TIES, FED_RELATIONS
from tilth.policy.subjects.kit import KEPT, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

ROLES: Codes = {
    **FAMILY_TIES,
    **{code: FED_RELATIONS[code] for code in ("neighbour", "colleague", "friend", "employer")},
    "authority": Words("supervising unit", "主管单位"),
    "controlled": Words("company under their control", "控股公司"),
}
"""What somebody is to the customer (PROF-35)."""
STAGES: Codes = {
    "before": Words("Before school", "学龄前"),
    "primary": Words("Primary school", "小学"),
    "middle": Words("Middle school", "中学"),
    "university": Words("University", "大学"),
    "abroad": Words("Studies abroad", "在国外读书"),
    "working": Words("At work", "已工作"),
}
"""How far somebody's education is (PROF-18)."""
OF_AGE = 18
YOUNG = ("before", "primary", "middle")
"""Stages at which somebody is under age."""

ACQUAINTANCE = Subject(
    thing=Thing.ACQUAINTANCE,
    words=Words("Person around", "身边的人"),
    many=Words("People around", "身边的人"),
    about="Who stands around a customer and is no customer: what they are, and what helps in a talk.",
    shows=("PROF-17", "PROF-18", "PROF-35"),
    hands=KEPT,
    happened="told_on",
    line=("role", "stage", "outdated_on"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="users",
    erases=("birthday", "stage"),
    tab="network",
)


def is_minor(birthday: dt.date, day: dt.date) -> bool:
    """Say whether somebody is under age on a day."""
    return day < dates.years_over(birthday, OF_AGE)


def under_age(*, minor: bool, birthday: dt.date | None, stage: str, day: dt.date) -> bool:
    """Say whether somebody is a minor: by what is said, by the birthday, or by the stage of education."""
    return minor or stage in YOUNG or (birthday is not None and is_minor(birthday, day))


def problem(*, name: str, birthday: dt.date | None, likes: str, young: bool, day: dt.date) -> str:
    """Return what cannot be written of somebody: minor, nameless, born, or empty text.

    `minor`: of a minor no more than the stage of education; `nameless`: of anybody else a name; `born`: a
    birthday that has not come.
    """
    if birthday is not None and birthday > day:
        return "born"
    if young:
        return "minor" if name or likes or birthday else ""
    return "" if name else "nameless"
