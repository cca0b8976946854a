"""Print the reference pages of docs/ from the definitions in the code, so that they cannot disagree."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from tilth.policy import figures, permissions, registry, retained, roles
from tilth.policy.figure import Figure
from tilth.policy.permissions import Action, Thing
from tilth.policy.registry import Kind
from tilth.policy.retained import Along, Answer, Otherwise, Swept
from tilth.policy.subjects import DECLARED
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


PERMITTED = (
    "Who may do what, and to whose customers. What is not here is denied; external partners (ROLE-11) have no"
    " login. Printed from `tilth.policy` by `make docs`."
)


COUNTED = (
    "Every number that a page shows about customers: what it counts, of whom, and which rows its link opens."
    " A figure is a link to its rows, or says what it was made of. Printed from `tilth.policy.figures` by"
    " `make docs`."
)


def figures_page() -> str:
    """Return the figures that pages show."""
    rows = (
        (
            f"`{one.code}`",
            f"{one.label_en} {one.label_zh}",
            one.about_en,
            one.unit,
            ", ".join(one.of),
            "closed too" if one.closed else "open",
            "list" if one.of_list else "book",
            "with attempts" if one.attempts else "",
            _behind(one),
        )
        for one in figures.FIGURES
    )
    head = ("figure", "name", "counts", "unit", "of", "customers", "of the", "contacts", "rows behind")
    return "\n\n".join(("# Figures", COUNTED, _rows(head, rows))) + "\n"


def _behind(one: Figure) -> str:
    """Return where the rows of a figure are: what the page is asked for, the column summed, or its parts."""
    if one.parts:
        return f"on the page: {one.parts}"
    if not one.page:
        return "none"
    asked = " ".join(f"{part}={value}" for part, value in one.query.items())
    return f"{asked}, sum of {one.sums}".removeprefix(", ") if one.sums else asked


def roles_page() -> str:
    """Return the roles, what each may do to which thing, and the duties kept apart."""
    parts = [
        "# Roles and permissions",
        PERMITTED,
        "## Roles",
        _rows(
            ("role", "name", "sees", "for", "source"),
            (
                (
                    role.code,
                    f"{role.label_en} {role.label_zh}",
                    roles.SCOPES[role.scope],
                    role.about,
                    role.source,
                )
                for role in roles.ROLES
            ),
        ),
        "## Permissions",
        *(f"### {role.label_en}\n\n{_granted(role.code)}" for role in roles.ROLES),
        "## Duties kept apart",
        _rows(
            ("one", "other", "why"),
            ((_duty(*pair.first), _duty(*pair.second), pair.why) for pair in permissions.SEPARATION),
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _granted(role: str) -> str:
    held = permissions.GRANTS[role]
    cells = (
        (thing, ", ".join(action for action in Action if action in held[thing]))
        for thing in Thing
        if held.get(thing)
    )
    return _rows(("thing", "may"), cells)


def _duty(thing: Thing, action: Action) -> str:
    return f"{action} {thing}"


def fields_page() -> str:
    """Return the kinds of data, how long they are kept, and the kind of every column."""
    parts = [
        "# The field registry",
        "What kind of data every column holds (C-20). Printed from `tilth.policy.registry` by `make docs`.",
        "## Kinds",
        _rows(
            ("kind", "class", "JR/T 0197", "NFRA", "mask", "kept", "sealed", "logs", "meaning"),
            map(_kind_row, registry.KINDS.values()),
        ),
        "## How long",
        _rows(
            ("rule", "months", "counted from", "source"),
            (
                (rule.code, rule.months or "–", rule.counted_from, rule.source)
                for rule in registry.RETENTION.values()
            ),
        ),
    ]
    for area in registry.AREAS:
        parts.append(f"## {area.capitalize()}")
        rows = (
            (table, kind, names)
            for table, columns in registry.entries(area).items()
            for kind, names in _by_kind(columns)
        )
        parts.append(_rows(("table", "kind", "columns"), rows))
    return "\n\n".join(parts) + "\n"


KEPT = (
    "What becomes of the rows of each table, and by which rule. Who sweeps and when:"
    " [compliance](../how-to/compliance.md); the days worked out: [the table](../rules/retention.md). Printed"
    " from `tilth.policy.retained` by `make docs`."
)


def retention_page() -> str:
    """Return how long the rows of each table are kept, and what becomes of them."""
    rules = (
        (rule.code, rule.months or "–", rule.counted_from, rule.source)
        for rule in registry.RETENTION.values()
    )
    rows = ((table, *_kept(one)) for table, one in sorted(retained.ANSWERS.items()))
    parts = [
        "# Retention",
        KEPT,
        "A legal hold wins over every rule: nothing of a held customer is deleted until compliance lifts it.",
        "## Rules",
        _rows(("rule", "months", "counted from", "source"), rules),
        "## Tables",
        "Published tables (`published_…`) are replaced by every night; a history goes with its row.",
        _rows(("table", "answer", "rule", "own day", "about", "more"), rows),
    ]
    return "\n\n".join(parts) + "\n"


def _kept(one: Answer) -> tuple[str, ...]:
    if isinstance(one, Swept):
        about = one.customer or ", ".join(one.staff)
        return ("swept", one.rule, one.day, about, one.waits)
    if isinstance(one, Along):
        return ("along", "", "", "", f"with `{one.table}`")
    return ("otherwise" if isinstance(one, Otherwise) else "stays", "", "", "", one.why)


def _kind_row(kind: Kind) -> tuple[object, ...]:
    sealed, logs = ("yes" if flag else "" for flag in (kind.encrypted, kind.loggable))
    return (
        kind.code,
        kind.cls,
        kind.jrt_level,
        kind.nfra,
        kind.mask,
        kind.retention,
        sealed,
        logs,
        kind.about,
    )


def _by_kind(columns: Mapping[str, Kind]) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for column, kind in columns.items():
        found.setdefault(kind.code, []).append(column)
    return [(code, ", ".join(names)) for code, names in found.items()]


def _rows(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def subject_pages() -> dict[Path, str]:
    """Return one page a subject."""
    from tilth.domain import telling

    return {ROOT / "docs" / "subjects" / f"{one.name}.md": telling.page(one) for one in DECLARED}


def pages() -> dict[Path, str]:
    """Return every generated page with its text; Django must be ready."""
    from tilth.api import main as api

    list(api.parts())  # their answers are fields as well

    made = {
        FOLDER / "roles.md": roles_page(),
        FOLDER / "fields.md": fields_page(),
        FOLDER / "figures.md": figures_page(),
        FOLDER / "retention.md": retention_page(),
    }
    for name, (title, about, tables) in PAGES.items():
        parts = [
            f"# {title}",
            f"{about} Printed from `tilth.ports` by `make docs`.",
            *map(table_page, tables),
        ]
        made[FOLDER / name] = "\n\n".join(parts) + "\n"
    return made | subject_pages()


def main() -> None:
    """Write the pages; asks no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost:1/none")
    os.environ.setdefault("TILTH_SECRET_KEY", "only-for-these-pages" * 4)
    import django

    django.setup()
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
