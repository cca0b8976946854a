"""The table of products by class of deposits, and the page of it is current."""

from pathlib import Path

import pytest

from spec.matching import BOOK, CASES, answers, page
from tilth.policy.playbook.grading import DepositClass

ROOT = Path(__file__).parents[3]


@pytest.mark.requirement("TIER-06", "PROD-07")
@pytest.mark.parametrize(("amount", "level", "name", "told"), CASES)
def test_a_class_is_told_what_is_on_sale_and_suits(amount: str, level: str, name: str, told: str) -> None:
    assert answers(amount, level) == (name, told)


def test_the_page_is_current() -> None:
    path = ROOT / "docs" / "rules" / page.NAME
    assert path.read_text("utf-8") == page.text(), f"{page.NAME} is not current: run scripts/print_rules.py"


@pytest.mark.parametrize("categories", [("fund", "fund"), ("gold",)])
def test_a_class_names_known_categories_once(categories: tuple[str, ...]) -> None:
    one = BOOK.grading.deposits[0].model_dump()
    with pytest.raises(ValueError, match="which is no category, or twice"):
        DepositClass.model_validate(one | {"categories": categories})
