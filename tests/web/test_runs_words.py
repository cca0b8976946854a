"""What a night says reads well in both languages: refusals, findings, checks, changes of the playbook."""

import re
import string
from pathlib import Path

import pytest
from django.utils import translation

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said, Spot
from tilth.kernel.sentences import SENTENCES
from tilth.policy import bank as banks
from tilth.policy import playbook as defaults
from tilth.policy.conditions import COLUMNS
from tilth.policy.playbook import describing, loading
from tilth.ports.quarantine import REASONS
from tilth.vault import files as key_files
from tilth.web.customers import words as condition_words
from tilth.web.runs import playbook, words
from tilth.web.runs.areas import AREAS
from web.conftest import script


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_has_its_chinese_with_the_same_values(code: str) -> None:
    with translation.override("zh-hans"):
        chinese = translation.gettext(SENTENCES[code])
    assert chinese != SENTENCES[code]
    fields = [
        {(name, form) for _, name, form, _ in string.Formatter().parse(text) if name}
        for text in (SENTENCES[code], chinese)
    ]
    assert {name for name, _ in fields[0]} >= {name for name, _ in fields[1]}
    assert fields[1] <= fields[0]


def test_the_catalogue_holds_the_sentences_of_the_command_line() -> None:
    found = {message.id for message in script("compile_messages").collect()}
    assert set(SENTENCES.values()) <= found


def test_a_refusal_is_said_in_words_with_its_place() -> None:
    spot = Spot(unit="line", number=1017, column="balance", code="not_a_number", reason="no number")
    said = Said(
        "rows_bad",
        file="/srv/feeds/2026-03-30/holdings.csv",
        bad=200,
        read=9000,
        limit=100,
        share=0.001,
        spot=spot,
    )
    assert said.startswith("/srv/feeds/2026-03-30/holdings.csv: 200 of 9,000 rows are bad")
    entry = said.as_json()
    assert entry["values"]["file"] == "2026-03-30/holdings.csv"
    with translation.override("zh-hans"):
        chinese = words.said(entry)
    with translation.override("en"):
        english = words.said(entry)
    assert chinese.startswith("2026-03-30/holdings.csv：9,000 行中有 200 行有误")
    assert "第 1,017 行、balance 列（" in chinese
    assert REASONS["not_a_number"][1] in chinese
    assert "line 1,017, column balance" in english


def test_names_for_the_operator_stay_out_of_the_values() -> None:
    said = Said("rows_missing", named="C1, C2", table="customers", rows=2, day="2026-03-30")
    assert said.endswith("are missing tonight: C1, C2.")
    assert "C1" not in str(said.as_json())


@pytest.mark.parametrize("entry", [None, {}, {"code": "of a later version"}, {"code": "rows_bad"}])
def test_what_this_version_cannot_say_is_said_as_it_came(entry: dict | None) -> None:
    assert words.said(entry, otherwise="As it came.") == "As it came."


def test_checks_have_words_and_figures() -> None:
    with translation.override("zh-hans"):
        assert words.check("customers.aum_is_sum_of_holdings") == "客户：资产等于持仓之和"
        assert words.check("lists.owned_customers_once").startswith("名单：")
        assert words.figures("1030 rows") == "1,030 行"
    assert words.figures("12 and 12") == "12 = 12"
    assert words.figures("12 and 13") == "12 ≠ 13"
    assert words.figures("all words known") == ""


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        ("call_list.size", "20", "25", ("每日名单人数", "20", "25")),
        ("tiers.bands.platinum.floor", "1,000,000", "500,000", ("等级门槛：白金", "1,000,000", "500,000")),
        ("tiers.weights.fund", "1", "0.5", ("计入等级的权重：基金", "1", "0.5")),
        ("contact.quiet_channels", "phone, sms", "phone", ("遵守免打扰时段的渠道", "电话、短信", "电话")),
        ("something.new", "", "x", ("策略手册中的一项设置", "无", "x")),
    ],
)
def test_changes_of_the_playbook_are_in_words(
    path: str, before: str, after: str, said: tuple[str, str, str]
) -> None:
    row = {"path": path, "before": before, "after": after, "unit": "days"}
    with translation.override("zh-hans"):
        (change,) = playbook.changes([row])
    assert (change.words, change.before, change.after, change.unit) == (*said, "天")


@pytest.mark.parametrize(
    ("file", "text", "zh"),
    [
        ("bank.toml", "x = [", "不是 TOML 文件"),
        ("bank.toml", 'base_currency = "yuan"', "base_currency 的值有误"),
        ("playbook/mine.toml", "x = [", "不是 TOML 文件"),
        ("playbook/mine.toml", 'version = "x"', "mine.toml 有误"),
        ("bank.keys/ring.json", "{}", "不是可读的密钥环"),
    ],
)
def test_a_refused_file_of_the_bank_is_told_in_both_languages(
    tmp_path: Path, file: str, text: str, zh: str
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    read = {
        "bank.toml": lambda: banks.load(tmp_path),
        "playbook/mine.toml": lambda: loading.load(path),
        "bank.keys/ring.json": lambda: key_files.read(path),
    }
    with pytest.raises(Refused) as refused:
        read[file]()
    said = refused.value.args[0].as_json()
    with translation.override("zh-hans"):
        assert zh in words.said(said)
    with translation.override("en"):
        assert path.name in words.said(said)


RAW = re.compile(r"[a-z0-9]_[a-z0-9]|[a-z]\(|'|\bnull\b|\b(?:aum|true|false)\b|\.when\b")
"""What a column, an expression of a rule or a path of the playbook would leave in a sentence."""


@pytest.mark.parametrize("reader", ["en", "zh-hans"])
def test_every_condition_is_said_without_columns_and_expressions(reader: str) -> None:
    described = list(describing.entries(defaults.default()))
    texts = [str(one.value) for one in described if one.path.endswith(".when") and one.value]
    assert len(texts) > 20
    items = condition_words.vocabulary(defaults.default())
    with translation.override(reader):
        said = [condition_words.asked(text, items) for text in texts]
        known = [condition_words.asked(f"{name} is not null", items) for name in COLUMNS]
    assert [one for one in (*said, *known) if RAW.search(one)] == []
    has_han = [one for one in known if re.search(r"[\u3400-\u9fff]", one)]
    assert len(has_han) == (0 if reader == "en" else len(known))


@pytest.mark.parametrize("reader", ["en", "zh-hans"])
def test_every_change_stands_under_words(reader: str) -> None:
    rows = [
        {"path": one.path, "before": one.value, "after": "", "unit": one.meaning.unit}
        for one in describing.entries(defaults.default())
        if one.path.endswith((".when", "_days", ".floor")) or "." not in one.path or "value_order" in one.path
    ]
    with translation.override(reader):
        changes = playbook.changes(rows)
        assert playbook.changes([{"path": "x.y", "before": "", "after": "1", "unit": ""}])[0].words != "x.y"
    assert [one.words for one in changes if one.words == one.path or RAW.search(one.words)] == []
    conditions = [one.before for one in changes if one.path.endswith(".when")]
    assert conditions
    assert [one for one in conditions if RAW.search(one)] == []
    parts = {one.path.partition(".")[0] for one in describing.entries(defaults.default())}
    assert {part for part in parts if part not in AREAS and not playbook.told(part)} <= {
        *("cultivation", "lifecycle", "tier_cadence", "windows")
    }
