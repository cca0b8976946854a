"""Three indicators and what they say together: nobody says no while one is unknown."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from tilth.policy import main_bank, playbook
from tilth.policy.playbook.main_bank import MainBank

RULES = playbook.default().main_bank
LOW, HIGH = 0.0, 1.0


@pytest.mark.requirement("MAIN-05")
def test_all_three_pass_or_one_fails_or_nobody_knows() -> None:
    for values in product((LOW, HIGH, None), repeat=3):
        found = main_bank.judged(
            **dict(zip(("coverage", "asset_share", "activity"), values, strict=True)), rules=RULES
        )
        wanted = None if None in values else values == (HIGH, HIGH, HIGH)
        assert found.result is wanted, values


@pytest.mark.requirement("MAIN-03")
@pytest.mark.parametrize(
    ("here", "elsewhere", "share"),
    [
        ("75", "25", 0.75),
        ("75", "0", 1.0),
        ("0", "25", 0.0),
        ("75", None, None),
        ("0", "0", None),
        ("-1", "25", None),
    ],
)
def test_the_share_is_of_what_is_known(here: str, elsewhere: str | None, share: float | None) -> None:
    told = None if elsewhere is None else Decimal(elsewhere)
    assert main_bank.asset_share(Decimal(here), told) == share


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"categories": {"person": ("fund",)}}, "categories must name person, company, each once"),
        ({"categories": {"person": ("fund",), "company": ()}}, "categories of company is empty"),
        ({"categories": {"person": ("fund", "fund"), "company": ("bill",)}}, "names 'fund', which is no"),
        ({"coverage": Decimal(0)}, "greater than 0"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        MainBank.model_validate(RULES.model_dump() | settings)
