"""The field registry knows every column and field there is, and nothing that is not (C-20)."""

import importlib
import importlib.util
import pkgutil
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from django.apps import apps

from tilth.policy import masks, registry
from tilth.policy.registry import KINDS, RETENTION, kinds
from tilth.ports import feed, marts, operational
from tilth.ports.schema import Table

Present = Mapping[str, list[str]]
PORTS: Mapping[str, Iterable[Table]] = {
    "feed": feed.TABLES,
    "marts": marts.TABLES,
    "state": marts.STATE,
    "extracts": operational.TABLES,
}


def _models() -> Present:
    return {
        model._meta.db_table: [field.column for field in model._meta.concrete_fields]
        for model in apps.get_app_config("tilth").get_models(include_auto_created=True)
    }


def _ports(area: str) -> Present:
    return {table.name: [column.name for column in table.stored.columns] for table in PORTS[area]}


def _api() -> Present:
    if importlib.util.find_spec("tilth.api") is None:
        return {}
    package = importlib.import_module("tilth.api")
    for module in pkgutil.walk_packages(package.__path__, "tilth.api."):
        importlib.import_module(module.name)
    importlib.import_module("tilth.api.main").operations()  # the subjects' shapes are made when asked for
    from ninja import Schema  # noqa: PLC0415 - only where there is an API

    return {
        one.__name__: list(one.model_fields)
        for one in _below(Schema)
        if one.__module__.startswith("tilth.api")
    }


def _below(schema: type) -> set[type]:
    return {schema, *(deeper for one in schema.__subclasses__() for deeper in _below(one))}


def _present(area: str) -> Present:
    found = {"models": _models, "api": _api}.get(area)
    return found() if found else _ports(area)


@pytest.mark.parametrize("area", registry.AREAS)
def test_every_column_names_its_kind(area: str) -> None:
    assert registry.missing(area, _present(area)) == []


@pytest.mark.parametrize("area", registry.AREAS)
def test_no_entry_is_left_over(area: str) -> None:
    assert registry.stale(area, _present(area)) == []


def test_a_new_column_and_a_dropped_one_are_named() -> None:
    there = {**_models(), "tilth_contact": ["id", "shoe_size"], "tilth_user": ["id", "hat"]}
    assert registry.missing("models", there) == [
        "models: tilth_contact.shoe_size has no entry: name its kind beside the column, with said(…).",
        "models: tilth_user.hat has no entry: name its kind in policy/registry/models.toml.",
    ]
    assert (
        "models: tilth_contact.content has an entry and is nowhere else: its kind is named beside the column,"
        " with said(…)." in registry.stale("models", there)
    )
    with pytest.raises(
        registry.UnregisteredError, match=r"tilth_contact\.shoe_size is not in the field registry"
    ):
        registry.entry("models", "tilth_contact", "shoe_size")


def test_a_history_table_has_the_entries_of_what_it_remembers() -> None:
    histories = [table for table in _models() if table.endswith(registry.HISTORY)]
    assert len(histories) >= 8
    for table in histories:
        for column in _models()[table]:
            kind = registry.entry("models", table, column)
            if column.startswith(registry.HISTORY_COLUMNS):
                assert kind.code == "technical"
            else:
                assert kind == registry.entry("models", table.removesuffix(registry.HISTORY), column)


@pytest.mark.parametrize("area", PORTS)
def test_sealed_columns_are_exactly_those_that_the_registry_calls_encrypted(area: str) -> None:
    said = {
        (t, c)
        for t, columns in registry.entries(area).items()
        for c, kind in columns.items()
        if kind.encrypted
    }
    sealed = {(table.name, column) for table in PORTS[area] for column in table.stored.sealed}
    assert said == sealed
    assert area != "feed" or len(sealed) == 7


def test_the_published_copies_of_sealed_columns_are_called_encrypted_too() -> None:
    said = {
        (t, c)
        for t, columns in registry.entries("models").items()
        for c, kind in columns.items()
        if kind.encrypted
    }
    people = {"published_customer": "customers", "published_staff": "staff"}
    assert said == {
        (model, column) for model, table in people.items() for column in feed.BY_NAME[table].sealed
    }


@pytest.mark.parametrize("area", PORTS)
def test_personal_columns_of_the_contract_are_of_class_c2(area: str) -> None:
    for table in PORTS[area]:
        for column in table.stored.columns:
            if column.personal:
                assert registry.entry(area, table.name, column.name).cls == "C2", (table.name, column.name)


def test_the_same_name_means_the_same_in_feed_marts_and_published_tables() -> None:
    published = registry.entries("models")["published_customer"]
    for area in ("feed", "marts"):
        for column, kind in registry.entries(area)["customers"].items():
            assert published.get(column, kind) == kind


def test_every_kind_is_whole_and_is_used() -> None:
    used = {
        kind.code
        for area in registry.AREAS
        for columns in registry.entries(area).values()
        for kind in columns.values()
    }
    assert set(KINDS) - used == set()
    for kind in KINDS.values():
        assert kind.mask in masks.MASKS
        assert kind.retention in RETENTION
        assert kind.jrt_level == kinds.LEVELS[kind.cls]
        assert not (kind.loggable and kind.cls in ("C2", "C3"))
        assert not (kind.encrypted and kind.loggable)
        assert kind.nfra == ("sensitive" if kind.cls in ("C2", "C3") else "other")
        assert (kind.retention == "none") <= (kind.cls == "none")
        assert kind.cls == "none" or kind.mask != "clear" or kind.cls == "C1"


def test_what_is_kept_is_kept_for_at_least_six_months() -> None:
    assert all(rule.months is None or rule.months >= 6 for rule in RETENTION.values())
    assert RETENTION["log"].months == 13
    assert RETENTION["identity"].months == RETENTION["transaction"].months == 120


def test_a_double_entry_and_an_unknown_kind_are_refused() -> None:
    with pytest.raises(registry.UnregisteredError, match="has two entries"):
        registry._columns("models", "t", {"note": ["a"], "stop": ["a"]})
    with pytest.raises(registry.UnregisteredError, match="nobody defined"):
        registry._columns("models", "t", {"gossip": ["a"]})
    with pytest.raises(registry.UnregisteredError, match="has no area"):
        registry.entries("attic")


def test_the_files_of_the_registry_are_the_areas() -> None:
    folder = Path(registry.__file__).parent
    assert {path.stem for path in folder.glob("*.toml")} == set(registry.AREAS)
    for path in folder.glob("*.toml"):
        assert tomllib.loads(path.read_text("utf-8"))
