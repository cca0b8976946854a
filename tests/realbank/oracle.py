"""The real bank worked out from its raw feeds alone, in plain SQL: all nights at once, nothing carried."""

import os
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
FEEDS = Path(os.environ.get("TILTH_REAL_BANK") or HERE.parents[2] / "shared" / "data" / "berka")
VIEWS = {
    "unit": "branches",
    "staff": "staff",
    "customer": "customers",
    "product": "products",
    "holding": "holdings",
    "movement": "transactions",
    "relation": "relations",
}
Rows = list[tuple[object, ...]]


def open_bank(feeds: list[Path]) -> duckdb.DuckDBPyConnection:
    """Return a connection that holds what every mart must say on the night of each of these feed folders."""
    con = duckdb.connect(config={"threads": 2})
    con.execute("set enable_progress_bar = false")
    for view, table in VIEWS.items():
        files = ", ".join(f"'{feed / table}.parquet'" for feed in feeds)
        con.execute(
            f"create table {view} as select * exclude (filename),"
            " cast(parse_filename(parse_dirpath(filename)) as date) as night"
            f" from read_parquet([{files}], filename = true)"
        )
    for script in ("oracle.sql", "oracle_events.sql"):
        con.execute((HERE / script).read_text("utf-8"))
    return con


def attach(con: duckdb.DuckDBPyConnection, lake: Path, marts: tuple[str, ...]) -> None:
    """Show the computed marts of all nights of a lake beside the expected ones."""
    for mart in marts:
        files = f"{lake / 'marts' / mart}/*/*.parquet"
        con.execute(
            f"create view {mart} as select * from read_parquet('{files}', hive_partitioning = false)"
            " where business_date in (select night from night)"
        )


def differences(con: duckdb.DuckDBPyConnection, mart: str, columns: str) -> Rows:
    """Return up to ten rows that only one side has, as (side, values...)."""
    expected, found = f"select {columns} from expected_{mart}", f"select {columns} from {mart}"
    return con.execute(
        f"select 'expected', * from ({expected} except all {found}) union all"
        f" select 'found', * from ({found} except all {expected}) order by all limit 10"
    ).fetchall()
