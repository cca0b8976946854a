"""What each kind of entry of the library says beside its text, and what of that may not be kept.

Cards, topics, ice-breaking phrases, benefits, evidence, bundles and cases are called something (`says`), and
say something (`text`); what only one kind has lies in a mapping by the names of `DETAILS`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tilth.kernel import dates
from tilth.policy.codes import METHODS, OCCASIONS, PRACTICES, PROOFS, QUESTIONS, TOPICS
from tilth.policy.vocabulary import CATEGORIES, TONES

Detail = Mapping[str, Any]
OTHERS = ("card", "topic", "icebreaker", "benefit", "evidence", "bundle", "case")
"""Kinds that are called something; openings, questions and answers are what is said in calls."""
MANNERS: Mapping[str, tuple[str, ...]] = {
    "opening": TONES,
    "question": tuple(QUESTIONS),
    "objection": ("",),
    "card": tuple(METHODS),
    "topic": tuple(TOPICS),
    "icebreaker": tuple(OCCASIONS),
    "benefit": ("",),
    "evidence": tuple(PROOFS),
    "bundle": ("",),
    "case": tuple(PRACTICES),
}
"""Kind → what an entry of it can be: the tone of an opening, the method of a card, the kind of evidence."""
_OF_PRODUCTS = ("any", *CATEGORIES)
ABOUTS: Mapping[str, tuple[str, ...]] = dict.fromkeys(("card", "benefit", "evidence"), _OF_PRODUCTS)
"""Kinds about a category of products; all others of `OTHERS` are about none."""
PAIRS = ("whom", "pain", "gain", "price", "learned")
"""Names of texts in both languages: `<name>_zh` and `<name>_en`."""
DETAILS: Mapping[str, tuple[str, ...]] = {
    "benefit": ("whom", "pain", "gain"),
    "evidence": ("source", "as_of"),
    "bundle": ("products", "price", "segments"),
    "case": ("learned",),
}
"""Kind → what it says beside its text: texts, a source, a day, numbers of products, codes of segments."""
_BARE = {"benefit": "unpaired", "evidence": "unsourced", "bundle": "unbundled", "case": "unlearned"}
_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "work": ("工作", "生意", "公司", "职", "单位", "work", "job", "business"),
    "family": ("家", "丈夫", "妻", "爱人", "婚", "父母", "family", "husband", "wife", "marriage"),
    "speciality": ("特长", "书法", "skill"),
    "sport": ("运动", "球", "跑步", "sport"),
    "interest": ("兴趣", "爱好", "旅游", "interest", "hobby"),
    "children": ("孩子", "子女", "儿子", "女儿", "上学", "child", "son", "daughter", "school"),
    "pride": ("荣誉", "成就", "pride"),
    "hardship": ("困难", "病", "去世", "亏损", "hard", "ill", "loss", "death"),
    "news": ("新闻", "时事", "news"),
}
"""Words by which a topic to avoid touches one of the catalogue (PROF-20)."""
_PERSON = re.compile(
    r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭郎鲁韦马苗方任袁柳"
    r"唐罗薛贺倪汤滕殷毕郝安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江郭梅林"
    r"钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓洪包左石崔龚程陆段侯全班仇祖武刘景龙叶黎白赖卓池乔曾沙关游]"
    r"[一-鿿]{0,2}(?:先生|女士|小姐|太太|阿姨|叔叔|某)|\b(?:Mr|Mrs|Ms|Miss|Mme)\.?\s+[A-Z]"
)
_NUMBER = re.compile(r"\d(?:[\s-]?\d){4,}|\d[\dXx*]{5,}")


def told(detail: Detail) -> Iterator[str]:
    """Yield the texts of a mapping, of both languages."""
    for name in PAIRS:
        yield from (str(detail[key]) for key in (f"{name}_zh", f"{name}_en") if detail.get(key))


def listed(detail: Detail, name: str) -> tuple[str, ...]:
    """Return the codes or numbers under a name; none where there are none."""
    return tuple(str(one) for one in detail.get(name) or ())


def wrong(kind: str, detail: Detail, texts: Iterable[str], *, today: dt.date) -> str:
    """Return why an entry of a kind may not be kept: a code; empty where it may.

    Evidence names its source and the day of its figures, which has come; a bundle its products, its price and
    the segments it is for; in a case nobody can be recognised.
    """
    missing = [name for name in DETAILS.get(kind, ()) if not _there(detail, name)]
    if missing:
        return _BARE[kind]
    if kind == "evidence" and not _come(str(detail["as_of"]), today):
        return "unsourced"
    return "recognised" if kind == "case" and any(map(recognised, texts)) else ""


def _there(detail: Detail, name: str) -> bool:
    return bool(detail.get(f"{name}_zh" if name in PAIRS else name))


def _come(text: str, today: dt.date) -> bool:
    day = dates.read_day(text)
    return day is not None and day <= today


def recognised(text: str) -> bool:
    """Say whether somebody could be recognised: a surname with its title, or a number of five digits."""
    return _PERSON.search(text) is not None or _NUMBER.search(text) is not None


def avoided(topic: str, name: str, avoid: Iterable[str]) -> bool:
    """Say whether a topic touches what somebody does not want to speak of.

    `topic`: a code of `TOPICS`; `name`: what the entry is called; `avoid`: what is avoided, free text.
    """
    words = (name.casefold(), *_KEYWORDS.get(topic, ()))
    return any(
        word and (word in one or one in word) for one in map(str.casefold, avoid) if one for word in words
    )


def suits(products: Iterable[str], suitable: Iterable[str]) -> bool:
    """Say whether a bundle may be shown for a customer: each of its items suits him (SOL-04)."""
    items = set(products)
    return bool(items) and items <= set(suitable)
