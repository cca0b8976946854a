"""Every text of the interface has its Chinese, and templates speak through the catalogue only."""

import re
import string
from pathlib import Path

import pytest

from web.conftest import script

ROOT = Path(__file__).resolve().parents[2]
messages = script("compile_messages")
HAN = re.compile(r"[\u3400-\u9fff]")
ALLOWED_HAN = {"layout/_house.html": "深耕"}
"""The name of the house stands in every title, in both languages."""


def first(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def fields(text: str) -> set[str]:
    named = set(re.findall(r"%\((\w+)\)", text))
    return named | {
        name for _, name, _, _ in string.Formatter().parse(re.sub(r"%\(\w+\)s", "", text)) if name
    }


@pytest.fixture(scope="module")
def wanted():
    return {(message.context, first(message.id)): message for message in messages.collect() if message.id}


@pytest.fixture(scope="module")
def chinese():
    [path] = messages.languages()
    return {(message.context, first(message.id)): message for message in messages.read(path) if message.id}


def test_no_text_lacks_its_chinese(wanted, chinese) -> None:
    missing = [key for key in wanted if key not in chinese or not all(chinese[key].string)]
    assert missing == []


def test_no_translation_outlives_its_text(wanted, chinese) -> None:
    assert [key for key in chinese if key not in wanted] == []


def test_translations_keep_every_placeholder(chinese) -> None:
    wrong = [
        key
        for key, message in chinese.items()
        if fields(first(message.string)) - {"n"} != fields(first(message.id)) - {"n"}
    ]
    assert wrong == []


def test_no_translation_is_uncertain(chinese) -> None:
    assert [key for key, message in chinese.items() if message.fuzzy] == []


def test_templates_hold_no_chinese_literal() -> None:
    folder = ROOT / "src/tilth/web/templates"
    found = []
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text("utf-8").replace(ALLOWED_HAN.get(name, "\0"), "")
        found += [f"{name}: {line.strip()[:80]}" for line in text.splitlines() if HAN.search(line)]
    assert found == []


def test_templates_hold_no_english_literal() -> None:
    folder = ROOT / "src/tilth/web/templates"
    found = []
    for path in sorted(folder.rglob("*.html")):
        bare = re.sub(r"{%\s*trans\b.*?endtrans\s*%}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        bare = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", bare, flags=re.DOTALL)
        bare = re.sub(r"<[^>]*>", " ", bare, flags=re.DOTALL)
        words = set(re.findall(r"[A-Za-z]{3,}", bare)) - {"Tilth", "Ctrl"}
        found += [f"{path.name}: {word}" for word in sorted(words)]
    assert found == []
