"""The library's list of triggers, told apart by what it remembers instead of by reading all of them again.

For each trigger that a history adds, the library computes the table and the function of every trigger there
is: of a hundred tables that is most of the time in which the models load. What it refuses stays refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pgtrigger import registry

_Plain: Any = registry._Registry  # noqa: SLF001 - the library has no door for it; a test compares with its own


class Remembering(_Plain):  # type: ignore[misc] # the library's types end at its door
    """The list with its two questions answered from what was already computed."""

    tables: dict[tuple[str, str], Any]
    functions: dict[str, int]

    @property
    def by_db_table(self) -> Mapping[tuple[str, str], Any]:
        """Return table and trigger's name → the trigger."""
        return self.tables

    @property
    def pg_function_names(self) -> Mapping[str, int]:
        """Return the names of the triggers' functions."""
        return self.functions

    def __setitem__(self, key: str, value: tuple[Any, Any]) -> None:
        known = key in self
        super().__setitem__(key, value)
        for table, function in _of(*value):
            self.tables[table] = value[1]
            self.functions[function] = self.functions.get(function, 0) + (not known)

    def __delitem__(self, key: str) -> None:
        gone = self[key]
        super().__delitem__(key)
        for table, function in _of(*gone):
            self.tables.pop(table, None)
            self.functions[function] -= 1
            if not self.functions[function]:
                del self.functions[function]


def _of(model: Any, trigger: Any) -> Iterator[tuple[tuple[str, str], str]]:
    yield (model._meta.db_table, trigger.name), trigger.get_pgid(model)  # noqa: SLF001 - Django's documented door


def remember() -> None:
    """Let the library's list remember, before the first model is made; again changes nothing."""
    held: Any = registry._registry  # noqa: SLF001 - the one list there is
    if isinstance(held, Remembering):
        return
    held.tables, held.functions = dict(held.by_db_table), dict.fromkeys(held.pg_function_names, 1)
    held.__class__ = Remembering
