"""Print the reference pages of docs/ from the definitions in the code, so that they cannot disagree."""

from pathlib import Path

from tilth.ports import feed, marts, operational
from tilth.ports.schema import Table

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"

PAGES = {
    "feed.md": ("The feed", "What a bank's core systems deliver every night, in this order.", feed.TABLES),
    "marts.md": ("The marts", "What the nightly run computes; other programs may rely on it.", marts.TABLES),
    "state.md": ("Carried state", "What one night hands to the next; kept beside the marts.", marts.STATE),
    "extracts.md": (
        "The nightly extracts",
        "What people recorded on the pages, as the engine reads it.",
        operational.TABLES,
    ),
}


def table_page(table: Table) -> str:
    """Return one table as Markdown: grain, key, and a row per column."""
    must = "" if table.required else " May be absent."
    lines = [f"## {table.name}", "", f"{table.about}{must} Key: {', '.join(table.key)}.", ""]
    lines += ["| column | type | required | values | meaning |", "| --- | --- | --- | --- | --- |"]
    for column in table.columns:
        required = "yes" if column.required else ""
        values = ", ".join(f"`{value}`" for value in column.values)
        lines.append(f"| {column.name} | {column.kind} | {required} | {values} | {column.about} |")
    if table.references:
        links = (f"{link.column} → {link.table}" for link in table.references)
        lines += ["", f"References: {', '.join(links)}."]
    return "\n".join(lines)


def pages() -> dict[Path, str]:
    """Return every generated page with its text."""
    made = {}
    for name, (title, about, tables) in PAGES.items():
        parts = [
            f"# {title}",
            f"{about} Printed from `tilth.ports` by `make docs`.",
            *map(table_page, tables),
        ]
        made[FOLDER / name] = "\n\n".join(parts) + "\n"
    return made


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
