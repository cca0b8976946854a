"""Compare all customers in parts, each kept when it is done: what was killed goes on where it stopped."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
from splink import Linker
from splink.backends.duckdb import DuckDBAPI

from tilth.connectors.linkage import people
from tilth.connectors.linkage.model import settings
from tilth.policy.duplicates.evidence import EVIDENCE, Pair
from tilth.policy.duplicates.weights import points
from tilth.policy.subjects.duplicate import DuplicateRules

PEOPLE = "people.parquet"
PART = 250_000
"""So many customers are compared with all others at a time."""
MEMORY = "2GB"
_KEPT = ("customer_id", "match_weight", "gamma_", "mw_")
"""Columns that a part keeps begin so: nobody's name among them."""


def pairs(
    folder: Path, rules: DuplicateRules, *, now: Callable[[int, int], None] = lambda _done, _of: None
) -> Iterator[Pair]:
    """Yield the pairs among the customers of `folder` that are likely enough, likeliest first.

    Each part is kept in the folder; `now` is told how many are done of how many.
    """
    source = folder / PEOPLE
    wanted = -(-people.count(source) // PART) or 1
    parts = [folder / f"{_digest(rules)}-{number}-of-{wanted}.parquet" for number in range(1, wanted + 1)]
    if not all(part.exists() for part in parts):
        _compare(source, rules, parts, now)
    now(wanted, wanted)
    yield from _told(parts, rules)


def _compare(source: Path, rules: DuplicateRules, parts: list[Path], now: Callable[[int, int], None]) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{source.parent / 'spill'}'")
        customers = people.opened(connection, source, shared_by=rules.shared_by)
        database = DuckDBAPI(connection)
        linker = Linker(database.register("people"), settings(rules, customers), log_level=None)
        for number, part in enumerate(parts, start=1):
            now(number - 1, len(parts))
            if not part.exists():
                _part(connection, linker, (number, len(parts)), rules, part)


def _part(
    connection: duckdb.DuckDBPyConnection,
    linker: Linker,
    which: tuple[int, int],
    rules: DuplicateRules,
    path: Path,
) -> None:
    found = linker.inference.predict_chunk(
        left_chunk=which,
        right_chunk=(1, 1),
        threshold_match_weight=points(float(rules.least)),
        warning_mode="never",
    )
    written = path.with_suffix(".part")
    kept = [name for name in connection.table(found.physical_name).columns if name.startswith(_KEPT)]
    connection.table(found.physical_name).select(*kept).write_parquet(str(written))
    written.replace(path)
    found.drop_table_from_database_and_remove_from_cache(force_non_splink_table=False)


def _told(parts: list[Path], rules: DuplicateRules) -> Iterator[Pair]:
    levels = {code: [one.level for one in reversed(rules.levels(code))] for code in EVIDENCE}
    with duckdb.connect() as connection:
        query = "SELECT * FROM read_parquet($1) ORDER BY match_weight DESC, customer_id_l, customer_id_r"
        found = connection.execute(query, [[str(part) for part in parts]])
        names = [one[0] for one in found.description or ()]
        while row := found.fetchone():
            yield _pair(dict(zip(names, row, strict=True)), levels)


def _pair(row: dict[str, object], levels: dict[str, list[str]]) -> Pair:
    return Pair(
        customer_id=str(row["customer_id_l"]),
        other_id=str(row["customer_id_r"]),
        weight=float(str(row["match_weight"])),
        told=tuple(
            (code, names[place], _points(row, code))
            for code, names in levels.items()
            if (place := int(str(row[f"gamma_{code}"]))) >= 0
        ),
    )


def _points(row: dict[str, object], code: str) -> float:
    """Return what a piece of evidence is worth in this pair, its rarity counted."""
    return sum(float(str(row.get(name) or 0)) for name in (f"mw_{code}", f"mw_tf_adj_{code}"))


def _digest(rules: DuplicateRules) -> str:
    """Return a mark of the rules: what was kept under others is not gone on with."""
    told = json.dumps(rules.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]
