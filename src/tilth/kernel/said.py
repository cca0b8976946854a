"""Sentences that know their code and values: the command line prints them, the pages translate them."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, Self

from tilth.kernel.sentences import SENTENCES


class Spot:
    """A place in a file and what is wrong there."""

    def __init__(self, *, unit: str, number: int, column: str = "", code: str = "", reason: str = "") -> None:
        self.unit, self.number, self.column, self.code, self.reason = unit, number, column, code, reason

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        reason = f": {self.reason}" if self.reason else ""
        return f"{self.unit} {self.number}{column}{reason}"

    def as_json(self) -> dict[str, Any]:
        """Return the place as plain values; the pages have words for unit and code."""
        return {"unit": self.unit, "number": self.number, "column": self.column, "code": self.code}


class Said(str):
    """One English sentence; `code` and `values` say the same to a program, `branches` whom it concerns."""

    __slots__ = ("branches", "code", "values")

    code: str
    values: Mapping[str, Any]
    branches: Mapping[str, int]
    """How many of the rows are of each branch; none where it concerns no branch more than another."""

    def __new__(
        cls, code: str, *, named: str = "", branches: Mapping[str, int] | None = None, **values: Any
    ) -> Self:
        """Return the sentence of a code; `named`, keys say, is for the operator and stays out of `values`."""
        text = SENTENCES[code].format(**values)
        said = super().__new__(cls, f"{text.removesuffix('.')}: {named}." if named else text)
        said.code, said.values, said.branches = code, values, branches or {}
        return said

    def as_json(self) -> dict[str, Any]:
        """Return code and values as plain values; of a path its last two parts; branches where it has any."""
        plain = {"code": self.code, "values": {name: _plain(name, one) for name, one in self.values.items()}}
        return plain | {"branches": dict(self.branches)} if self.branches else plain


_PATHS = frozenset({"path", "folder", "file", "other", "where"})


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, Spot):
        return value.as_json()
    if isinstance(value, Path) or name in _PATHS:
        return "/".join(PurePath(str(value)).parts[-2:])
    return value if isinstance(value, int | float | str) else str(value)
