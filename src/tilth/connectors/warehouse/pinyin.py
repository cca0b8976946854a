"""Pinyin of names for search and order: `曾小明` → `zengxiaoming`, `zxm`; words as words (ADR 0034)."""

import unicodedata
from functools import cache

from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

from tilth.kernel import spelling

# Surnames read otherwise than the character by itself.
_SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "任": "ren",
    "华": "hua",
    "纪": "ji",
    "盖": "ge",
    "缪": "miao",
    "朴": "piao",
    "尉": "wei",
    "翟": "zhai",
    "黑": "he",
    "折": "she",
    "秘": "bi",
    "冼": "xian",
    "洗": "xian",
    "覃": "qin",
    "种": "chong",
    "员": "yun",
    "贠": "yun",
    "重": "chong",
    "谌": "chen",
    "隗": "wei",
    "乜": "nie",
    "召": "shao",
    "宓": "mi",
    "逄": "pang",
    "晁": "chao",
    "那": "na",
    "牟": "mou",
    "繁": "po",
    "祭": "zhai",
    "令": "ling",
    "郗": "xi",
    "车": "che",
    "葛": "ge",
    "柏": "bai",
    "薄": "bo",
    "卜": "bu",
    "长": "chang",
    "粘": "nian",
    "都": "du",
    "干": "gan",
    "阚": "kan",
    "适": "kuo",
    "万": "wan",
    "哈": "ha",
    "乐": "yue",
    "佴": "nai",
    "应": "ying",
    "沈": "shen",
    "石": "shi",
    "盛": "sheng",
    "过": "guo",
    "钭": "tou",
    "曲": "qu",
    "藏": "zang",
    "臧": "zang",
    "褚": "chu",
    "幺": "yao",
}
_LONGEST = 4
"""Characters of the longest words that are looked for."""
_COMPOUND_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "单于": ("chan", "yu"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "鲜于": ("xian", "yu"),
    "令狐": ("ling", "hu"),
    "宰父": ("zai", "fu"),
    "中行": ("zhong", "hang"),
    "皇甫": ("huang", "fu"),
    "夏侯": ("xia", "hou"),
    "诸葛": ("zhu", "ge"),
    "呼延": ("hu", "yan"),
    "赫连": ("he", "lian"),
    "亓官": ("qi", "guan"),
    "宇文": ("yu", "wen"),
}


def syllables(text: str) -> tuple[str, ...]:
    """Return a syllable a character: words as they are read, the longest first, others one by one."""
    text = spelling.standard(text)
    found: list[str] = []
    while len(found) < len(text):
        found.extend(_longest(text[len(found) :]))
    return tuple(found)


def _longest(text: str) -> tuple[str, ...]:
    for length in range(min(_LONGEST, len(text)), 1, -1):
        if read := _word(text[:length]):
            return read
    return (_character(text[0]),)


def _word(text: str) -> tuple[str, ...]:
    """Return how a word of the dictionary is read; nothing where it is none."""
    read = phrases_dict.get(text, ())
    return tuple(plain(syllable[0]) for syllable in read) if len(read) == len(text) else ()


def joined(syllables: tuple[str, ...]) -> tuple[str, str]:
    """Return pinyin and initials of syllables; signs that are not read have empty ones."""
    spelled = [syllable for syllable in syllables if syllable]
    return spelling.sound("".join(spelled)), "".join(syllable[0] for syllable in spelled)


def person(name: str) -> str:
    """Return the pinyin of a person's whole name, the surname read as one: `曾小明` → `zengxiaoming`."""
    cut = 2 if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else 1
    return joined(surname_syllables(name[:cut]) + syllables(name[cut:]))[0][: spelling.SOUNDS]


def compound_surnames() -> list[str]:
    """Return the surnames of two characters that are read otherwise than character by character."""
    return list(_COMPOUND_SURNAMES)


def surname_syllables(surname: str) -> tuple[str, ...]:
    """Return a syllable a character of a surname by itself, of one character or compound."""
    return _COMPOUND_SURNAMES.get(surname) or _surname(surname) or syllables(surname)


def _surname(name: str) -> tuple[str, ...]:
    if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES:
        return _COMPOUND_SURNAMES[name[:2]]
    return (_SURNAMES[name[0]],) if name and name[0] in _SURNAMES else ()


@cache
def _character(character: str) -> str:
    return plain(lazy_pinyin(character, style=Style.NORMAL)[0])


@cache
def plain(read: str) -> str:
    """Return a syllable without its tone: `lǚ` → `lu`, as `lv`."""
    plain = unicodedata.normalize("NFKD", read.replace("ü", "v")).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain.lower() if letter.isalnum())
