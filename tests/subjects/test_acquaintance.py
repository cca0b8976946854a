"""People around a customer: with consent where they are family, of minors next to nothing."""

import datetime as dt

import pytest

from subjects.conftest import As
from support import published
from tilth.domain.acting import Unclear
from tilth.domain.records import consent
from tilth.domain.records.acquaintance import meet, outdate
from tilth.domain.records.detail import tell
from tilth.domain.records.fact import learn
from tilth.policy.subjects.acquaintance import is_minor

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
YOUNG = published.DAY.replace(year=published.DAY.year - 17)


def agreed(as_: As) -> None:
    given = {"purpose": "sensitive", "decision": "granted", "text_version": "1", "evidence": "form 7"}
    consent.record(as_("rm"), MINE, asked=False, **given)


@pytest.mark.requirement("PROF-13")
@pytest.mark.requirement("PROF-17")
@pytest.mark.requirement("PROF-18")
@pytest.mark.requirement("PROF-35")
@pytest.mark.requirement("TRAP-20")
def test_the_family_is_written_down_with_consent_alone(as_: As) -> None:
    spouse = {"role": "spouse", "name": "Lu Zhicheng", "birthday": dt.date(1974, 5, 9), "likes": "fishing"}
    with pytest.raises(Unclear, match="only with consent"):
        meet(as_("rm"), MINE, **spouse)
    meet(as_("rm"), MINE, role="colleague", name="Shen Lixing")
    meet(as_("rm"), MINE, role="authority", name="the bureau")
    agreed(as_)
    made = meet(as_("rm"), MINE, **spouse)
    assert (made.name, made.birthday, made.likes) == ("Lu Zhicheng", dt.date(1974, 5, 9), "fishing")
    child = meet(as_("rm"), MINE, role="child", name="Lu Yiwei", stage="university")
    past = outdate(as_("rm"), MINE, child.pk)
    assert past.outdated_on == published.DAY
    with pytest.raises(Unclear, match="past already"):
        outdate(as_("rm"), MINE, child.pk)


@pytest.mark.requirement("TRAP-20")
@pytest.mark.parametrize(
    "more",
    [
        {"minor": True, "name": "Xiaobao"},
        {"birthday": YOUNG, "stage": "university"},
        {"minor": True, "likes": "football"},
        {"name": "Xiaobao"},
    ],
)
def test_of_a_minor_no_more_than_the_stage_is_written_down(as_: As, more: dict[str, object]) -> None:
    agreed(as_)
    with pytest.raises(Unclear, match="Of a minor no more"):
        meet(as_("rm"), MINE, **({"role": "child", "stage": "middle"} | more))
    made = meet(as_("rm"), MINE, role="child", stage="middle")
    assert (made.name, made.birthday, made.stage, made.minor) == ("", None, "middle", True)


@pytest.mark.requirement("TRAP-20")
def test_a_minor_of_whatever_role_needs_consent_and_all_goes_when_it_ends(as_: As) -> None:
    with pytest.raises(Unclear, match="only with consent"):
        meet(as_("rm"), MINE, role="friend", stage="primary")
    agreed(as_)
    kept = meet(as_("rm"), MINE, role="colleague", name="Shen Lixing")
    gone = [
        meet(as_("rm"), MINE, role="friend", stage="primary"),
        meet(as_("rm"), MINE, role="spouse", name="Lu Zhicheng"),
        tell(as_("rm"), MINE, item="marital", value="married"),
        learn(as_("rm"), MINE, kind="family", text="lives with her parents"),
    ]
    left = tell(as_("rm"), MINE, item="talks", value="brief")
    consent.withdraw(as_("rm"), MINE, purpose="sensitive", channel="phone")
    consent.withdraw(as_("rm"), MINE, purpose="sensitive")
    for row in (kept, left, *gone):
        row.refresh_from_db()
    assert [row.voided_at is not None for row in (kept, left, *gone)] == [False, False, *[True] * 4]
    with pytest.raises(Unclear, match="only with consent"):
        learn(as_("rm"), MINE, kind="family", text="again")


def test_who_has_no_name_and_a_birthday_to_come_are_refused(as_: As) -> None:
    with pytest.raises(Unclear, match="Give a name"):
        meet(as_("rm"), MINE, role="friend")
    with pytest.raises(Unclear, match="lies in the past"):
        meet(as_("rm"), MINE, role="friend", name="x", birthday=published.DAY + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("born", "day", "minor"),
    [
        (dt.date(2008, 6, 12), dt.date(2026, 6, 11), True),
        (dt.date(2008, 6, 12), dt.date(2026, 6, 12), False),
        (dt.date(2008, 2, 29), dt.date(2026, 2, 28), True),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 1), False),
    ],
)
def test_somebody_is_of_age_on_the_eighteenth_birthday(born: dt.date, day: dt.date, minor: bool) -> None:  # noqa: FBT001
    assert is_minor(born, day) is minor
