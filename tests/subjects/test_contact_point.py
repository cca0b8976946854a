"""Contact points: by kind and place, one of a kind first, sealed, shown behind masks (PROF-03)."""

import datetime as dt
import io
import itertools
import json
import zipfile
from dataclasses import replace

import pytest
from django.db import connection

from subjects.conftest import As
from support import keys, published
from tilth.data.models import AuditEntry, ContactPoint, PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.acts import take_back
from tilth.domain.contact_points import queries
from tilth.domain.customers import search
from tilth.domain.customers.filters import Filters
from tilth.domain.exports import operations as exports
from tilth.domain.records.contact_point import outdate, prefer, step_back, tell
from tilth.domain.refusing import ChangedError
from tilth.domain.unmasking import operations as unmasking
from tilth.kernel.ids import uuid7
from tilth.policy.subjects.contact_point import CONTACT_POINT, KINDS, PLACES

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
FITS = {
    "mobile": (
        "13900001234",
        "139 0000 1234",
        "+86 139-0000-1234",
        "＋852 9123 4567",
        "１３９００００１２３４",
    ),
    "phone": ("0571-86421350", "(0571) 86421350", "0571-86421350转801", "400 123 4567", "+44 20 7946 0958"),
    "fax": ("010-65990000",),
    "email": ("fang@example.com", "wang.fang+bank@mail.example.com.cn"),
    "wechat": ("suhe_9021", "13900001234", "100200300"),
    "address": ("浙江省杭州市西湖区样板路8号", "Flat 5, 12 High Street"),
    "messenger": ("钉钉：老周", "@fang on another one"),
}
WRONG = {
    "mobile": ("1390000123", "12900001234", "0571-86421350", "1390000123x", "139000012345", "x" * 10_000_000),
    "phone": ("86421350", "0571-0642135", "110", "x" * 10_000_000),
    "fax": ("65990000",),
    "email": ("fang", "fang@", "@example.com", "fang@example", "fa ng@example.com", "a" * 300 + "@b.com"),
    "wechat": ("老周", "a_b", "has space", "1abcdef"),
    "address": ("杭州", "x" * 201, "x" * 10_000_000),
    "messenger": ("x", "x" * 61),
}


def _there(as_: As, *, today: dt.date = published.DAY) -> queries.Points:
    who = as_("rm")
    return queries.of_customer(who.by, who.generation, customer_id=MINE, today=today)


@pytest.mark.requirement("PROF-03")
def test_they_repeat_by_kind_and_place_and_one_of_a_kind_comes_first(as_: As) -> None:
    for number, (kind, place) in enumerate(itertools.product(KINDS, PLACES)):
        value = {"mobile": f"139000012{number:02}", "wechat": f"fang_{number:04}"}.get(kind)
        value = value or {"phone": f"0571-864213{number:02}", "fax": f"0571-864214{number:02}"}.get(kind)
        value = value or {"email": f"fang{number}@example.com"}.get(kind) or f"somewhere number {number}"
        tell(as_("rm", minutes=number), MINE, kind=kind, place=place, value=value)
    holds = _there(as_).holds
    assert len(holds) == len(KINDS) * len(PLACES)
    for kind in KINDS:
        of_kind = [one for one in holds if one.kind == kind]
        assert {one.place for one in of_kind} == set(PLACES)
        assert queries.first(holds, kind, of_core=False) is of_kind[0]
        assert queries.first(holds, kind, of_core=True) is None, "the core system's own comes first"
        chosen = prefer(as_("rm", minutes=60), MINE, of_kind[-1].pk)
        assert getattr(queries.first(_there(as_).holds, kind, of_core=True), "pk", None) == chosen.pk
        step_back(as_("rm", minutes=61), MINE, chosen.pk)
        assert queries.first(_there(as_).holds, kind, of_core=True) is None


def test_the_last_that_was_said_to_come_first_does_and_no_end_of_it_leaves_a_kind_without(as_: As) -> None:
    old = tell(as_("rm"), MINE, kind="mobile", value="13900001234")
    one = tell(as_("rm", minutes=1), MINE, kind="mobile", value="13900001235", first=True)
    two = tell(as_("rm", minutes=2), MINE, kind="mobile", value="13900001236", first=True)
    assert [row.pk for row in _there(as_).holds] == [two.pk, one.pk, old.pk]
    take_back(as_("rm", minutes=3), CONTACT_POINT, MINE, two.pk)
    assert [row.pk for row in _there(as_).holds] == [one.pk, old.pk]
    outdate(as_("rm"), MINE, one.pk)
    found = _there(as_)
    assert ([row.pk for row in found.holds], [row.pk for row in found.before]) == ([old.pk], [one.pk])


@pytest.mark.parametrize(("kind", "value"), [(kind, one) for kind, some in FITS.items() for one in some])
def test_what_can_be_of_a_kind_is_kept_in_one_spelling(as_: As, kind: str, value: str) -> None:
    made = tell(as_("rm"), MINE, kind=kind, value=value)
    assert (made.value and " " not in made.value) or kind in ("address", "messenger")
    with pytest.raises(Unclear, match="stands there already"):
        tell(as_("rm"), MINE, kind=kind, value=value)


@pytest.mark.parametrize(("kind", "value"), [(kind, one) for kind, some in WRONG.items() for one in some])
def test_what_cannot_be_of_a_kind_is_refused_with_one_sentence(as_: As, kind: str, value: str) -> None:
    with pytest.raises(Unclear) as refused:
        tell(as_("rm"), MINE, kind=kind, value=value)
    assert len(str(refused.value)) < 200
    assert not _there(as_).holds


def test_a_postal_code_has_six_digits_and_belongs_to_an_address(as_: As) -> None:
    home = {"kind": "address", "value": "浙江省杭州市西湖区样板路8号"}
    for wrong in ("31000", "3100000", "31000x"):
        with pytest.raises(Unclear, match="six digits"):
            tell(as_("rm"), MINE, **home, postcode=wrong)
    with pytest.raises(Unclear, match="Only an address"):
        tell(as_("rm"), MINE, kind="mobile", value="13900001234", postcode="310000")
    assert tell(as_("rm"), MINE, **home, postcode="310000").postcode == "310000"


def test_what_the_core_system_has_is_corrected_there(as_: As) -> None:
    rows = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    rows.update(**keys.sealed(MINE, mobile="13900001234", phone="0571-86421350转801"))
    for kind, value in (("mobile", "139-0000-1234"), ("phone", "0571-86421350")):
        with pytest.raises(Unclear, match="core system has this number"):
            tell(as_("rm"), MINE, kind=kind, value=value)


def test_of_two_who_correct_one_the_second_sees_what_stands_now(as_: As) -> None:
    first = tell(as_("rm"), MINE, kind="mobile", value="13900001234", first=True)
    second = tell(as_("rm", minutes=1), MINE, kind="mobile", value="13900001235", instead=str(first.pk))
    with pytest.raises(ChangedError, match="meanwhile"):
        tell(as_("rm", minutes=2), MINE, kind="mobile", value="13900001236", instead=str(first.pk))
    for act in (prefer, step_back, outdate):
        with pytest.raises(ChangedError, match="meanwhile"):
            act(as_("rm"), MINE, first.pk)
    found = _there(as_)
    assert ([one.pk for one in found.holds], [one.pk for one in found.before]) == ([second.pk], [first.pk])
    assert found.holds[0].preferred_at is not None, "what is corrected still comes first"
    take_back(as_("rm", minutes=2), CONTACT_POINT, MINE, second.pk)
    assert [one.pk for one in _there(as_).holds] == [first.pk]


def test_what_was_written_as_another_kind_is_corrected_and_comes_first_no_more(as_: As) -> None:
    wrong = tell(as_("rm"), MINE, kind="mobile", value="13900001234", first=True)
    right = tell(as_("rm"), MINE, kind="wechat", value="13900001234", instead=str(wrong.pk))
    assert ([one.pk for one in _there(as_).holds], right.preferred_at) == ([right.pk], None)


def test_what_holds_until_a_day_is_past_after_it(as_: As) -> None:
    until = published.DAY + dt.timedelta(days=3)
    made = tell(as_("rm"), MINE, kind="mobile", value="13900001234", valid_until=until)
    assert [one.pk for one in _there(as_, today=until).holds] == [made.pk]
    assert not _there(as_, today=until + dt.timedelta(days=1)).holds
    with pytest.raises(Unclear, match="past"):
        tell(as_("rm"), MINE, kind="fax", value="010-65990000", valid_until=until - dt.timedelta(days=9))


def test_sent_twice_it_is_written_once(as_: As) -> None:
    who = replace(as_("rm"), key=uuid7())
    made = [tell(who, MINE, kind="mobile", value="13900001234").pk for _ in range(2)]
    assert made[0] == made[1]


def test_it_lies_sealed_in_the_table_and_its_history_and_the_audit(as_: As) -> None:
    tell(as_("rm"), MINE, kind="mobile", value="13900001234")
    tell(as_("rm"), MINE, kind="address", value="浙江省杭州市西湖区样板路8号", postcode="310000")
    with connection.cursor() as cursor:
        for table in (
            "tilth_contact_point",
            "tilth_contact_point_history",
            "tilth_audit_entry",
            "tilth_diary",
        ):
            cursor.execute(f"SELECT t::text FROM {table} t")
            told = " ".join(row[0] for row in cursor.fetchall())
            assert not [one for one in ("13900001234", "样板路", "310000") if one in told], table


def test_it_is_unmasked_by_the_act_of_other_numbers_with_a_reason_and_audited(as_: As) -> None:
    made = tell(as_("rm"), MINE, kind="mobile", value="13900001234")
    shown = unmasking.reveal(as_("rm"), MINE, column=str(made.pk), why="correction")
    assert shown == "13900001234"
    [noted] = AuditEntry.objects.unscoped().filter(action="unmask")
    assert noted.detail == {"field": "contact_point", "point": str(made.pk)}
    with pytest.raises(Unclear, match="Say why"):
        unmasking.reveal(as_("rm"), MINE, column=str(made.pk), why=" ")
    for nobody in ("wealth", "branch_head"):
        with pytest.raises((guards.CustomerNotVisibleError, guards.NotAllowedError)):
            unmasking.reveal(as_(nobody), MINE, column=str(made.pk), why="correction")
    with pytest.raises(guards.CustomerNotVisibleError):
        unmasking.reveal(as_("rm"), "B1-rm1-c2", column=str(made.pk), why="correction")


def _found(as_: As, who: str, text: str) -> list[str]:
    one = as_(who)
    found = search.find(one.by, one.generation, filters=Filters(text=text), today=one.today)
    return [row.customer_id for row in found.rows]


def test_its_whole_number_finds_the_customer_for_who_may_see_them(as_: As) -> None:
    made = tell(as_("rm"), MINE, kind="mobile", value="13900001234")
    tell(as_("rm"), MINE, kind="phone", value="0571-86421350转801")
    for text in ("13900001234", "+86 139 0000 1234", "0571 86421350"):
        assert _found(as_, "rm", text) == [MINE], text
        assert _found(as_, "compliance", text) == [MINE], text
        assert _found(as_, "wealth", text) == [], text
    assert _found(as_, "rm", "1390000123") == []
    tell(as_("rm", minutes=1), MINE, kind="mobile", value="13900001235", instead=str(made.pk))
    assert (_found(as_, "rm", "13900001234"), _found(as_, "rm", "13900001235")) == ([], [MINE])


def test_only_its_managers_write_it(as_: As) -> None:
    for who in ("branch_head", "compliance"):
        with pytest.raises(guards.NotAllowedError):
            tell(as_(who), MINE, kind="mobile", value="13900001234")
    with pytest.raises(guards.CustomerNotVisibleError):
        tell(as_("wealth"), MINE, kind="mobile", value="13900001234")
    assert ContactPoint.objects.unscoped().count() == 0


@pytest.mark.parametrize(("own", "shown"), [(True, "13900001234"), (False, "139****1234")])
def test_the_customer_s_own_copy_has_it_in_clear_and_every_other_masked(
    as_: As, *, own: bool, shown: str
) -> None:
    tell(as_("rm"), MINE, kind="mobile", value="13900001234")
    file = io.BytesIO()
    exports.customer(as_("compliance"), MINE, why="request", own=own, to=file)
    [row] = json.loads(zipfile.ZipFile(file).read("contact_point.json"))["rows"]
    assert row["value"] == shown
