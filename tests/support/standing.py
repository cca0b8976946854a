"""What many tests begin with is made once: a transaction stays open around all that ask for the same.

Such a test finds what the one before it found, as what it writes itself is rolled back to there. Any other
test that asks for the database ends the transaction first, and finds no row.
"""

import copy
import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

T = TypeVar("T")
Kept = functools._lru_cache_wrapper
Begin = Callable[[Callable[[], T]], T]
FIRST, ENDED = "standing", "none_stands"
"""The fixture by which a fixture asks for it, and the one that ends it."""


class Standing:
    """The open transaction, and what was made in it."""

    def __init__(self) -> None:
        self.make: Callable[[], object] | None = None
        self.made: Any = None
        self._atomic: transaction.Atomic | None = None

    def begin(self, make: Callable[[], T]) -> T:
        """Return a copy of what `make` makes; it is made anew only where something else was."""
        if self.make is not make or connection.closed_in_transaction:
            self.end()
            self._atomic = transaction.atomic()
            self._atomic._from_testcase = True  # what is durable may stand in it
            self._atomic.__enter__()
            self.make, self.made = make, make()
            connection.check_constraints()
        _forget()
        found: T = copy.deepcopy(self.made)
        return found

    def end(self) -> None:
        """Leave no row; nothing where none is open."""
        self.make = self.made = None
        if self._atomic is not None:
            atomic, self._atomic = self._atomic, None
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


def _forget() -> None:
    """Forget what the program keeps of a publication: the same one holds other rows in the next test."""
    for name in [name for name in sys.modules if name.startswith("tilth.")]:
        for one in _of_publications(name):
            one.cache_clear()


@functools.cache
def _of_publications(name: str) -> tuple[Kept, ...]:
    """Return the functions of a module that keep what they found of a publication."""
    kept = [one for one in vars(sys.modules[name]).values() if isinstance(one, Kept)]
    return tuple(
        one
        for one in kept
        if any(asked.endswith("published_at") for asked in inspect.signature(one).parameters)
    )


@pytest.fixture(scope="session")
def stands(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """The transaction of this test process."""
    held = Standing()
    yield held
    with django_db_blocker.unblock():
        held.end()


@pytest.fixture
def standing(request: pytest.FixtureRequest, stands: Standing, django_db_blocker: Any) -> Begin[Any]:
    """Begin a test with what a function makes, in a transaction of its own behind that."""

    def begin(make: Callable[[], T]) -> T:
        if _commits(request):
            request.getfixturevalue(ENDED)
            request.getfixturevalue("db")
            return make()
        with django_db_blocker.unblock():
            found = stands.begin(make)
        request.getfixturevalue("db")
        return found

    return begin


def _commits(request: pytest.FixtureRequest) -> bool:
    """Say whether a test works without a transaction around it."""
    mark = request.node.get_closest_marker("django_db")
    return "transactional_db" in request.fixturenames or bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture
def none_stands(stands: Standing, django_db_blocker: Any) -> None:
    """End what stands, before a test that begins with nothing."""
    with django_db_blocker.unblock():
        stands.end()


def put_first(item: pytest.Item) -> None:
    """Let what stands be settled before anything else of a test touches the database."""
    info = getattr(item, "_fixtureinfo", None)
    if info is None:
        return
    known: dict[str, Any] = info.name2fixturedefs
    asking = [name for name, found in known.items() if FIRST in found[-1].argnames]
    empty = [ENDED] if "postgres" in known or item.get_closest_marker("django_db") else []
    first = [*asking, "db"] if asking else empty  # by `db` it is known that the test database is needed
    item.fixturenames[:] = [*first, *(name for name in item.fixturenames if name not in first)]
