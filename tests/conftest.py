"""Fixtures for every test: a real PostgreSQL that starts when the first test asks for it."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from _pytest import runner
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test.signals import template_rendered
from django.utils import translation
from django.utils.safestring import SafeString

from support import databases, keys
from support.comparing import compared_once
from support.frames import roomy
from support.groups import pytest_collection_modifyitems
from support.standing import none_stands, standing, stands
from tilth.connectors.postgres import server
from tilth.kernel import collector
from tilth.web.templating.backend import Page

__all__ = ["compared_once", "none_stands", "pytest_collection_modifyitems", "standing", "stands"]


def pytest_configure(config: pytest.Config) -> None:
    """Settle what tests need differently: a known key, cheap passwords, static files as they lie."""
    settings.SECRET_KEY = "tests-only"
    settings.ALLOWED_HOSTS = ["*"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT = None
    settings.TILTH_KEYRING = keys.put(_folder(config, "keys"))
    if "TILTH_CACHE" not in os.environ:  # the workers of one run, and the commands they start, share it
        os.environ["TILTH_CACHE"] = str(_folder(config, "cache"))
    settings.TILTH_COMPARE_READS = True
    settings.TILTH_STRICT_TEMPLATES = True
    Page.render = _told_to_the_test_client(Page.render)
    DatabaseOperations.sql_flush = _flush_past_guards(DatabaseOperations.sql_flush)
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


def pytest_collection_finish() -> None:
    """Set aside what was loaded, and look for garbage as rarely as the pages' own process does."""
    collector.settle()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run each test with room for its frames."""
    return roomy(runner.pytest_runtest_protocol)(item, nextitem)


@pytest.fixture(autouse=True)
def _bank_s_own_language() -> None:
    """Begin each test in the bank's language: a page asked for in another one leaves it to the thread."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _umask_of_the_run() -> Iterator[None]:
    """Give back what a command that ran in this process took: its files are for its own account alone."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


def _folder(config: pytest.Config, name: str) -> Path:
    """Make a folder that is gone when the tests end."""
    folder = tempfile.TemporaryDirectory(prefix=f"tilth-{name}-")
    config.add_cleanup(folder.cleanup)
    return Path(folder.name)


def _told_to_the_test_client(render: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """Let a test read `response.context`, as it could of Django's own templates."""

    def told(page: Page, context: dict[str, Any] | None = None, request: Any = None) -> SafeString:
        template_rendered.send(sender=page, template=page.template, context=context or {})
        return render(page, context, request)

    return told


def _flush_past_guards(flush: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Let the emptying between tests pass the triggers that keep the audit whole."""

    def statements(*args: object, **kwargs: object) -> list[str]:
        made = flush(*args, **kwargs)
        guards_off, guards_on = (f"SET session_replication_role = {role}" for role in ("replica", "origin"))
        return [guards_off, *made, guards_on] if made else made

    return statements


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty database on this test process's own server."""
    with databases.running() as url:
        yield url


@pytest.fixture(scope="session")
def migrated(postgres: str, django_db_blocker) -> str:
    """The address of a database with all tables and no rows, to be copied."""
    url = server.database(postgres, databases.TEMPLATE)
    with django_db_blocker.unblock():
        databases.migrate(url)
    return url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(migrated: str, postgres: str) -> None:
    """Let pytest-django make its test database on that server, a copy of the one with all tables."""
    databases.use(postgres, template=databases.TEMPLATE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, postgres: str, django_db_blocker) -> None:
    """Let into the test database whom the original lets in."""
    with django_db_blocker.unblock():
        databases.close(server.renamed(postgres, connection.settings_dict["NAME"]))


@pytest.fixture
def database(migrated: str, postgres: str) -> Iterator[str]:
    """The address of a fresh database with all tables, dropped after the test; for work outside Django."""
    url = databases.copy(postgres, databases.TEMPLATE)
    yield url
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """An empty data folder in which an embedded server may start; both are gone after the test."""
    with databases.data_folder() as folder:
        yield folder
