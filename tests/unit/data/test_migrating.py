"""Models that a migration only adds columns to say of themselves what they would if rendered anew."""

from typing import Any

import pytest
from django.db import models
from django.db.migrations import operations as ops
from django.db.migrations.state import ProjectState

from tilth.data import migrating

OPERATIONS: tuple[Any, ...] = (
    ops.CreateModel("Bank", [("id", models.BigAutoField(primary_key=True))]),
    ops.CreateModel("Book", [("id", models.BigAutoField(primary_key=True)), ("kept", models.TextField())]),
    ops.AddField("book", "size", models.IntegerField(default=3), preserve_default=False),
    ops.AddField("book", "bank", models.ForeignKey("tilth.Bank", models.CASCADE, related_name="books")),
    ops.AddField("book", "before", models.OneToOneField("self", models.SET_NULL, null=True)),
    ops.AddIndex("book", models.Index(fields=["size"], name="book_size")),
    ops.AlterField("book", "kept", models.TextField(null=True)),
    ops.AddField("bank", "main", models.ForeignKey("tilth.Book", models.PROTECT, null=True)),
    ops.AddField("bank", "others", models.ManyToManyField("tilth.Book", related_name="banks")),
    ops.AddField("bank", "name", models.TextField(db_default="")),
    ops.RemoveField("book", "size"),
)


def _fields(made: Any) -> list[Any]:
    pointing = sorted(made._meta.related_objects, key=lambda one: one.get_accessor_name() or one.name)
    return [*made._meta.local_fields, *made._meta.local_many_to_many, *pointing]


def rendered(number: int) -> ProjectState:
    """Return the state after so many of the operations, each rendered."""
    state = ProjectState()
    assert state.apps.get_models() == []
    for one in OPERATIONS[:number]:
        one.state_forwards("tilth", state)
    return state


def told(state: ProjectState) -> dict[str, list[tuple[Any, ...]]]:
    """Return what each rendered model says of its fields in their order, and of those that point to it."""
    return {
        made.__name__: [
            (
                one.name,
                type(one).__name__,
                getattr(one, "column", None),
                one.related_model and one.related_model.__name__,
                None if one.auto_created else one.deconstruct()[2:],
                one.related_model in (None, *state.apps.get_models(include_auto_created=True)),
            )
            for one in _fields(made)
        ]
        for made in state.apps.get_models(include_auto_created=True)
    }


def test_they_say_after_every_operation_what_they_say_rendered_anew() -> None:
    with migrating.columns_alone():
        state = rendered(0)
        for operation in OPERATIONS:
            operation.state_forwards("tilth", state)
            whole = ProjectState(models={key: one.clone() for key, one in state.models.items()})
            assert told(state) == told(whole)


def test_a_model_stands_where_columns_come_and_is_rendered_whole_for_code() -> None:
    with migrating.columns_alone():
        state = rendered(2)
        before = state.apps.get_model("tilth", "book")
        for operation in OPERATIONS[2:6]:
            operation.state_forwards("tilth", state)
        assert state.apps.get_model("tilth", "book") is before
        state.clear_delayed_apps_cache()
        assert "apps" not in vars(state)


@pytest.mark.parametrize("operation", [OPERATIONS[6], OPERATIONS[10]])
def test_what_changes_or_takes_a_column_renders_anew(operation: Any) -> None:
    with migrating.columns_alone():
        state = rendered(3)
        before = state.apps.get_model("tilth", "book")
        operation.state_forwards("tilth", state)
        assert state.apps.get_model("tilth", "book") is not before
