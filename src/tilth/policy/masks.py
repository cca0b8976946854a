"""Masks: personal data as they are shown, never more than is needed to recognise somebody (C-22).

Every mask takes None or text and returns text: '' for nothing; what a mask made, it leaves as it is.
Full-width digits and letters count as the plain ones. JR/T 0171 gives the idea; these are stricter.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from tilth.kernel import telephones
from tilth.kernel import text as texts

STARS = "***"
HIDDEN = "****"

_COMPOUND_TEXT = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台
皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘
子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐
段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 歐陽 諸葛 司馬 尉遲
澹臺 長孫 慕容
"""
_COMPOUND = frozenset(_COMPOUND_TEXT.split())
_KINDS_TEXT = """
公司 集团 厂 店 商行 银行 酒店 合作社 事务所 研究院 研究所 学院 学校 大学 医院 中心 协会 基金会
委员会 工作室 经营部 门市部
"""
_KINDS = "|".join(_KINDS_TEXT.split())
_COMPANY = re.compile(
    rf"(?:{_KINDS})$|\b(?:co|ltd|inc|corp|corporation|company|limited|llc|gmbh|plc|ag|bank|group)\b",
    re.IGNORECASE,
)
_COMPANY_IN_BRACKETS = re.compile(rf"(?:{_KINDS})[（(]")
"""A company's kind before a bracket; the name ends with the bracket that closes it."""
_HAN = r"[㐀-鿿豈-﫿\U00020000-\U0003134f]"
_MASKED_NAME = re.compile(r"[^*]{0,2}\*{1,3}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_MASKED_NUMBER = re.compile(r"(?:1\d{2})?\*{4}(?:\d{4}|\d{2})?")
_MASKED_ID = re.compile(r".?\*{3}.?")
_MASKED_HANDLE = re.compile(r"[A-Za-z]\*{3}")
_NUMBER = re.compile(r"[\d\s+()*转-]+")
_NOT_IN_PLACES = "省市区县旗路街弄巷号栋幢苑园村社"
_PLACE = rf"(?:(?![{_NOT_IN_PLACES}]){_HAN})"
_ADDRESS = re.compile(
    rf"(?:中国)?(?:{_PLACE}{{2,7}}?(?:省|自治区|特别行政区))?"
    rf"(?:{_PLACE}{{2,9}}?(?:市|自治州|地区|盟))?"
    rf"(?:市[中南北]区|{_PLACE}{{1,6}}?(?<![一二三四五六七八九十小校厂学住活街库矿片])(?:区|县|旗)"
    rf"|{_PLACE}{{1,4}}?(?<![城超都夜菜股集门楼花上])市)?"
)
_BANDS = (Decimal(50_000), Decimal(200_000), Decimal(1_000_000), Decimal(6_000_000))
_AGES = 10


def plain(text: str | None) -> str:
    """Return text in NFKC without blanks around it; '' for None."""
    return texts.nfkc(text or "").strip()


def name(text: str | None) -> str:
    """Return 张*, 欧阳*, J*** for people, the first two characters and *** for companies."""
    shown = plain(text)
    if not shown or _MASKED_NAME.fullmatch(shown):
        return shown
    shown = shown.replace("*", "").strip() or "*"
    if _is_company(shown):
        return (shown[:2] if len(shown) > 3 else shown[:1]) + STARS
    if not re.match(_HAN, shown):
        return shown[:1] + STARS if len(shown) > 1 else "*"
    if len(shown) == 1:
        return "*"
    return (shown[:2] if len(shown) > 2 and shown[:2] in _COMPOUND else shown[:1]) + "*"


def _is_company(shown: str) -> bool:
    if _COMPANY.search(shown):
        return True
    last = shown.rpartition("\n")[2]
    return last.endswith(")") and _COMPANY_IN_BRACKETS.search(last[:-1]) is not None


def phone(text: str | None) -> str:
    """Return 138****8000 for a mainland mobile; others keep their last four, short and foreign ones two."""
    given = plain(text)
    if _MASKED_NUMBER.fullmatch(given):
        return given
    digits = "".join(sign for sign in given if sign.isdecimal() and sign.isascii())
    home = re.fullmatch(r"(?:0086|86)?(1[3-9]\d{9})", digits)
    if home and (not given.startswith("+") or digits.startswith("86")):
        return f"{home[1][:3]}{HIDDEN}{home[1][-4:]}"
    if not given:
        return ""
    if given.startswith(("+", "00")) or len(digits) > 12:
        return f"{HIDDEN}{digits[-2:]}" if len(digits) >= 7 else HIDDEN
    if len(digits) < 7:
        return HIDDEN
    return HIDDEN + (digits[-4:] if len(digits) >= 10 else digits[-2:])


def id_number(text: str | None) -> str:
    """Return the first and the last character around exactly three stars, at any length; see `showing`."""
    shown = plain(text).upper()
    if not shown or _MASKED_ID.fullmatch(shown):
        return shown
    return f"{shown[0]}{STARS}{shown[-1]}" if len(shown) >= 8 else STARS


def card(text: str | None) -> str:
    """Return **** and the last four digits of a card or account of twelve digits or more, else ****."""
    given = plain(text)
    if not given or re.fullmatch(r"\*{4}(?:\d{4})?", given):
        return given
    digits = "".join(sign for sign in given if sign.isdecimal() and sign.isascii())
    return HIDDEN + (digits[-4:] if len(digits) >= 12 else "")


def email(text: str | None) -> str:
    """Return a***@example.com; a name of one character is not shown at all."""
    given = plain(text)
    if not given or given == STARS:
        return given
    local, at, domain = given.rpartition("@")
    if not at or not local or not domain:
        return STARS
    first = local[0] if len(local) > 1 and local[0] != "*" else ""
    return f"{first}{STARS}@{domain}"


def address(text: str | None) -> str:
    """Return an address down to its district and ***: no street, no estate, no number."""
    given = re.sub(r"\s+", "", plain(text))
    if not given:
        return ""
    found = _ADDRESS.match(given)
    return (found[0] if found else "") + STARS


def contact_point(text: str | None) -> str:
    """Return what is shown of a contact point: by its form a number, an e-mail, an address, a name."""
    given = plain(text)
    if given in (STARS, HIDDEN) or _MASKED_HANDLE.fullmatch(given):
        return given
    if "@" in given:
        return email(given)
    if _NUMBER.fullmatch(given):
        return phone(telephones.line(given))
    if re.match(_HAN, given):
        return address(given)
    return f"{given[0]}{STARS}" if re.match("[A-Za-z].", given) else hidden(given)


def birthday(value: "dt.date | str | None") -> str:
    """Return month and day, MM-DD, of a date or its ISO text; '' for anything else."""
    given = value.isoformat() if isinstance(value, dt.date) else plain(value)
    found = re.fullmatch(r"(?:\d{4}-)?(\d{2}-\d{2})(?:T.*)?", given, re.ASCII)
    return found[1] if found else ""


def age_band(value: "int | str | None") -> str:
    """Return whole years as a decade, 40–49; '' for nothing and for what is no age."""
    given = plain(str(value)) if value is not None else ""
    if re.fullmatch(r"\d{1,3}–\d{1,3}", given):
        return given
    if not given.isdecimal() or len(given) > 3:
        return ""
    low = int(given) // _AGES * _AGES
    return f"{low}–{low + _AGES - 1}"


def band(value: "Decimal | float | str | None") -> str:
    """Return the band of an amount in the base currency, such as 50,000–200,000; '' for nothing."""
    if value is None or str(value) in _BAND_TEXTS:
        return str(value or "")
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not amount.is_finite():
        return ""
    return _BAND_TEXTS[0] if amount < 0 else _BAND_TEXTS[1 + sum(amount >= floor for floor in _BANDS)]


_BAND_TEXTS = (
    "< 0",
    f"0–{_BANDS[0]:,}",
    *(f"{low:,}–{high:,}" for low, high in itertools.pairwise(_BANDS)),
    f"≥ {_BANDS[-1]:,}",
)


def hidden(value: object) -> str:
    """Return *** for anything that is there, so that only its presence shows."""
    return STARS if value is not None and value != "" else ""


def clear(value: object) -> str:
    """Return the value as it is; '' for None."""
    return "" if value is None else str(value)


MASKS: Mapping[str, Callable[..., str]] = {
    "name": name,
    "phone": phone,
    "id_number": id_number,
    "card": card,
    "email": email,
    "address": address,
    "contact_point": contact_point,
    "birthday": birthday,
    "age_band": age_band,
    "band": band,
    "hidden": hidden,
    "clear": clear,
}
"""By the word that the field registry uses."""
