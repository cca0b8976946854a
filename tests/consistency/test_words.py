"""No word reaches the screen past the catalogue: attributes, scripts, view modules."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tilth.policy import codes
from web.conftest import script

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src/tilth/web"
HAN = re.compile(r"[\u3400-\u9fff]")
SPOKEN = ("alt", "aria-description", "aria-label", "aria-roledescription", "content", "label", "placeholder")
_NAMES = "|".join((*SPOKEN, "title", r"data-[a-z]+-text", r"data-say[a-z-]*"))
SPOKEN_ATTRIBUTE = re.compile(rf'\s({_NAMES})="([^"]*)"')
OWN_NAMES = {"English", "EN"}
"""A language is called by its own name."""
SETTINGS = ("width=device-width", "color-scheme", "light dark", "#", "no-referrer", "nonce")
"""What a <meta> says to the browser."""
WRITES_CHINESE = {"format/days.py", "format/amounts.py", "reasons/chips.py", "contact_rules/forms.py"}
"""Units, weekdays and lunar dates of one language, chosen by the language; and what people may type."""
SAID = {"title", "text", "label", "message", "placeholder", "help_text", "hint", "about"}
"""Keyword arguments whose values people read."""
SENTENCE = re.compile(r"^[A-Z][a-z]+(?:[ ’'][A-Za-z]+)+[.…!?]?$")
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
WRITTEN = re.compile(
    r"(?:textContent|innerText|innerHTML|ariaLabel|placeholder|title)\s*=\s*[\"'`][^\"'`]*[A-Za-z]{2}"
)
messages = script("compile_messages")


def templates() -> Iterator[tuple[str, str]]:
    """Yield every template with its tags blanked out: what is left is written as it stands."""
    folder = WEB / "templates"
    for path in sorted(folder.rglob("*.html")):
        text = re.sub(r"{%\s*trans\b.*?endtrans\s*%}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", text, flags=re.DOTALL)
        yield path.relative_to(folder).as_posix(), text


def test_no_attribute_that_is_read_aloud_holds_a_literal() -> None:
    found = [
        f'{name}: {attribute}="{value}"'
        for name, text in templates()
        for attribute, value in SPOKEN_ATTRIBUTE.findall(text)
        if re.search(r"[A-Za-z]{2,}|[\u3400-\u9fff]", value)
        and value not in OWN_NAMES
        and not (attribute == "content" and value.startswith((*SETTINGS, "{")))
    ]
    assert found == []


def bare_script(path: Path) -> str:
    """Return a script without its comments."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"(^|\s)//[^\n]*", r"\1", text)


def test_scripts_say_nothing_of_their_own() -> None:
    """They show what the server wrote into the page, so that a language is added without touching them."""
    found = []
    for path in sorted((WEB / "frontend").rglob("*.js")):
        text = bare_script(path)
        found += [f"{path.name}: {line.strip()[:80]}" for line in text.splitlines() if HAN.search(line)]
        strings = ["".join(parts) for parts in STRING.findall(text)]
        found += [f"{path.name}: {one}" for one in strings if SENTENCE.match(one)]
        written = (
            r"(?:textContent|innerText|innerHTML|ariaLabel|placeholder|title)\s*=\s*[\"'`][^\"'`]*[A-Za-z]{2}"
        )
        found += [f"{path.name}: {one}" for one in re.findall(written, text)]
    assert found == []


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(WEB.rglob("*.py")):
        yield path.relative_to(WEB).as_posix(), ast.parse(path.read_text("utf-8"))


def documented(tree: ast.Module) -> set[int]:
    """Return the strings that stand as statements: docstrings, of attributes as well."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def test_view_modules_hold_no_chinese() -> None:
    found = []
    for name, tree in modules():
        if name in WRITES_CHINESE:
            continue
        skipped = documented(tree)
        found += [
            f"{name}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
            and HAN.search(node.value)
        ]
    assert found == []


def test_view_modules_hand_over_no_untranslated_text() -> None:
    found = [
        f"{name}:{node.lineno}: {word.arg}={word.value.value!r}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg in SAID
        and isinstance(word.value, ast.Constant)
        and isinstance(word.value.value, str)
        and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", word.value.value)
    ]
    assert found == []


def plurals() -> list[tuple[str, str]]:
    return [message.id for message in messages.collect() if isinstance(message.id, tuple)]


def test_every_plural_says_its_number() -> None:
    assert plurals()
    assert [many for _, many in plurals() if "%(" not in many and "{n}" not in many] == []


def test_every_step_of_a_night_has_its_word() -> None:
    steps = re.findall(r'with steps\("([^"]+)"\)', (ROOT / "src/tilth/engine/run.py").read_text("utf-8"))
    assert steps
    assert [step for step in steps if step not in codes.STEPS] == []
