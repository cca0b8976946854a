"""Print what guards a fresh database into src/tilth/data/security/catalogue.txt; `--check` compares only.

`--system URL` instead prints into system.txt what the PostgreSQL at that address brought, for its major
version: the address of a fresh server, by its superuser. Without it that of the embedded server is
printed too.
"""

import os
import sys
import tempfile
from pathlib import Path

SECURITY = Path(__file__).resolve().parents[1] / "src/tilth/data/security"


def main() -> None:
    """Make a bank in a folder that goes away, and write down its guards; or ask the server that is named."""
    os.environ.setdefault("TILTH_SECRET_KEY", "only-for-this-print" * 4)
    if "--system" in sys.argv:
        texts = {"system.txt": system(sys.argv[sys.argv.index("--system") + 1])}
    else:
        with tempfile.TemporaryDirectory(prefix="tilth-catalogue-") as folder:
            texts = fresh(Path(folder))
    for name, shown in texts.items():
        target = SECURITY / name
        if "--check" in sys.argv and shown != target.read_text("utf-8"):
            sys.exit(f"{target} is not what a fresh database has: run scripts/print_catalogue.py.")
        target.write_text(shown, "utf-8")


def fresh(folder: Path) -> dict[str, str]:
    """Return the guards of a fresh database in `folder`, and what its server brought."""
    import psycopg

    from tilth import wiring
    from tilth.connectors.postgres import server

    wiring.start_django(folder)
    wiring.migrate()
    try:
        from tilth.domain.audit import catalogue

        url = os.environ["DATABASE_URL"]
        with psycopg.connect(url) as connection:
            return {
                "system.txt": system(url),
                "catalogue.txt": catalogue.printed(catalogue.present(connection)),
            }
    finally:
        server.stop(folder / wiring.POSTGRES)


def system(url: str) -> str:
    """Return all that is known of PostgreSQL's versions, with what the server at `url` brought."""
    import psycopg

    from tilth.domain.audit import brought

    with psycopg.connect(url) as connection:
        connection.execute("SET search_path = pg_catalog")
        return brought.printed(connection.info.server_version // 10000, brought.present(connection))


if __name__ == "__main__":
    main()
