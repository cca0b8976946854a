"""The signals of the playbook: every kind once, typed, completed for older files, refused in sentences."""

import re

import pytest

from tilth.kernel.errors import Refused
from tilth.policy import playbook
from tilth.policy.playbook.signals import IdleCash, RateGap
from tilth.policy.vocabulary import SIGNAL_KINDS

BOOK = playbook.default()
TEXT = playbook.default_text()


def test_every_kind_is_there_once_and_found_by_its_type_and_its_code() -> None:
    assert sorted(kind.code for kind in BOOK.signals.kinds) == sorted(SIGNAL_KINDS)
    assert BOOK.signals.of(IdleCash).code == "idle_cash"
    assert BOOK.signals.named("rate_gap") == BOOK.signals.of(RateGap)
    assert BOOK.signals.named("birthday") is None


def test_a_playbook_from_before_has_the_default_s_signals() -> None:
    older = re.sub(r"(?ms)^\[\[signals\.kinds\]\].*?(?=^\[fields\.signal\])", "", TEXT)
    assert "signals.kinds" not in older
    assert playbook.parse(older, "older").signals == BOOK.signals


def test_a_file_names_the_kinds_that_it_changes_and_leaves_the_others() -> None:
    first, *others = re.findall(r"(?ms)^\[\[signals\.kinds\]\].*?(?=^\[\[signals\.kinds\]\]|^\[fields)", TEXT)
    own = TEXT.replace("".join(others), "").replace(first, first.replace("enabled = true", "enabled = false"))
    read = playbook.parse(own, "own").signals
    changed = [kind.code for kind in read.kinds if kind != BOOK.signals.named(kind.code)]
    assert changed == ["idle_cash"]
    assert "idle_cash" not in [kind.code for kind in read.told]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('code = "idle_cash"', 'code = "idle_money"', "idle_money"),
        ('purpose = "new_product"', 'purpose = "selling"', "purpose names 'selling', which is none of"),
        ('tone = "keep"', 'tone = "loud"', "tone names 'loud', which is none of care"),
        ('categories = ["time_deposit"]', 'categories = ["loan"]', "categories names 'loan'"),
        ("stake_share = 0.20", "stake_share = 1.20", "less than or equal to 1"),
        ("gap = 0.001\n", "", "gap: Field required"),
    ],
)
def test_wrong_signals_are_refused_in_sentences(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(Refused, match=re.escape(words)):
        playbook.parse(TEXT.replace(old, new, 1), "wrong")
