"""How amounts, days and phone numbers are written."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from tilth.web.format import amounts, days, masks
from tilth.web.reasons import chips

TODAY = dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        ("0", "¥0", "¥0"),
        ("8650", "¥8,650", "¥8,650"),
        ("0.40", "¥0", "¥0"),
        ("9999", "¥9,999", "¥9,999"),
        ("9999.49", "¥9,999", "¥9,999"),
        ("9999.50", "¥1万", "¥10K"),
        ("10000", "¥1万", "¥10K"),
        ("10049", "¥1万", "¥10K"),
        ("10051", "¥1万", "¥10.1K"),
        ("300000", "¥30万", "¥300K"),
        ("764000", "¥76.4万", "¥764K"),
        ("1000000", "¥100万", "¥1.0M"),
        ("999949", "¥100万", "¥999.9K"),
        ("999950", "¥100万", "¥1.0M"),
        ("20000000", "¥2,000万", "¥20.0M"),
        ("99994999", "¥9,999.5万", "¥100.0M"),
        ("99999499.99", "¥9,999.9万", "¥100.0M"),
        ("99999500", "¥1亿", "¥100.0M"),
        ("100000000", "¥1亿", "¥100.0M"),
        ("999949999", "¥10亿", "¥999.9M"),
        ("999950000", "¥10亿", "¥1.00B"),
        ("1234567890123", "¥12,345.68亿", "¥1,234.57B"),
        ("99999999.99", "¥1亿", "¥100.0M"),
        ("3526000000", "¥35.26亿", "¥3.53B"),
        ("-420000", "−¥42万", "−¥420K"),
    ],
)
def test_amounts_use_the_units_of_the_language(amount: str, chinese: str, english: str) -> None:
    assert amounts.short(Decimal(amount), language="zh-hans") == chinese
    assert amounts.short(Decimal(amount), language="en") == english


def test_changes_carry_their_sign() -> None:
    assert amounts.signed(Decimal(182_000), language="zh-hans") == "+¥18.2万"
    assert amounts.signed(Decimal(-182_000), language="zh-hans") == "−¥18.2万"
    assert amounts.signed(Decimal(0), language="zh-hans") == "¥0"


def test_a_missing_value_is_a_dash_and_zero_is_zero() -> None:
    assert amounts.short(None, language="zh-hans") == "—"
    assert amounts.exact(None) == "—"
    assert amounts.share(None) == "—"
    assert amounts.share(0) == "0.0%"
    assert amounts.count(None) == "—"
    assert amounts.count(0) == "0"


def test_exact_amounts_keep_the_cent_and_their_currency() -> None:
    assert amounts.exact(Decimal("764123.455")) == "¥764,123.46"
    assert amounts.exact(Decimal("-5.1"), currency="USD") == "−$5.10"
    assert amounts.exact(Decimal(7), currency="SEK") == "SEK 7.00"


def test_shares_and_returns() -> None:
    assert amounts.share(Decimal("0.313")) == "31.3%"
    assert amounts.share(0.0284, places=2) == "2.84%"
    assert amounts.basis_points(2040) == "+20.4%"
    assert amounts.basis_points(-940) == "−9.4%"
    assert amounts.basis_points(0) == "0.0%"
    assert amounts.count(12384) == "12,384"


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (dt.date(2026, 11, 20), "11-20 周五", "Fri 20 Nov"),
        (dt.date(2026, 11, 25), "11-25 周三", "Wed 25 Nov"),
        (dt.date(2026, 11, 26), "11-26", "26 Nov"),
        (dt.date(2027, 1, 12), "2027-01-12", "12 Jan 2027"),
        (None, "—", "—"),
    ],
)
def test_days_are_short_when_they_are_near(day: dt.date | None, chinese: str, english: str) -> None:
    assert days.near(day, today=TODAY, language="zh-hans") == chinese
    assert days.near(day, today=TODAY, language="en") == english


@pytest.mark.parametrize(
    ("ahead", "chinese", "english"),
    [
        (0, "今天", "today"),
        (1, "明天", "tomorrow"),
        (8, "8 天后", "in 8 days"),
        (-1, "昨天", "yesterday"),
        (-3, "3 天前", "3 days ago"),
    ],
)
def test_distances_are_said_in_words(ahead: int, chinese: str, english: str) -> None:
    day = TODAY + dt.timedelta(days=ahead)
    with translation.override("zh-hans"):
        assert days.when(day, today=TODAY, language="zh-hans") == chinese
    with translation.override("en"):
        assert days.when(day, today=TODAY, language="en") == english


@pytest.mark.parametrize("number", [0, 1, 2, 11, 21, 1000])
def test_a_plural_takes_its_form_from_the_number(number: int) -> None:
    one, many = "%(n)s day ago", "%(n)s days ago"
    with translation.override("en"):
        assert translation.ngettext(one, many, number) == (one if number == 1 else many)
    with translation.override("zh-hans"):
        assert translation.ngettext(one, many, number) % {"n": number} == f"{number} 天前"


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (dt.date(2026, 2, 17), "农历正月初一", "lunar 1/1"),
        (dt.date(2025, 8, 1), "农历闰六月初八", "lunar leap 6/8"),
        (dt.date(2026, 11, 25), "农历十月十七", "lunar 10/17"),
        (dt.date(1899, 1, 1), "", ""),
    ],
)
def test_a_lunar_date_is_written_in_words(day: dt.date, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert chips.lunar_name(day) == chinese
    with translation.override("en"):
        assert chips.lunar_name(day) == english


def test_the_heading_of_a_day_is_written_in_both_languages() -> None:
    assert days.heading(TODAY, language="zh-hans") == "11月18日 周三"
    assert days.heading(TODAY, language="en") == "Wed 18 Nov"


def test_a_far_day_is_written_as_a_day() -> None:
    with translation.override("zh-hans"):
        assert days.when(dt.date(2026, 11, 29), today=TODAY, language="zh-hans") == "11-29"


def test_a_mobile_number_is_written_in_groups() -> None:
    assert masks.grouped("13800138000") == "138 0013 8000"
    assert masks.grouped("0571-88776655") == "0571-88776655"
    assert masks.grouped(None) == ""


def test_a_number_is_dialled_with_its_digits() -> None:
    assert masks.dial("+86 138-1234-8000") == "+8613812348000"
    assert masks.dial(None) == ""
