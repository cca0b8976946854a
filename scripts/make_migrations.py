"""Write the migrations that models lack, and keep beside them the text of functions they land.

`--check` writes nothing and exits 1 when a model differs from the migrations, or a migration from what was
landed; no database is asked. A migration that is still being worked on has no line in `landed.txt`: delete
the line, edit, run this again.
"""

import hashlib
import os
import sys
import warnings
from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parents[1] / "src/tilth/data/migrations"
TEXTS, LANDED = MIGRATIONS / "texts", MIGRATIONS / "landed.txt"


def main() -> None:
    """Compare models and migrations, or make them agree."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost:1/none")
    os.environ.setdefault("TILTH_SECRET_KEY", "only-for-this-check" * 4)
    import django
    from django.core.management import call_command

    django.setup()
    # the history check wants a database; what is compared here needs none
    warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
    if "--check" in sys.argv:
        if wrong := edited():
            sys.exit("\n".join(wrong))
        call_command("makemigrations", "--check", "--dry-run", "--verbosity", "1", stdout=sys.stdout)
        return
    keep_texts()
    call_command("makemigrations", "tilth", verbosity=1, stdout=sys.stdout)
    now, before = sums(), landed()
    lines = [f"{before.get(name, digest)} {name}\n" for name, digest in now.items()]
    LANDED.write_text("".join(lines), "ascii")


def edited() -> list[str]:
    """Return a sentence for each migration that is not as it was landed, or has no line yet."""
    before, now = landed(), sums()
    return [
        f"{name} is not the migration that was landed: put it back, and write what it lacks as a new one."
        if name in before
        else f"{name} has no line in landed.txt: run scripts/make_migrations.py when it is done."
        for name in sorted(before | now)
        if before.get(name) != now.get(name)
    ]


def landed() -> dict[str, str]:
    """Return migration → digest as it was landed."""
    lines = LANDED.read_text("ascii").splitlines() if LANDED.exists() else []
    return {name: digest for digest, name in (line.split() for line in lines)}


def sums() -> dict[str, str]:
    """Return migration → digest as it is."""
    files = sorted(MIGRATIONS.glob("0*.py"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in files}


def keep_texts() -> None:
    """Write each file of functions as it is today beside the migrations, unless that version is there."""
    from tilth.data import guard
    from tilth.data.security import guarding

    TEXTS.mkdir(exist_ok=True)
    for name in guarding.FILES:
        text = guarding.text(name)
        file = TEXTS / f"{name}.{guard.digest(text)}.sql"
        if not file.exists():
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
