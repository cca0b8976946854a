"""The check of what is said to customers, judged by sentences that are older than it (TRAP-09, C-47)."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tilth.kernel.errors import Refused
from tilth.policy import playbook
from tilth.policy.wording import first

HERE = Path(__file__).parent
BOOK = playbook.default()
RECALL, PRECISION = 0.98, 0.95


class Sentence(NamedTuple):
    """A sentence, what is wrong with it or seems to be, and whether the rules were written without it."""

    text: str
    category: str
    apart: bool


def sentences(name: str) -> list[Sentence]:
    found, category = [], ""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            category = line.removeprefix("# ")
        else:
            found.append(Sentence(line, category, bool(hashlib.sha256(line.encode()).digest()[0] & 1)))
    return found


BLOCKED, FINE = sentences("blocked.txt"), sentences("fine.txt")


def stopped(found: list[Sentence]) -> list[Sentence]:
    return [one for one in found if first((one.text,), BOOK.wording)]


@pytest.mark.requirement("TRAP-09")
@pytest.mark.requirement("TRAP-10")
@pytest.mark.parametrize("apart", [False, True])
def test_what_may_not_be_said_is_found_and_next_to_nothing_else(*, apart: bool) -> None:
    bad = [one for one in BLOCKED if one.apart is apart]
    good = [one for one in FINE if one.apart is apart]
    right, wrong = len(stopped(bad)), len(stopped(good))
    recall, precision = right / len(bad), right / (right + wrong)
    half = "set apart" if apart else "seen"
    print(f"FIGURE wording, half {half}: {len(bad)} + {len(good)} sentences, {recall=:.3f} {precision=:.3f}")
    assert min(len(BLOCKED), len(FINE)) >= 300
    assert recall >= RECALL, [one.text for one in bad if one not in stopped(bad)]
    assert precision >= PRECISION, [one.text for one in stopped(good)]


def _between_han(text: str, sign: str) -> str:
    return re.sub(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])", sign, text)


WIDE = {code: code + 0xFEE0 for code in (*range(48, 58), *range(65, 123))}
TRADITIONAL = str.maketrans("证赚稳涨内买赔亏绝对无险", "證賺穩漲內買賠虧絕對無險")
DISGUISES: dict[str, Callable[[str], str]] = {
    "blanks": lambda text: _between_han(text, " "),
    "signs nobody sees": "\u200b".join,
    "points": lambda text: _between_han(text, "·"),
    "stars": lambda text: _between_han(text, "*"),
    "full width": lambda text: text.translate(WIDE),
    "another script": lambda text: text.translate(str.maketrans("aeopcx", "аеорсх")),
    "capitals": str.upper,
    "traditional": lambda text: text.translate(TRADITIONAL),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_hides_nothing(disguise: str) -> None:
    hidden = [DISGUISES[disguise](one.text) for one in stopped(BLOCKED)]
    missed = [text for text in hidden if not first((text,), BOOK.wording)]
    print(f"FIGURE wording, {disguise}: {len(hidden)} sentences, {len(missed)} missed")
    assert missed == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("您别担心，我保证收益。", "保证收益"),
        ("谨防骗子，我们保证收益。", "保证收益"),
        ("g u a r a n t e e d returns", "guaranteed"),
        ("我们不保证收益。", None),
        ("有人向您保证收益，请小心。", None),
        ("", None),
    ],
)
def test_what_is_denied_or_warned_of_is_not_said(text: str, words: str | None) -> None:
    hit = first((text,), BOOK.wording)
    assert (hit and hit.words) == words


@pytest.mark.parametrize(
    ("place", "was", "becomes"),
    [
        ("certificate", "请在第二人见证下阅读，不懂请随时提问。", "请放心，本产品保本保收益。"),
        ("buying_signal", "先放一小笔试试，合适再说", "先放一小笔，稳赚不赔"),
        ("openings", "您有一笔{amount}定期{day}到期，想先听听您打算怎么安排。", "赶快来，错过就没了。"),
    ],
)
def test_a_playbook_that_says_it_is_refused_with_the_words(place: str, was: str, becomes: str) -> None:
    text = playbook.default_text()
    assert was in text
    with pytest.raises(Refused, match=rf"{place}\.\w+ says .* neither promises, praises nor urges"):
        playbook.parse(text.replace(was, becomes), "own.toml")
