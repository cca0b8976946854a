"""Explicit banks on which an engine is likely to be wrong, compared with the reference column by column."""

import pytest

from property import hard_cases
from property.engine import compare, run
from reference.inputs import Night


@pytest.mark.parametrize(
    ("nights", "base_currency"),
    [
        pytest.param(hard_cases.nights(), "CNY", id="hard cases"),
        pytest.param(hard_cases.empty_nights(), "CNY", id="a bank without customers"),
        pytest.param(hard_cases.foreign_nights(), "USD", id="another base currency"),
    ],
)
def test_the_engine_equals_the_reference(nights: list[Night], base_currency: str) -> None:
    with run(nights, base_currency=base_currency) as made:
        differences = compare(nights, made)
    assert not differences, "\n".join(differences)
