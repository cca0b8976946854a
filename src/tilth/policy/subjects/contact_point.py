"""Contact points: by what, and where, a customer is reached, beside what the core system says (PROF-03)."""

import re

from tilth.kernel import telephones
from tilth.kernel import text as texts
from tilth.policy.codes import NUMBERS
from tilth.policy.subjects.kit import KEPT, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

ADDRESS = "address"
KINDS: Codes = {
    **NUMBERS,
    "fax": Words("Fax", "传真"),
    "email": Words("E-mail", "邮件"),
    "wechat": Words("WeChat", "微信"),
    ADDRESS: Words("Address", "地址"),
    "messenger": Words("Another messenger", "其他通讯软件"),
}
PLACES: Codes = {
    "home": Words("Home", "居家"),
    "work": Words("Work", "办公室"),
    "other": Words("Elsewhere", "其他地点"),
}
SOURCES: Codes = {
    "customer": Words("The customer", "客户本人"),
    "card": Words("A business card", "名片"),
    "document": Words("A document", "资料"),
    "questionnaire": Words("A questionnaire", "问卷"),
    "colleague": Words("A colleague", "同事"),
}
"""By whom it was told; what the core system says stands beside it and is corrected there."""
LONGEST = 200
"""Letters of an address; everything else is shorter."""
_NUMBERED = (*NUMBERS, "fax")
_ABROAD = r"\+[1-9]\d{6,14}"
_LINE, _EXTENSION = r"0\d{2,3}[2-8]\d{6,7}", rf"(?:{telephones.EXTENSION}\d{{1,6}})?"
_PATTERNS = {
    "mobile": re.compile(rf"1[3-9]\d{{9}}|{_ABROAD}", re.ASCII),
    "phone": re.compile(rf"(?:{_LINE}|[48]00\d{{7}}|{_ABROAD}){_EXTENSION}", re.ASCII),
    "fax": re.compile(rf"(?:{_LINE}|{_ABROAD}){_EXTENSION}", re.ASCII),
    "email": re.compile(
        r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}",
        re.ASCII,
    ),
    "wechat": re.compile(r"[A-Za-z][A-Za-z0-9_-]{5,19}|1[3-9]\d{9}|[1-9]\d{4,10}", re.ASCII),
    ADDRESS: re.compile(r"[^\r\n]{5,200}"),
    "messenger": re.compile(r"[^\r\n]{2,60}"),
}
_POSTCODE = re.compile(r"\d{6}", re.ASCII)

CONTACT_POINT = Subject(
    thing=Thing.CONTACT_POINT,
    words=Words("Contact point", "联系方式"),
    many=Words("Contact points", "联系方式"),
    about="By what and where a customer is reached: told by whom, since when, which comes first.",
    shows=("PROF-03",),
    hands=KEPT,
    happened="learned_on",
    line=("kind", "place", "source"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="phone",
    erases=("number_index",),
    tab="profile",
    own_part=True,
)


def spelled(kind: str, text: str) -> str:
    """Return a value as it is stored: numbers in one spelling, everything else of half width and stripped."""
    if len(text) > LONGEST:
        return text
    if kind in _NUMBERED:
        return telephones.spelled(text)
    return texts.nfkc(text).strip()


def fits(kind: str, value: str) -> bool:
    """Say whether a spelled value can be one of its kind; what is longer than an address never is."""
    return len(value) <= LONGEST and _PATTERNS[kind].fullmatch(value) is not None


def fits_postcode(text: str) -> bool:
    """Say whether a text is a postal code: six digits."""
    return _POSTCODE.fullmatch(text) is not None
