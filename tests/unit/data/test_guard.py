"""Guards as part of the models: what they write, what a migration keeps of them, and how drift is found."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, RemoveConstraint
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from tilth.access import visibility
from tilth.data import guard, migrations
from tilth.data.guard import ChangedTextError, Guard, Routines, Told
from tilth.data.models import Task
from tilth.data.security import guarding, policies
from tilth.policy.permissions import Thing

SHUT = ["ALTER TABLE gift ENABLE ROW LEVEL SECURITY"]


def policies_of(one: Guard) -> list[str]:
    return [line for line in one.statements("gift") if line.startswith("CREATE POLICY")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"sees": "a"}, ["CREATE POLICY gift_seen ON gift FOR SELECT TO tilth_web USING (a)"]),
        ({"adds": "a"}, ["CREATE POLICY gift_added ON gift FOR INSERT TO tilth_web WITH CHECK (a)"]),
        ({"changes": "a"}, ["CREATE POLICY gift_changed ON gift FOR UPDATE TO tilth_web USING (a)"]),
        ({"removes": "a"}, ["CREATE POLICY gift_removed ON gift FOR DELETE TO tilth_web USING (a)"]),
        ({}, []),
    ],
)
def test_each_condition_is_one_policy(given: dict[str, str], expected: list[str]) -> None:
    one = Guard(name="gift_guard", **given)
    assert policies_of(one) == expected
    assert one.statements("gift")[:1] == SHUT


def test_whoever_signs_has_a_trigger_with_what_must_be_the_own() -> None:
    assert (
        Guard(name="g", signs=("staff_id",)).statements("gift")[-1].endswith("tilth_true_author('staff_id')")
    )
    assert Guard(name="g", signs=()).statements("gift")[-1].endswith("tilth_true_author()")


@pytest.mark.parametrize(
    ("given", "rights"),
    [
        ({"sees": "a"}, {"SELECT": ()}),
        ({"sees": "a", "reads": ("id",)}, {"SELECT": ("id",)}),
        ({"sees": "a", "changes": "b", "columns": ("done_at",)}, {"SELECT": (), "UPDATE": ("done_at",)}),
        ({"adds": "a", "columns": ("done_at",)}, {"INSERT": ()}),
        ({}, {}),
    ],
)
def test_the_logins_rights_follow_from_its_conditions(given: dict[str, Any], rights: dict[str, Any]) -> None:
    assert Guard(name="g", **given).rights == rights


@pytest.mark.parametrize(
    "one",
    [Guard(name="g", sees="a", columns=("b",), signs=("c",)), Told(name="t"), Routines(name="r", digest="d")],
)
def test_a_migration_keeps_it_literally(one: Any) -> None:
    written, imports = MigrationWriter.serialize(one)
    made = eval(written, {"tilth": __import__("tilth.data.guard")})  # noqa: S307 - what was just written
    assert (made, imports) == (one, {"import tilth.data.guard"})
    assert made == one.clone() != Told(name="other")


def changes(models: ProjectState) -> list[str]:
    """What `makemigrations` would write for these models."""
    landed = MigrationLoader(None).project_state()
    found = MigrationAutodetector(landed, models)._detect_changes()
    return [
        f"{type(one).__name__} {getattr(one, 'name', '') or one.constraint.name}"
        for migration in found.get("tilth", [])
        for one in migration.operations
        if isinstance(one, AddConstraint | RemoveConstraint)
    ]


def with_task(*constraints: Any) -> ProjectState:
    """The models as they are, but for the guards of the task."""
    state = ProjectState.from_apps(apps)
    task = ModelState.from_model(Task)
    kept = [one for one in task.options["constraints"] if not isinstance(one, Guard)]
    task.options["constraints"] = [*kept, *constraints]
    state.models["tilth", "task"] = task
    return state


def test_drift_of_a_policy_is_found() -> None:
    assert changes(ProjectState.from_apps(apps)) == []
    looser = policies.record("tilth_task", Thing.TASK, columns=("staff_id",))
    assert changes(with_task(looser)) == ["RemoveConstraint task_guard", "AddConstraint task_guard"]
    assert changes(with_task()) == ["RemoveConstraint task_guard"]


def test_every_file_of_functions_belongs_to_one_model() -> None:
    owned = sorted(one.name for _, one in guarding.stated() if isinstance(one, Routines))
    assert owned == sorted(guarding.FILES)


def test_every_table_with_a_history_tells_the_audit() -> None:
    told = {model._meta.db_table for model, one in guarding.stated() if isinstance(one, Told)}
    kept = {model._meta.db_table for model in apps.get_app_config("tilth").get_models()}
    assert told == {table for table in kept if f"{table}_history" in kept}


def test_no_migration_asks_what_the_program_says_today() -> None:
    for file in Path(inspect.getfile(migrations)).parent.glob("*.py"):
        said = file.read_text("utf-8")
        assert "data.security" not in said, file.name
        assert "tilth.policy" not in said, file.name
        assert "tilth.vault" not in said, file.name


def test_a_text_edited_afterwards_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name, landed = "walks", guard.digest(guarding.text("walks"))
    assert guard.kept(name, landed) == guarding.text("walks")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{name}.{landed}.sql").write_text("SELECT 1")
    monkeypatch.setattr(guard.resources, "files", lambda _: tmp_path)
    with pytest.raises(ChangedTextError, match=f"{name}.{landed}.sql is not the text of its migration"):
        guard.kept(name, landed)
    with pytest.raises(ChangedTextError, match="is not the text of its migration"):
        guard.kept("nothing", landed)


def test_what_carries_its_customers_scope_is_the_same_to_policies_pages_and_transfers() -> None:
    carrying = {
        model._meta.db_table
        for model, one in guarding.stated()
        if isinstance(one, Guard) and one.sees == policies.owned("any").sees
    }
    [moved] = re.findall(r"FOREACH child IN ARRAY ARRAY\[([^\]]+)\]", guarding.text("transfer"))
    assert carrying == set(re.findall(r"'(\w+)'", moved))
    of_pages = {model._meta.db_table: column for model, column in visibility._OWNERS.items()}
    assert of_pages == {**dict.fromkeys(carrying, "owner_id"), "published_customer": "rm_id"}
