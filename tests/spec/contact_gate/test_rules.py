"""Every table of the contact gate, on the gate and on its oracle; what a caller may and may not ask."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from property.contact_lives import history
from spec.contact_gate import RULES, page
from spec.contact_gate.table import Case, noon, question
from spec.shown import marks
from tilth.policy import contact_gate, playbook
from tilth.policy.contact_gate import Consent, Decision, History, Refusal, Request, Stop, Window
from tilth.policy.vocabulary import GATE_REASONS

ROOT = Path(__file__).parents[3]
BOOK = playbook.default()
CASES = [
    pytest.param(
        rule.asks_consent, one, id=f"{rule.title}: {one.given}, {one.asked}", marks=marks(rule.shows)
    )
    for rule in RULES
    for one in rule.cases
]
FRIDAY = noon("06-12")


def _told(decision: Decision, one: Case) -> tuple[str, str]:
    return decision.reason or "allowed", one.shown(decision.until)


@pytest.mark.parametrize(("asks_consent", "one"), CASES)
def test_the_answers_are_those_of_the_table(one: Case, *, asks_consent: bool) -> None:
    ask = contact_gate.may_ask_consent if asks_consent else contact_gate.decide
    decision = ask(history(one.life), Request(one.moment, one.channel, one.purpose), BOOK)
    assert _told(decision, one) == (one.answer, one.until)
    assert decision.allowed == (one.answer == "allowed")


@pytest.mark.parametrize("one", [found.values[1] for found in CASES if not found.values[0]])
def test_the_oracle_reads_the_tables_alike(one: Case) -> None:
    reason, until = question(one).answer(one.moment)
    assert (reason or "allowed", one.shown(until)) == (one.answer, one.until)


def test_every_reason_has_a_row() -> None:
    given = {one.answer for rule in RULES for one in rule.cases}
    assert given == {"allowed", contact_gate.ASKED_TOO_SOON, *GATE_REASONS}
    assert tuple(contact_gate.RULES) == GATE_REASONS


def test_the_printed_page_is_current() -> None:
    path = ROOT / "docs" / "rules" / page.NAME
    assert path.read_text("utf-8") == page.text(), f"{page.NAME} is not current: run scripts/print_rules.py"


DETAILS = [
    (History(closed_on=dt.date(2026, 6, 1)), "phone", {"closed_on": "2026-06-01"}),
    (
        History(
            birth_date=dt.date(2020, 1, 1),
            stops=[Stop("litigation", FRIDAY.date()), Stop("bereaved", FRIDAY.date())],
        ),
        "phone",
        {"kind": "bereaved"},
    ),
    (History(birth_date=dt.date(2020, 1, 1)), "phone", {"kind": "minor"}),
    (History(), "sms", {"kind": "missing", "text_version": "marketing-1"}),
    (
        History(consents=[Consent("any", "granted", noon("01-01"), "x")]),
        "sms",
        {"kind": "outdated", "text_version": "marketing-1"},
    ),
    (History(consents=[Consent("any", "withdrawn", noon("01-01"))]), "phone", {"kind": "withdrawn"}),
    (
        History(refusals=[Refusal("phone", noon("06-01"))]),
        "phone",
        {"kind": "refused_contact", "refused_on": "2026-06-01", "days": 180},
    ),
    (
        History(two_way_on=[dt.date(2026, 6, 10), dt.date(2026, 6, 8)]),
        "phone",
        {"last_on": "2026-06-10", "days": 7},
    ),
    (History(tried_on=[FRIDAY.date()] * 3), "phone", {}),
    (History(household_on=[FRIDAY.date()] * 4), "phone", {}),
    (
        History(zone=ZoneInfo("Europe/Berlin")),
        "phone",
        {"from": "21:00", "until": "09:00", "local": "06:00", "zone": "Europe/Berlin"},
    ),
    (History(windows=[Window(1, 540, 600)]), "phone", {"local": "12:00", "zone": "Asia/Shanghai"}),
]


@pytest.mark.parametrize(("known", "channel", "detail"), DETAILS)
def test_the_detail_is_enough_for_a_sentence(known: History, channel: str, detail: dict[str, object]) -> None:
    assert contact_gate.decide(known, Request(FRIDAY, channel, "maintain"), BOOK).detail == detail


def test_a_consent_to_something_else_is_no_consent_to_marketing() -> None:
    profiling = History(consents=[Consent("sms", "granted", noon("01-01"), "marketing-1", "profiling")])
    assert contact_gate.decide(profiling, Request(FRIDAY, "sms", "maintain"), BOOK).reason == "no_consent"
    refused = History(consents=[Consent("sms", "refused", noon("06-01"), "", "profiling")])
    asked = Request(FRIDAY, "sms", "other")
    assert contact_gate.may_ask_consent(refused, asked, BOOK).allowed
    assert not contact_gate.may_ask_consent(refused, asked, BOOK, about="profiling").allowed


def test_a_yes_counts_from_its_moment_on() -> None:
    willing = History(consents=[Consent("sms", "granted", FRIDAY, "marketing-1")])
    before = Request(FRIDAY - dt.timedelta(minutes=1), "sms", "maintain")
    assert contact_gate.decide(willing, before, BOOK).reason == "no_consent"
    assert contact_gate.decide(willing, Request(FRIDAY, "sms", "maintain"), BOOK).allowed


def test_a_bank_decides_how_long_nobody_asks_again() -> None:
    rules = BOOK.model_copy(update={"contact": BOOK.contact.model_copy(update={"ask_again_days": 3})})
    refused = History(consents=[Consent("any", "refused", noon("06-10"))])
    found = contact_gate.may_ask_consent(refused, Request(FRIDAY, "any", "other"), rules)
    assert (found.reason, found.until) == ("asked_too_soon", dt.datetime(2026, 6, 12, 16, tzinfo=dt.UTC))
    assert found.detail == {"refused_on": "2026-06-10", "days": 3}


def test_the_last_days_of_the_calendar_are_no_end() -> None:
    forever = History(stops=[Stop("bereaved", FRIDAY.date(), dt.date.max)])
    assert contact_gate.decide(forever, Request(FRIDAY, "phone", "maintain"), BOOK).until is None
    unborn = History(birth_date=dt.date(9990, 1, 1))
    assert contact_gate.decide(unborn, Request(FRIDAY, "phone", "service"), BOOK).until is None


def test_a_question_without_a_zone_or_with_an_unknown_word_is_no_question() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        Request(FRIDAY.replace(tzinfo=None), "phone", "service")
    with pytest.raises(ValueError, match="is no channel"):
        Request(FRIDAY, "telex", "service")
    with pytest.raises(ValueError, match="is no purpose"):
        Request(FRIDAY, "phone", "advert")
    with pytest.raises(ValueError, match="made by one channel"):
        contact_gate.decide(History(), Request(FRIDAY, "any", "service"), BOOK)


@pytest.mark.parametrize(
    "row",
    [
        {"weekday": 0, "from": "09:00", "until": "10:00"},
        {"weekday": "1", "from": "09:00", "until": "10:00"},
        {"weekday": 1, "from": "9:00", "until": "10:00"},
        {"weekday": 1, "from": "09:60", "until": "10:00"},
        {"weekday": 1, "from": "09:00", "until": "24:01"},
        {"weekday": 1, "from": "10:00", "until": "10:00"},
        {"weekday": 1, "from": "22:00", "until": "02:00"},
        {"weekday": 1, "until": "10:00"},
        {},
    ],
)
def test_what_is_no_suitable_time_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"write|end it later"):
        Window.read(row)
