"""A migration that was landed stays as it is: edited, taken away or not yet written down, it is named."""

from pathlib import Path
from types import ModuleType

import pytest

from web.conftest import script as of_scripts


@pytest.fixture
def script() -> ModuleType:
    return of_scripts("make_migrations")


def test_the_migrations_of_the_program_are_as_they_were_landed(script: ModuleType) -> None:
    assert script.edited() == []


def test_a_migration_edited_by_hand_is_named(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    landed = tmp_path / "landed.txt"
    monkeypatch.setattr(script, "MIGRATIONS", tmp_path)
    monkeypatch.setattr(script, "LANDED", landed)
    for name in ("0001_tables", "0002_guards", "0003_diary"):
        (tmp_path / f"{name}.py").write_text(f"# {name}")
    landed.write_text("".join(f"{digest} {name}\n" for name, digest in script.sums().items()))
    assert script.edited() == []
    (tmp_path / "0001_tables.py").write_text("# 0001_tables, a little better")
    (tmp_path / "0002_guards.py").unlink()
    (tmp_path / "0004_gifts.py").write_text("# not done yet")
    first, second, third = script.edited()
    assert first.startswith("0001_tables.py is not the migration that was landed: put it back")
    assert second.startswith("0002_guards.py is not the migration that was landed: put it back")
    assert third.startswith("0004_gifts.py has no line in landed.txt: run scripts/make_migrations.py")
