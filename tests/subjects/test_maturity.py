"""Outcomes of maturities: renewed, in part, moved, left; new money and whence (LIST-14)."""

from decimal import Decimal

import pytest

from subjects.conftest import As
from tilth.domain.acting import Unclear
from tilth.domain.records import maturity

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


@pytest.mark.requirement("LIST-14")
@pytest.mark.parametrize(
    ("result", "renewed", "new_money", "from_bank", "said"),
    [
        ("renewed", 300, 300_000, "rural", ""),
        ("in_part", 100, None, None, ""),
        ("moved", None, 50, "cmb", ""),
        ("left", None, None, None, ""),
        ("renewed", None, None, None, "has its amount"),
        ("left", 100, None, None, "has its amount"),
        ("left", None, 50, "cmb", "brings no new money"),
        ("renewed", 100, 50, None, "give the amount and the bank"),
        ("renewed", 100, None, "cmb", "give the amount and the bank"),
        ("in_part", -1, None, None, "above nought"),
        ("gone", None, None, None, "none of the choices"),
    ],
)
def test_what_became_of_money_that_fell_due_is_measured(
    as_: As, *, result: str, renewed: int | None, new_money: int | None, from_bank: str | None, said: str
) -> None:
    given = {
        name: None if value is None else Decimal(value)
        for name, value in (("renewed", renewed), ("new_money", new_money))
    }
    if said:
        with pytest.raises(Unclear, match=said):
            maturity.tell(as_("rm"), MINE, result=result, from_bank=from_bank, **given)
        return
    made = maturity.tell(as_("rm"), MINE, result=result, from_bank=from_bank, **given)
    assert (made.result, made.renewed, made.new_money, made.from_bank) == (
        result,
        renewed,
        new_money,
        from_bank,
    )
