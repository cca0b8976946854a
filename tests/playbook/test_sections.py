"""The parts of the subjects: in the playbook by a loop, with defaults where a file of before has none."""

import re
from decimal import Decimal

import pytest

from tilth.kernel.errors import Refused
from tilth.policy import playbook
from tilth.policy.playbook import describing, loading, model
from tilth.policy.subjects import DECLARED
from tilth.policy.subjects.gift import GiftRules
from tilth.policy.subjects.kit import DeclarationError

TEXT = playbook.default_text()
PART = re.compile(r"\[gift\]\n.*?\n\n", re.DOTALL)


def test_every_subject_with_rules_has_its_part_with_every_value_explained() -> None:
    ruled = {one.name: one.rules for one in DECLARED if one.rules is not None}
    assert ruled == dict(model.SECTIONS)
    assert {"gift"} <= set(ruled)
    explained = {one.path for one in describing.entries(playbook.default()) if one.meaning.about}
    for path in (f"{name}.{field}" for name, rules in ruled.items() for field in rules.model_fields):
        assert path in explained or any(one.startswith(f"{path}.") for one in explained), path
    assert len(set(ruled.values())) == len(ruled), "two subjects with one type: nobody could ask for either"


def test_a_file_of_before_takes_the_default_and_one_of_its_own_its_own() -> None:
    before = playbook.parse(PART.sub("", TEXT), "before.toml")
    assert before.of(GiftRules).limit_of_year == Decimal(500)
    own = playbook.parse(PART.sub("[gift]\nlimit_of_year = 800\n\n", TEXT), "own.toml")
    assert own.of(GiftRules).limit_of_year == Decimal(800)
    [change] = describing.differences(before, own)
    assert (change.path, change.before, change.after) == ("gift.limit_of_year", "500", "800")
    assert change.meaning.source == "TRAP-15"
    assert playbook.Playbook.model_validate(own.model_dump()) == own


def test_rules_without_a_part_in_the_default_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "default_text", lambda: PART.sub("", TEXT))
    with pytest.raises(DeclarationError, match=r"has no part \[gift\]: write limit_of_year there"):
        loading._default_part.__wrapped__("gift")


@pytest.mark.parametrize(
    ("part", "said_"),
    [
        ("limit_of_year = -1", "own.toml: gift.limit_of_year: Input should be greater than or equal to 0"),
        (
            "limit_of_year = 1\nlimit_of_day = 1",
            "own.toml: gift.limit_of_day: Extra inputs are not permitted",
        ),
        ("", "own.toml: gift.limit_of_year: Field required"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_place(part: str, said_: str) -> None:
    with pytest.raises(Refused, match=re.escape(said_)):
        playbook.parse(PART.sub(f"[gift]\n{part}\n\n", TEXT), "own.toml")
