"""A town in a database of the test's own, so that several connections see what was committed."""

from collections.abc import Iterator

import pytest

from integration.doors import town


@pytest.fixture
def bank(database: str, django_db_blocker) -> Iterator[town.Town]:
    """The town, committed; Django's default connection points at it, in every thread."""
    with django_db_blocker.unblock(), town.committed(database) as made:
        yield made
