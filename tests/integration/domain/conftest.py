"""A town in a database of the test's own, so that several connections see what was committed."""

from collections.abc import Iterator

import pytest
from django.db import connections

from integration.doors import town
from tilth.config import env


@pytest.fixture
def bank(database: str, django_db_blocker) -> Iterator[town.Town]:
    """The town, committed; Django's default connection points at it, in every thread."""
    with django_db_blocker.unblock():
        before = connections["default"], connections.databases["default"]
        values = env.database(database) | {"CONN_MAX_AGE": 0}
        connections.databases["default"] = connections.configure_settings({"default": values})["default"]
        del connections["default"]
        try:
            yield town.build()
        finally:
            connections["default"].close()
            connections["default"], connections.databases["default"] = before
