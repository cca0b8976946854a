"""Nothing gets a door by accident: addresses, endpoints, models, permissions are in the matrix (F6)."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from doors import calls, exempt, oracle, surfaces
from tilth.api import main
from tilth.policy.permissions import GRANTS, Action, Thing
from web.conftest import script


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield the full name and the pattern of every address."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        else:
            yield f"{prefix}{one.name}", one


def used() -> set[str]:
    return {call.url for _, _, call in surfaces.every()}


def granted() -> set[tuple[Thing, Action]]:
    return {
        (thing, action) for held in GRANTS.values() for thing, actions in held.items() for action in actions
    }


def test_every_address_is_tried_by_the_matrix_or_says_why_not() -> None:
    names = {name for name, _ in addresses()}
    assert names - used() - set(exempt.ADDRESSES) == set()
    assert set(exempt.ADDRESSES) - names == set()
    assert used() - names == set()


def test_every_address_says_what_it_needs() -> None:
    silent = [
        name
        for name, one in addresses()
        if not getattr(one.callback, "needs", ()) and not getattr(one.callback, "open_to_all", False)
    ]
    assert silent == []


def test_every_endpoint_is_tried_and_asks_for_what_the_matrix_says() -> None:
    wanted: dict[str, set[tuple[Thing, Action]]] = {}
    for cell, calls_of in surfaces.API.items():
        for call in calls_of:
            wanted.setdefault(call.url.removeprefix("api:"), set()).update({cell, *call.needs})
    asked = {
        operation.view_func.__name__: set(main.door(operation).needs) for _, _, operation in main.operations()
    }
    assert asked.keys() == wanted.keys()
    assert {name for name, needs in asked.items() if not needs <= wanted[name]} == set()


def test_every_permission_that_somebody_holds_has_a_door_or_a_reason() -> None:
    doors = set(surfaces.PAGES) | set(surfaces.API)
    assert granted() - doors - set(exempt.CELLS) == set()
    assert set(exempt.CELLS) & doors == set()
    assert set(exempt.CELLS) <= granted()
    assert all(reason.strip() for reason in exempt.CELLS.values())


def test_every_model_is_a_thing_of_the_matrix_or_says_why_not() -> None:
    models = {
        model.__name__
        for model in apps.get_app_config("tilth").get_models()
        if not model._meta.db_table.endswith("_history")
    }
    assert models == set(exempt.MODELS)
    assert {thing for thing in exempt.MODELS.values() if isinstance(thing, Thing)} <= {
        thing for thing, _ in (*surfaces.PAGES, *surfaces.API, *exempt.CELLS)
    }


def test_every_role_of_the_policy_is_tried() -> None:
    assert set(GRANTS) == set(oracle.PRINCIPALS) - {"anonymous", "deactivated"}
    assert set(calls.SURFACES) == {"page", "fragment", "api"}


def test_the_document_of_the_api_is_current() -> None:
    [(path, text)] = script("print_api").pages().items()
    assert path.exists(), "run `make docs`"
    assert path.read_text("utf-8") == text, "run `make docs`"


@pytest.mark.parametrize("module", [surfaces, oracle])
def test_the_oracle_borrows_nothing_from_what_it_judges(module: ModuleType) -> None:
    text = Path(str(module.__file__)).read_text("utf-8")
    assert "tilth.access" not in text
    assert "tilth.domain" not in text
