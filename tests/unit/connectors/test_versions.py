"""Servers that are too old are refused in one sentence; every other is let in."""

import pytest

from tilth.connectors.postgres import versions
from tilth.kernel.errors import Refused


@pytest.mark.parametrize(("version", "named"), [(140_018, "14.18"), (150_013, "15.13")])
def test_an_old_server_is_refused_by_its_name(version: int, named: str) -> None:
    with pytest.raises(Refused, match=f"PostgreSQL {named}, and Tilth needs 16 or newer"):
        versions.demand(version)


@pytest.mark.parametrize("version", [160_000, 160_010, 170_006, 180_004, 190_000])
def test_others_are_let_in(version: int) -> None:
    versions.demand(version)
