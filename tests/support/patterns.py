"""Every pattern of the house: what meets text from outside with the function it serves, and what does not.

A use of `re` in src/tilth that stands in neither table fails `tests/consistency/test_patterns.py`.
"""

import ast
import datetime as dt
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tilth.access import scrubbing
from tilth.connectors.core_banking import manifest, sheet, telling
from tilth.connectors.core_banking.reading import records
from tilth.connectors.postgres import server
from tilth.domain.customers import keys, order
from tilth.domain.events import order as events_order
from tilth.domain.library import spelt
from tilth.kernel import spelling, telephones, vcard
from tilth.kernel import text as texts
from tilth.policy import library_kinds, masks, playbook, remarks
from tilth.policy.registry import authentication_data
from tilth.policy.subjects import contact_point
from tilth.policy.wording import first
from tilth.vault import index
from tilth.web import signs
from tilth.web.audit import forms as audit_forms
from tilth.web.contact_rules import forms as rules
from tilth.web.library import forms as library

SOURCE = Path(__file__).resolve().parents[2] / "src/tilth"
_USES = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}


@dataclass(frozen=True)
class Met:
    """What is done with a text from outside, and the words in which its pattern may be made to look twice."""

    run: Callable[[str], object]
    words: tuple[str, ...] = ()


_WHOLE = (keys._IDENTITY, keys._NUMBER)


def _search(text: str) -> object:
    """Look at a text as the search does, without keys or a database."""
    compact = keys._SIGNS.sub("", text).upper()
    whole = [pattern.fullmatch(compact) for pattern in _WHOLE]
    key = spelling.key(text)
    return keys._WILD.sub("", text), whole, keys._tells(key), keys._spoken(spelling.sound(key))


_WORDING = playbook.default().wording


def _said(text: str) -> object:
    return first((text,), _WORDING)


def _place_of_event(text: str) -> object:
    return events_order.read("amount", f"{text}~k")


def _loose(text: str) -> object:
    return [index.spelling(tag)(text) for tag in ("mobile", "mobile_tail", "number_end", "id_number")]


def _read_day(text: str) -> object:
    try:
        return rules._read(1, text)
    except ValueError:
        return None


def _reached(text: str) -> object:
    """Look at a text as each kind of contact point."""
    return [contact_point.fits(kind, contact_point.spelled(kind, text)) for kind in contact_point.KINDS]


_REMARK = (
    *("8月", "15号", "下周", "三个", "星期后", "2026年", "腊月", "每", "的", "1,", "1/", "的 ", "13800"),
    *("next ", "in 3 weeks ", "the ", "a week before ", "Aug 15, ", "3pm ", "at ", "every ", "end of ", " "),
)


def _remark(text: str) -> object:
    return remarks.read(text, dt.date(2026, 4, 1))


OUTSIDE: dict[str, Met] = {
    "access/scrubbing.py:_EMAIL": Met(scrubbing.scrubbed, ("a@b", "a@b.c", "x.y-z+", ".@", "a.")),
    "access/scrubbing.py:_IDENTITY": Met(scrubbing.scrubbed, ("11010119900307123X", "1" * 14)),
    "access/scrubbing.py:_PHONE": Met(scrubbing.scrubbed, ("+86 1", "13812348000", "010-6234567")),
    "connectors/core_banking/manifest.py:_DAY": Met(manifest._DAY.fullmatch, ("2026-11-28",)),
    "connectors/core_banking/manifest.py:_HEX": Met(manifest._HEX.fullmatch, ("0a",)),
    "connectors/core_banking/reading/records.py:_RFC_4180": Met(
        records._RFC_4180.fullmatch, ('"', '""', '",', '"a"', ",", '",""')
    ),
    "connectors/core_banking/sheet.py:_CODE": Met(sheet._as_code, ("A1", "_.")),
    "connectors/core_banking/telling.py:_PLAIN": Met(telling._PLAIN.fullmatch, ("A1", "+- ")),
    "connectors/core_banking/telling.py:_LONG_NUMBER": Met(telling._LONG_NUMBER.search, ("12345678x",)),
    "domain/customers/keys.py:_IDENTITY": Met(_search, ("11010119900307123X",)),
    "domain/customers/keys.py:_NUMBER": Met(_search, ("ABCD-12345", "C000123456", "12345-")),
    "domain/customers/keys.py:_SIGNS": Met(_search, (" ", "（）")),
    "domain/customers/keys.py:_WILD": Met(_search, ("%_", "*?.")),
    "domain/customers/keys.py:_SYLLABLES": Met(_search, ("김", "ミ")),
    "domain/customers/keys.py:_OPEN": Met(_search, ("ly", "nyl")),
    "domain/customers/order.py:_AMOUNT": Met(order.amount, ("-1", "1.", "1.05")),
    "domain/customers/order.py:_DAYS": Met(order._days, ("-", "12")),
    "domain/events/order.py:_SIZE": Met(_place_of_event, ("1", "1.", "1.05")),
    "domain/library/spelt.py:_PART": Met(spelt.terms, ("，", "。a", "… ")),
    "policy/library_kinds.py:_NUMBER": Met(library_kinds.recognised, ("1-", "1 1", "1X*")),
    "policy/library_kinds.py:_PERSON": Met(library_kinds.recognised, ("张", "张先", "Mr ", "Mr. ")),
    "policy/masks.py:_COMPANY": Met(masks.name, ("公司", "公司(", "公司(x", "co ", "银行(")),
    "policy/masks.py:_COMPANY_IN_BRACKETS": Met(masks.name, ("公司(", "公司(\n", "(公司)")),
    "policy/masks.py:_MASKED_NAME": Met(masks.name, ("张*", "***")),
    "policy/masks.py:name": Met(masks.name, ("张", "欧阳")),
    "policy/masks.py:_MOBILE": Met(masks.phone, ("13812348000", "+86")),
    "policy/masks.py:_MASKED_NUMBER": Met(masks.phone, ("138****", "****")),
    "policy/masks.py:phone": Met(masks.phone, ("0086", "+", "86138")),
    "policy/masks.py:_MASKED_ID": Met(masks.id_number, ("1***", "***")),
    "policy/masks.py:card": Met(masks.card, ("****", "6222")),
    "policy/masks.py:_ADDRESS": Met(masks.address, ("中国", "浙江省", "杭州市", "西湖", "市中区", "自治")),
    "policy/masks.py:address": Met(masks.address, (" ", "\u3000")),
    "policy/masks.py:_MASKED_HANDLE": Met(masks.contact_point, ("a***", "***")),
    "policy/masks.py:_NUMBER": Met(masks.contact_point, ("0571-", "转8", "(1)", "*")),
    "policy/masks.py:contact_point": Met(masks.contact_point, ("fang", "浙江省", "@")),
    "policy/masks.py:birthday": Met(masks.birthday, ("1990-", "03-07", "03-07T")),
    "policy/masks.py:age_band": Met(masks.age_band, ("40–", "40")),
    "policy/registry/authentication_data.py:_IDENTIFIER": Met(authentication_data._by_name, ("a_", "aB")),
    "policy/registry/authentication_data.py:_HAN_NAME": Met(authentication_data._by_name, ("交易", "密码")),
    "policy/registry/authentication_data.py:_PHRASE": Met(authentication_data._by_name, ("card_code_", "_")),
    "policy/registry/authentication_data.py:_words": Met(authentication_data._by_name, ("aB", "_.-")),
    "policy/registry/authentication_texts.py:PATTERNS": Met(
        authentication_data.refused,
        (
            *("密码", "密码=", "密码:是", "pwd", "pwd=", " pwd=", "a pwd is", "pass word", "passphrase->"),
            *("磁道", "验证码", "验证码是", "安全码", "卡背面", "pin", "pin no.", "cvv", "otp is"),
            *("1 2 3 4", "12345678", "12345678 ", "12345678(", "一二三四", "2026-11-2", "1234 is your "),
            *("指纹数据", "face data", "face data=[0.1,", "0.1,", "%b" + "1" * 12 + "^", "^ab", "464d5200"),
        ),
    ),
    "policy/wording/check.py:_ENDS": Met(_said, ("。", ". ", ".", "!")),
    "policy/wording/check.py:_PARTS": Met(_said, ("，", " - ", " -", "…")),
    "policy/wording/check.py:_BETWEEN": Met(_said, ("保", " ·", "1 ", "*")),
    "policy/wording/check.py:_SPELLED": Met(_said, ("a ", "a-", "a", " .")),
    "policy/wording/check.py:_BLANKS": Met(_said, (" ", "\t", "a")),
    "policy/wording/check.py:read": Met(_said, ("b-a ", "_", ".")),
    "policy/wording/check.py:_pattern": Met(
        _said, ("保证", "收益", "不", "no risk ", "promise", "returns ", "存款", "倍", "，")
    ),
    "policy/subjects/contact_point.py:_PATTERNS": Met(
        _reached, ("1390000", "0571-8642", "a.b@", "@c.d", "a-", "+86", "转8")
    ),
    "policy/subjects/contact_point.py:_POSTCODE": Met(contact_point.fits_postcode, ("31", "310000")),
    "policy/remarks/chinese/tails.py:_HOUR": Met(_remark, _REMARK),
    "policy/remarks/chinese/tails.py:_TAIL": Met(_remark, _REMARK),
    "policy/remarks/english/near.py:_later": Met(_remark, _REMARK),
    "policy/remarks/english/tails.py:_AT": Met(_remark, _REMARK),
    "policy/remarks/english/tails.py:_BEFORE": Met(_remark, _REMARK),
    "policy/remarks/english/tails.py:_LEAD": Met(_remark, _REMARK),
    "policy/remarks/figures.py:_HAN": Met(_remark, _REMARK),
    "policy/remarks/grammar.py:rule": Met(_remark, _REMARK),
    "policy/remarks/grammar.py:no_day": Met(_remark, _REMARK),
    "kernel/vcard.py:_LINE": Met(vcard.international, ("0571", "86421350", "转8")),
    "kernel/vcard.py:_MOBILE": Met(vcard.international, ("139", "0000", "+86")),
    "kernel/telephones.py:_PATTERNS": Met(
        telephones.spelled, ("+86", "010-", "转", " ext 8", "(", "13800138000 ")
    ),
    "kernel/telephones.py:_OF_NUMBERS": Met(telephones._OF_NUMBERS.fullmatch, ("138 ", "-")),
    "kernel/telephones.py:_WHOLE": Met(telephones._WHOLE.fullmatch, ("010", "+852")),
    "kernel/telephones.py:_FOREIGN": Met(telephones._FOREIGN.fullmatch, ("852",)),
    "connectors/postgres/server.py:_GAVE_UP": Met(
        server._GAVE_UP.findall, ("FATAL:", "FATAL:  ", "PANIC: x ")
    ),
    "vault/index.py:_AREA": Met(_loose, ("010", "0571", "8")),
    "vault/index.py:_LOOSE": Met(_loose, ("-", "（）", " .")),
    "vault/index.py:_HOME": Met(_loose, ("+86", "0086")),
    "vault/index.py:_ABROAD": Met(_loose, ("00", "001")),
    "web/library/forms.py:_COMMA": Met(library._COMMA.split, ("，", ", ", "a,")),
    "web/audit/forms.py:_BETWEEN": Met(audit_forms._BETWEEN.split, ("C1,", "；、", " ")),
    "web/contact_rules/forms.py:_WINDOW": Met(rules._WINDOW.fullmatch, ("9:00", "9:00 ", "9:00 - ", "-")),
    "web/contact_rules/forms.py:_read": Met(_read_day, ("、", "9:00-10:00,")),
    "web/signs.py:_SUSPECT": Met(lambda text: signs._SUSPECT.search(text.encode()), ("字", "一\ue1aa")),
    "kernel/spelling.py:_AS_V": Met(spelling.sound, ("lv", "nvv")),
    "kernel/spelling.py:_AS_YU": Met(spelling.sound, ("lyu", "nyyu")),
    "kernel/spelling.py:HAN": Met(_search, ("张", "𠮷")),
    "kernel/spelling.py:PRIVATE": Met(spelling.PRIVATE.search, ("\ue000", "张")),
    "kernel/spelling.py:words": Met(spelling.words, ("a-", " ", "，")),
    "kernel/text.py:_MEANT": Met(texts.visible, ("1\ufe0f", "❤\ufe0f\u200d", "\u1820\u180b")),
    "kernel/text.py:_UNSEEN": Met(
        texts.visible, ("\u200b", "葛\U000e0100", "👨\u200d", "⚠\ufe0f", "\u0627\u200c")
    ),
}
"""Where a pattern stands, and what a text from outside goes through there."""
LINEAR = "Arrow's patterns are RE2's, which never look back: linear by construction"
OURS = "meets our own text only: "
EXEMPT: dict[str, str] = {
    "access/prepared.py:_PLACE": OURS + "statements",
    "api/main.py:fallback": "the beginning of an address: four signs",
    "connectors/core_banking/reading/text_cells.py:is_scientific": LINEAR,
    "connectors/core_banking/reading/text_cells.py:_matching": LINEAR,
    "connectors/core_banking/reading/text_cells.py:_timestamp": LINEAR,
    "connectors/core_banking/reading/text_cells.py:_decimal": LINEAR,
    "connectors/core_banking/reading/text_cells.py:_fraction.convert": LINEAR,
    "connectors/core_banking/rules/authentication.py:_drop": LINEAR,
    "connectors/core_banking/rules/cells.py:_text": LINEAR,
    "connectors/core_banking/rules/identity.py:_judge": LINEAR,
    "connectors/core_banking/rules/identity.py:_names": LINEAR,
    "connectors/core_banking/rules/keys.py:normalised": LINEAR,
    "connectors/core_banking/rules/keys.py:_normalise": LINEAR,
    "connectors/core_banking/rules/telephones.py:check": LINEAR,
    "connectors/core_banking/rules/telephones.py:_part": LINEAR,
    "connectors/core_banking/rules/telephones.py:one_spelling": LINEAR,
    "connectors/warehouse/partitions.py:_CHILD": OURS + "names of partitions",
    "engine/sessions/cluster.py:_LOCAL": OURS + "a setting of the bank's engineer, one pass",
    "engine/sessions/cluster.py:_OTHERS": OURS + "a setting of the bank's engineer, one pass",
    "engine/sessions/cluster.py:_STANDALONE": OURS + "a setting of the bank's engineer, one pass",
    "engine/sessions/cluster.py:_major": OURS + "what Java says of itself, one pass",
    "engine/sessions/probing.py:_HOST": OURS + "what Spark says of a lost part, one pass",
    "engine/sessions/spark.py:Spark._view": OURS + "the engine's own names, one pass",
    "engine/sessions/spark.py:_LITTLE": OURS + "what Spark says of its memory, one pass",
    "engine/statements.py:_WRITTEN": OURS + "SQL that Ibis wrote, one pass",
    "web/runs/playbook.py:ROWS": OURS + "paths of the playbook's settings",
    "web/runs/words.py:_PAIR": OURS + "two figures of a check",
    "web/today/prepared.py:_PLACE": OURS + "a template with the names of its places",
}
"""Uses that no text from outside reaches, or that cannot grow, and why."""


def uses() -> dict[str, list[str]]:
    """Return every use of a pattern in the house by file and name, with what is called there."""
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for name, called in _calls(tree, ()):
            found.setdefault(f"{path.relative_to(SOURCE).as_posix()}:{name}", []).append(called)
    return found


def _calls(node: ast.AST, inside: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        named = inside
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            named = (*inside, child.name)
        elif isinstance(child, ast.Assign | ast.AnnAssign) and not inside:
            target = child.targets[0] if isinstance(child, ast.Assign) else child.target
            named = (ast.unparse(target),)
        if isinstance(child, ast.Call) and (called := _pattern(child.func)):
            yield ".".join(named), called
        yield from _calls(child, named)


def _pattern(called: ast.expr) -> str:
    """Return the name of what looks for a pattern; empty for any other call."""
    if isinstance(called, ast.Name):
        return called.id if called.id == "re_path" else ""
    if not isinstance(called, ast.Attribute):
        return ""
    of_re = isinstance(called.value, ast.Name) and called.value.id == "re" and called.attr in _USES
    return called.attr if of_re or called.attr.endswith("_regex") else ""


def imported_otherwise() -> list[str]:
    """Return the files that take from `re` what the walk would not see, or another engine."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            renamed = isinstance(node, ast.Import) and any(
                one.name == "regex" or (one.name == "re" and one.asname) for one in node.names
            )
            if renamed or (isinstance(node, ast.ImportFrom) and node.module in ("re", "regex")):
                found.append(path.relative_to(SOURCE).as_posix())
    return found


def compiled(place: str) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns that stand under a name; none for a function's own."""
    file, _, name = place.partition(":")
    module = importlib.import_module("tilth." + file.removesuffix(".py").replace("/", "."))
    value = getattr(module, name, None)
    several = value if isinstance(value, tuple) else (value,)
    parts = (part for one in several for part in (one if isinstance(one, tuple) else (one,)))
    return tuple(one for one in parts if isinstance(one, re.Pattern))
