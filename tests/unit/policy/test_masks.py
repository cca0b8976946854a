"""Masks: examples by hand, and for any text at all: no more than the stated characters, twice is once."""

import datetime as dt
import unicodedata
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property.profiles import examples
from tilth.policy import masks

CASES = {
    "name": {
        "张三": "张*",
        "欧阳修": "欧阳*",
        "欧阳": "欧*",
        "张": "*",
        "阿依古丽·买买提": "阿*",
        "John Smith": "J***",
        "杭州宏达贸易有限公司": "杭州***",
        "宏图厂": "宏***",
        "Acme Ltd.": "Ac***",
        " 张三 ": "张*",
    },
    "phone": {
        "13812348000": "138****8000",
        "１３８１２３４８０００": "138****8000",
        "+86 138-1234-8000": "138****8000",
        "008613812348000": "138****8000",
        "0571-88776655": "****6655",
        "88776655": "****55",
        "10086": "****",
        "+1 415 555 2671": "****71",
        "+852 9123 4567": "****67",
        "13812348000/13987654321": "****21",
        "none": "****",
    },
    "id_number": {
        "33010619800101123x": "3***X",
        "３３０１０６１９８００１０１１２３Ｘ": "3***X",
        "330106800101123": "3***3",
        "A1": "***",
    },
    "card": {"6222 0212 3456 7890": "****7890", "12345": "****"},
    "email": {
        "wang.fang@example.com": "w***@example.com",
        "a@example.com": "***@example.com",
        "nobody": "***",
    },
    "address": {
        "浙江省杭州市西湖区文三路90号2幢301室": "浙江省杭州市西湖区***",
        "杭州市文三路小区5号": "杭州市***",
        "杭州市翠苑三区12幢": "杭州市***",
        "上海市浦东新区世纪大道１号": "上海市浦东新区***",
        "济南市市中区经四路": "济南市市中区***",
        "新疆维吾尔自治区乌鲁木齐市天山区解放路": "新疆维吾尔自治区乌鲁木齐市天山区***",
        "内蒙古自治区锡林郭勒盟阿巴嘎旗新建街": "内蒙古自治区锡林郭勒盟阿巴嘎旗***",
        "杭州市世贸丽晶城市花园": "杭州市***",
        "西湖区文三路城市花园": "西湖区***",
        "文三路90号": "***",
        "Flat 5, 12 High Street": "***",
    },
    "contact_point": {
        "13812348000": "138****8000",
        "057186421350转801": "****1350",
        "wang.fang@example.com": "w***@example.com",
        "浙江省杭州市西湖区文三路90号": "浙江省杭州市西湖区***",
        "fang_1980": "f***",
        "x": "***",
    },
    "birthday": {"1980-11-23": "11-23", "11-23": "11-23", "yesterday": ""},
    "band": {
        "49999.99": "0–50,000",
        "50000": "50,000–200,000",
        "-1": "< 0",
        "6000000": "≥ 6,000,000",
        "NaN": "",
    },
    "age_band": {"43": "40–49", "7": "0–9", "old": ""},
    "hidden": {"anything": "***"},
    "clear": {"anything": "anything"},
}
KEPT = {"name": 2, "phone": 7, "id_number": 2, "card": 4, "hidden": 0}
"""The most characters of the original that a mask may keep."""
STREET = "路街弄巷号栋幢苑园村"
ANY = st.one_of(
    st.text(max_size=40),
    st.text("0123456789+-() /０１２３Xx", max_size=30),
    st.text("张欧阳王市区省县路号街小公司厂0123456789@. A*", max_size=40),
)


@pytest.mark.parametrize(
    ("mask", "given_text", "shown"),
    [(mask, *case) for mask, cases in CASES.items() for case in cases.items()],
)
def test_examples(mask: str, given_text: str, shown: str) -> None:
    assert masks.MASKS[mask](given_text) == shown


@pytest.mark.parametrize("mask", masks.MASKS)
def test_nothing_stays_nothing(mask: str) -> None:
    assert masks.MASKS[mask](None) == ""
    assert masks.MASKS[mask]("") == ""


def test_every_mask_has_examples() -> None:
    assert set(CASES) == set(masks.MASKS)


def test_dates_and_amounts_are_masked_as_they_are() -> None:
    assert masks.birthday(dt.date(1980, 11, 23)) == "11-23"
    assert masks.band(Decimal("250000.00")) == "200,000–1,000,000"
    assert masks.age_band(60) == "60–69"


@pytest.mark.parametrize("mask", masks.MASKS)
@examples(30, 10_000)
@given(text=ANY)
def test_a_masked_text_is_left_as_it_is(mask: str, text: str) -> None:
    once = masks.MASKS[mask](text)
    assert masks.MASKS[mask](once) == once


@pytest.mark.parametrize("mask", KEPT)
@examples(60, 10_000)
@given(text=ANY)
def test_no_mask_keeps_more_than_it_says(mask: str, text: str) -> None:
    shown = masks.MASKS[mask](text).replace("*", "")
    assert len(shown) <= KEPT[mask]
    # casefold, because an ID number is written in capitals
    given_signs = Counter(unicodedata.normalize("NFKC", text).upper())
    assert Counter(shown.upper()) <= given_signs


@examples(60, 10_000)
@given(digits=st.from_regex(r"[0-9０-９]{1,30}", fullmatch=True))
def test_a_number_never_shows_more_than_half_of_itself_unless_it_is_a_mobile(digits: str) -> None:
    plain = unicodedata.normalize("NFKC", digits)
    shown = masks.phone(digits).replace("*", "")
    mobile = len(plain) == 11 and plain[0] == "1" and plain[1] in "3456789"
    wrapped = plain.removeprefix("00").removeprefix("86")
    if not mobile and not (len(wrapped) == 11 and wrapped != plain):
        assert len(shown) * 2 < len(plain)
    assert len(masks.card(digits).replace("*", "")) in (0, 4)


@examples(60, 10_000)
@given(text=st.text("浙江省杭州市西湖区文三路号小花园城县旗街弄幢栋苑村巷一二三90A 12", max_size=30))
def test_an_address_never_shows_a_street_an_estate_or_a_number(text: str) -> None:
    shown = masks.address(text)
    assert not set(shown) & set(STREET)
    assert not any(sign.isdigit() for sign in shown)
    assert shown == "" or shown.endswith("***")
    assert "小区" not in shown


@examples(30, 10_000)
@given(local=st.text("abcdefgh.+", min_size=1, max_size=20))
def test_an_email_shows_one_character_before_the_sign(local: str) -> None:
    shown = masks.email(f"{local}@example.com")
    assert shown in (f"{local[0]}***@example.com", "***@example.com")
    assert (len(local) == 1) == shown.startswith("***")


@examples(30, 10_000)
@given(born=st.dates(dt.date(1900, 1, 1)))
def test_a_birthday_never_shows_the_year(born: dt.date) -> None:
    assert masks.birthday(born) == f"{born:%m-%d}" == masks.birthday(born.isoformat())
