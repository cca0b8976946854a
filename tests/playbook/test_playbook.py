"""The playbook: every value explained, read exactly, refused in sentences, effective-dated."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from pydantic import ValidationError

from tilth.kernel.errors import Refused
from tilth.policy import conditions, playbook, vocabulary
from tilth.policy.playbook import describing
from tilth.ports.feed.people import RELATION_KINDS

REQUIREMENT = re.compile(r"^[A-Z]{1,5}-\d{2,}$")
BOOK = playbook.default()
TEXT = playbook.default_text()


def test_every_value_of_the_default_says_its_unit_requirement_and_meaning():
    entries = describing.entries(BOOK)
    silent = [
        entry.path
        for entry in entries
        if not entry.meaning.unit
        or not REQUIREMENT.match(entry.meaning.source)
        or not entry.meaning.about.endswith(".")
    ]
    assert silent == []
    assert len(entries) > 300
    assert {"windows.birthday_days", "call_list.caps.2.days", "tiers.bands.private.floor"} <= {
        entry.path for entry in entries
    }


def test_the_default_holds_the_numbers_of_the_contract():
    assert [band.floor for band in BOOK.tiers.bands] == [0, 100_000, 1_000_000, 8_000_000]
    assert BOOK.familiar_categories == {"fund", "insurance", "wealth_product"}
    assert BOOK.investment_categories == {
        "time_deposit",
        "fund",
        "insurance",
        "wealth_product",
        "bond",
        "precious_metal",
        "securities",
        "trust",
    }
    assert BOOK.lifecycle.growing_ratio == Decimal("1.1")
    assert BOOK.windows.large_flow_share == Decimal("0.2")
    assert (BOOK.call_list.size, BOOK.call_list.familiar_parts, BOOK.call_list.unfamiliar_parts) == (20, 1, 2)
    assert [(cap.count, cap.days) for cap in BOOK.call_list.caps] == [(3, 7), (6, 30)]
    assert BOOK.segments.active == "four_types"


@pytest.mark.requirement("SEG-06", "SEG-11", "SEG-12", "SEG-13")
@pytest.mark.requirement("SEG-10", part="the drawn matrix of contribution and cost")
@pytest.mark.requirement("CAD-01", part="news that makes a self-directed customer due at once")
def test_cadences_and_priorities_of_the_schemes_are_those_of_the_requirements():
    four = {
        one.source: (one.cadence_days, one.priority) for one in BOOK.segments.schemes["four_types"].segments
    }
    assert four == {"SEG-06": (60, 4), "SEG-07": (14, 1), "SEG-08": (30, 2), "SEG-09": (30, 3)}
    seven = [one.cadence_days for one in BOOK.segments.schemes["seven_segments"].segments]
    assert sorted(seven) == sorted([Decimal("3.5"), 7, 14, 14, 21, 28, 7])
    assert [one.code for one in BOOK.segments.schemes["seven_segments"].segments if one.suits_groups] == [
        "pension_income",
        "family_finance",
    ]
    assert len(BOOK.segments.schemes["six_portraits"].segments) == 6


@pytest.mark.requirement("TRAP-17")
def test_segments_name_needs_and_behaviour_only():
    original = re.compile("港澳|富婆|少奶奶|小秘|阔太|保守|包租|小开|wife|landlord$", re.IGNORECASE)
    for scheme in BOOK.segments.schemes.values():
        for segment in scheme.segments:
            assert not original.search(segment.label_zh + segment.label_en)
            assert not conditions.columns_of(segment.condition) & conditions.PROTECTED


def test_a_playbook_is_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        BOOK.under_served_months = 7


FAULTS = [
    ("size = { value = 20", "size = { value = 0", "call_list.size"),
    ("size = { value = 20", "sise = { value = 20", "call_list.sise"),
    ("floor = 100000\n", "floor = 9000000\n", "begin above the band before"),
    ("floor = 0\n", "floor = 1\n", "must begin at 0"),
    ('"birthday", "stop_loss"', '"stop_loss"', "urgency names 'birthday' 0 times"),
    ('"birthday", "stop_loss"', '"birthday", "visit", "stop_loss"', "urgency names 'visit'"),
    ("trust = 1 }", "trust = 1, loan = 1 }", "weights names 'loan'"),
    ("trust = 1 }", "trust = 1.00001 }", "tiers.weights.trust"),
    ("private = 14 }", "privat = 14 }", "tier_cadence names 'private' 0 times"),
    ('value = "four_types"', 'value = "five_types"', "active names 'five_types'"),
    ('code = "seven_segments"', 'code = "8segments"', "schemes.seven_segments.code"),
    ("age >= 50 or", "gender = 'F' or", "segments.1.when: character 22: gender is a protected attribute"),
    ('products = ["time_deposit", "bond"]', 'products = ["gold"]', "products names 'gold'"),
    ("familiar_parts = { value = 1,", "familiar_parts = { value = -1,", "familiar_parts"),
    ("cadence_days = 60", "cadence_days = 0", "cadence_days"),
    ('code = "own_research"', 'code = "small_starter"', "a code is used once"),
    ('en = "At a maturity', 'xx = "At a maturity', "contact_when"),
    ('value = ["demand_deposit", "fx_deposit", "credit_card"]', 'value = ["cheque"]', "names 'cheque'"),
    ("minor_age = { value = 14", "minor_age = { value = -1", "contact.minor_age"),
    (
        'quiet_from = { value = "21:00"',
        'quiet_from = { value = "9 pm"',
        "quiet_from: '9 pm' is no time of day",
    ),
    ('quiet_from = { value = "21:00"', "quiet_from = { value = 21:00:30", "in whole minutes"),
    ('value = ["sms", "email", "wecom"', 'value = ["telex", "wecom"', "consent_channels names 'telex'"),
    ('value = ["phone", "sms", "wecom"', 'value = ["any"', "quiet_channels names 'any'"),
    ('value = ["due_notice", "service"', 'value = ["advert"', "service_purposes names 'advert'"),
    ('value = ["spouse", "parent"', 'value = ["employer"', "household_relations names 'employer'"),
    ('consent_text_version = { value = "marketing-1"', 'consent_text_version = { value = ""', "consent_text"),
    ("count = 12\n", "count = 0\n", "contact.household_caps.2.count"),
    ("[call_list]", "[call_list", "is not TOML"),
]


@pytest.mark.parametrize(("old", "new", "words"), FAULTS, ids=[new for _, new, _ in FAULTS])
def test_a_wrong_playbook_is_refused_in_sentences(old, new, words):
    assert old in TEXT
    with pytest.raises(Refused) as refused:
        playbook.parse(TEXT.replace(old, new, 1), "own.toml")
    sentences = str(refused.value).splitlines()
    assert any(words in sentence for sentence in sentences)
    assert all(sentence.startswith("own.toml") and sentence.endswith(".") for sentence in sentences)


def test_a_playbook_from_before_the_contact_gate_has_its_defaults():
    start, end = TEXT.index("[contact]"), TEXT.index("[segments]")
    book = playbook.parse(TEXT[:start] + TEXT[end:], "old.toml")
    assert book.contact == BOOK.contact
    assert [(cap.count, cap.days) for cap in book.contact.household_caps] == [(4, 7), (12, 30)]
    assert (book.contact.minor_age, book.contact.refusal_days, book.contact.ask_again_days) == (14, 180, 180)
    assert (book.contact.quiet_from, book.contact.quiet_until) == (dt.time(21), dt.time(9))


@pytest.mark.requirement("TRAP-33", part="journeys, benefits and the other empty headings")
def test_what_no_source_gives_is_marked_to_be_verified():
    marked = {
        one.path for one in describing.entries(BOOK) if one.to_verify and one.path.startswith("contact.")
    }
    assert marked == {
        f"contact.household_caps.{number}.{key}" for number in (1, 2) for key in ("count", "days")
    }
    quiet = next(one for one in describing.entries(BOOK) if one.path == "contact.quiet_from")
    assert quiet.value == "21:00"


def test_old_words_of_channels_are_read_as_the_present_ones():
    old = TEXT.replace('channels = ["branch_meeting", "phone"]', 'channels = ["branch", "post", "letter"]', 1)
    assert old != TEXT
    segments = playbook.parse(old, "old.toml").segments.schemes["four_types"].segments
    assert ("branch_meeting", "letter") in {segment.channels for segment in segments}


def test_household_ties_are_kinds_of_relation_of_the_feed():
    assert set(vocabulary.FAMILY_TIES) <= set(RELATION_KINDS)


def test_a_plain_value_reads_like_one_with_a_meaning():
    plain = re.sub(r"^(activity_days) = \{ value = 90,.*\}$", r"\1 = 90", TEXT, flags=re.MULTILINE)
    assert plain != TEXT
    assert playbook.parse(plain, "own.toml") == BOOK
    entry = next(one for one in describing.entries(BOOK, plain) if one.path == "activity_days")
    assert entry.meaning.source == "MAIN-04"


def _write(folder, version, day):
    text = TEXT.replace('"default-1"', f'"{version}"').replace("1900-01-01", day)
    (folder / f"{version}.toml").write_text(text, "utf-8")


@pytest.mark.requirement("TRAP-07", part="the other three schemes of tiers")
def test_the_latest_playbook_up_to_the_day_is_in_force(tmp_path):
    _write(tmp_path, "b-2027", "2027-01-01")
    _write(tmp_path, "a-2028", "2028-01-01")
    found = {
        day: playbook.in_force(tmp_path, dt.date.fromisoformat(day)).version
        for day in ("2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01")
    }
    assert list(found.values()) == ["default-1", "b-2027", "b-2027", "a-2028"]
    assert playbook.in_force(None, dt.date(2030, 1, 1)) is BOOK
    assert playbook.in_force(tmp_path / "none", dt.date(2030, 1, 1)) is BOOK


def test_two_playbooks_of_one_day_or_one_version_are_refused(tmp_path):
    _write(tmp_path, "a", "2027-01-01")
    _write(tmp_path, "b", "2027-01-01")
    with pytest.raises(Refused, match="both in force from 2027-01-01"):
        playbook.in_force(tmp_path, dt.date(2027, 1, 1))
    (tmp_path / "b.toml").write_text(TEXT, "utf-8")
    with pytest.raises(Refused, match="both version default-1"):
        playbook.in_force(tmp_path, dt.date(2027, 1, 1))


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Refused, match="give a UTF-8 TOML file"):
        playbook.load(tmp_path / "x.toml")


def test_differences_name_each_value_with_its_meaning():
    other = playbook.parse(TEXT.replace("count = 3\n", "count = 4\n"), "own.toml")
    (change,) = describing.differences(BOOK, other)
    assert (change.path, change.before, change.after) == ("call_list.caps.1.count", "3", "4")
    assert change.meaning.source == "TRAP-24"


def test_differences_tell_another_order_of_segments():
    turned = BOOK.segments.scheme.model_copy(update={"segments": BOOK.segments.scheme.segments[::-1]})
    schemes = dict(BOOK.segments.schemes) | {"four_types": turned}
    other = BOOK.model_copy(update={"segments": BOOK.segments.model_copy(update={"schemes": schemes})})
    (change,) = describing.differences(BOOK, other)
    assert change.path == "segments.schemes.four_types.segments"
