"""On which few customers the assets of a book lean."""

from decimal import Decimal

import pytest

from tilth.policy import playbook, structure
from tilth.policy.structure import Layer

GRADING = playbook.default().grading
TIERS = ("private", "platinum", "personal", "general")


def layers(*numbers: tuple[int, int]) -> list[Layer]:
    return [
        Layer(code=code, customers=people, assets=Decimal(assets))
        for code, (people, assets) in zip(TIERS, numbers, strict=True)
    ]


@pytest.mark.requirement("TIER-11")
@pytest.mark.requirement("KPI-19", part="a share of the customers instead of tiers")
@pytest.mark.parametrize(
    ("numbers", "tiers", "shares"),
    [
        (((1, 300), (9, 300), (30, 300), (60, 100)), ("private", "platinum"), ("0.1", "0.6")),
        (((1, 300), (10, 300), (30, 300), (60, 100)), None, None),
        (((1, 600), (10, 100), (29, 200), (60, 100)), ("private",), ("0.01", "0.6")),
        (((1, 300), (9, 299), (30, 301), (60, 100)), None, None),
        (((0, 0), (5, 70), (35, 20), (60, 10)), ("platinum",), ("0.05", "0.7")),
        (((0, 0), (0, 0), (0, 0), (0, 0)), None, None),
        (((1, 50), (0, 0), (0, 0), (99, -60)), None, None),
    ],
)
def test_assets_lean_on_the_highest_tiers_that_are_few(
    numbers: tuple[tuple[int, int], ...], tiers: tuple[str, ...] | None, shares: tuple[str, str] | None
) -> None:
    found = structure.lean(layers(*numbers), GRADING)
    assert (found and found.tiers) == tiers
    if found and shares:
        assert (found.customers, found.assets) == tuple(map(Decimal, shares))
