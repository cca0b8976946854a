"""A compiled read is compared once in a test with what it stands for, of the same values."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tilth.access.compiled import Ready

Agrees = Callable[[Ready, Callable[[], Any], Mapping[str, Any]], bool]


def once(agrees: Agrees) -> Agrees:
    """Let `agrees` be asked once for a shape and the same values: a read is made of nothing else."""
    seen: dict[tuple[int, str], Ready] = {}  # holds what it has seen, so that no other has its number

    def asked(ready: Ready, of_values: Callable[[], Any], values: Mapping[str, Any]) -> bool:
        key = id(ready), repr(sorted(values.items()))
        found = key in seen or agrees(ready, of_values, values)
        if found:
            seen[key] = ready
        return found

    return asked


@pytest.fixture(autouse=True)
def compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test with nothing compared."""
    monkeypatch.setattr(Ready, "agrees", once(Ready.agrees))
