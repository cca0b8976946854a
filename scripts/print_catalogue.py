"""Print what guards a fresh database into src/tilth/data/security/catalogue.txt; `--check` compares only."""

import os
import sys
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/tilth/data/security/catalogue.txt"


def main() -> None:
    """Make a bank in a folder that goes away, and write down its guards."""
    os.environ.setdefault("TILTH_SECRET_KEY", "only-for-this-print" * 4)
    with tempfile.TemporaryDirectory(prefix="tilth-catalogue-") as folder:
        shown = printed(Path(folder))
    if "--check" in sys.argv and shown != TARGET.read_text("utf-8"):
        sys.exit(f"{TARGET} is not what a fresh database has: run scripts/print_catalogue.py.")
    TARGET.write_text(shown, "utf-8")


def printed(folder: Path) -> str:
    """Return the guards of a fresh database in `folder`."""
    import psycopg

    from tilth import wiring
    from tilth.connectors.postgres import server

    wiring.start_django(folder)
    wiring.migrate()
    try:
        from tilth.domain.audit import catalogue

        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            return catalogue.printed(catalogue.present(connection))
    finally:
        server.stop(folder / wiring.POSTGRES)


if __name__ == "__main__":
    main()
