"""The lake's night as DuckDB views, and a fingerprint by which the same content is known again."""

import datetime as dt
import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tilth.connectors.warehouse import pinyin, readings
from tilth.connectors.warehouse.readings import Spelled
from tilth.connectors.warehouse.tables import Published
from tilth.kernel import spelling
from tilth.kernel.errors import Refused
from tilth.lake.layout import Area
from tilth.lake.store import Lake
from tilth.policy.vocabulary import EVENT_KINDS, TIERS

_FEED = ("branches", "staff", "customers", "relations", "products", "holdings", "transactions")
_MARTS = (
    *(
        "customers",
        "events",
        "signals",
        "signal_evidence",
        "call_list",
        "exclusions",
        "book",
        "branch",
        "rates",
    ),
    *("reasons", "week_list", "call_values", "care_debt"),
)
BATCH = 50_000

Figures = tuple[int | Decimal, ...]

_KINDS = ", ".join(f"'{kind}'" for kind in EVENT_KINDS)
_STANDING = f"""
    CREATE VIEW standing_events AS
    SELECT event.*, reason.told_on, reason.lapses_on, reason.state
    FROM (SELECT event_id, business_date, customer_id, kind, subject, due_on, amount, detail
        FROM mart_events) AS event LEFT JOIN mart_reasons AS reason USING (event_id)
    UNION ALL
    SELECT event_id, told_on AS business_date, customer_id, kind, subject, due_on, amount, detail, told_on,
        lapses_on, state
    FROM mart_reasons AS reason ANTI JOIN mart_events USING (event_id)
    WHERE reason.state = 'open' AND kind IN ({_KINDS})
"""  # noqa: S608 - our own words
"""What pages show of events: tonight's, and those of before that still ask for a contact, with their night's
figures. The reasons that are signals are published apart."""
_YOUNGER = {
    "mart_signals": "CREATE VIEW mart_signals AS SELECT *, amount AS money, '' AS purpose,"
    " business_date AS told_on, business_date AS lapses_on, '' AS state, false AS stands"
    " FROM mart_events LIMIT 0",
    "mart_signal_evidence": "CREATE VIEW mart_signal_evidence AS SELECT event_id, business_date, customer_id,"
    " kind AS source, subject AS source_id, due_on AS day, amount FROM mart_events LIMIT 0",
    "mart_call_values": "CREATE VIEW mart_call_values AS SELECT rm_id, business_date, rank, customer_id,"
    " '' AS event_id, '' AS kind, NULL::DECIMAL(18, 2) AS money, NULL::BIGINT AS days_left,"
    " NULL::BIGINT AS urgency, 0::BIGINT AS reach, 0::BIGINT AS agree, 0::DECIMAL(18, 2) AS expected,"
    " 0::BIGINT AS care, 0::BIGINT AS effort, '' AS opening, 0::BIGINT AS points"
    " FROM mart_call_list LIMIT 0",
    "mart_reasons": "CREATE VIEW mart_reasons AS"
    " SELECT *, NULL::DATE AS told_on, NULL::DATE AS lapses_on, '' AS state FROM mart_events LIMIT 0",
    "mart_care_debt": "CREATE VIEW mart_care_debt AS SELECT customer_id, NULL::DATE AS begun_on,"
    " NULL::BIGINT AS created, NULL::BIGINT AS paid, NULL::BIGINT AS waived_missed,"
    " NULL::BIGINT AS waived_longer, NULL::BIGINT AS waived_corrected, NULL::BIGINT AS waived_stopped,"
    " NULL::BIGINT AS waived_wished, NULL::BIGINT AS waived_died, NULL::BIGINT AS waived_closed,"
    " NULL::BIGINT AS carried FROM mart_customers LIMIT 0",
    "mart_week_list": "CREATE VIEW mart_week_list AS SELECT customer_id, rank, 0::BIGINT AS size,"
    " business_date AS made_on FROM mart_call_list LIMIT 0",
}
"""What nights of an earlier version do not have: empty there."""
_COUNTED = "NULL::BIGINT AS share_known, " + ", ".join(
    f"NULL::DECIMAL(18, 2) AS {name}"
    for name in (*(f"assets_{tier}" for tier in TIERS), "share_here", "share_elsewhere")
)
"""What nights of an earlier version did not count of a book and of a branch."""
_REACHED = f"""
    CREATE VIEW reached_books AS FROM mart_book UNION ALL BY NAME
    SELECT NULL::BIGINT AS reachable, NULL::BIGINT AS without_consent, NULL::BIGINT AS without_number,
        NULL::DECIMAL(18, 2) AS joint_repeats, {_COUNTED}
    WHERE false
"""
"""The books; nights of an earlier version know neither who can be reached, nor joint accounts, nor shares."""
_SHARED = f"""
    CREATE VIEW shared_branches AS FROM mart_branch UNION ALL BY NAME
    SELECT NULL::DECIMAL(18, 2) AS joint_repeats, NULL::DECIMAL(18, 2) AS joint_across, {_COUNTED} WHERE false
"""
"""The branches; nights of an earlier version do not know joint accounts."""
_JUDGED = """
    CREATE VIEW judged_customers AS SELECT * EXCLUDE (elsewhere, asset_share) FROM (
        FROM mart_customers UNION ALL BY NAME
        SELECT NULL::DECIMAL(18, 2) AS elsewhere, NULL::DOUBLE AS asset_share,
            NULL::DOUBLE AS product_coverage, NULL::BOOLEAN AS main_bank,
            NULL::VARCHAR[] AS former_categories, NULL::DATE AS first_invested_on,
            NULL::BIGINT AS bought_year WHERE false
    )
"""
"""The customers but what they told of other banks, which pages read where it was written; older nights
know neither that nor whether this is the main bank."""
_WORTH = """
    CREATE VIEW worth_of_names AS FROM mart_call_values UNION ALL BY NAME
    SELECT NULL::BIGINT AS worn, NULL::VARCHAR AS instead WHERE false
"""
"""What names are worth; nights of an earlier version do not know who was always called."""
_NAMED = r"""
    CREATE VIEW named_customers AS
    SELECT *, substr(name, length(surname) + 1) AS rest FROM (
        SELECT *, CASE WHEN kind <> 'person' THEN ''
            WHEN NOT regexp_matches(left(name, 1), '[\x{3400}-\x{9FFF}\x{20000}-\x{3347F}]') THEN ''
            WHEN length(name) > 2 AND left(name, 2) IN (FROM compounds) THEN left(name, 2)
            ELSE left(name, 1) END AS surname
        FROM (FROM feed_customers UNION ALL BY NAME SELECT NULL::VARCHAR AS phone_index,
            NULL::VARCHAR AS mobile_end_index, NULL::VARCHAR AS phone_line_index,
            NULL::VARCHAR AS phone_end_index, NULL::VARCHAR AS phone_tail_index WHERE false)
    )
"""
"""Customers with their names in two parts; a company's has no surname. Older nights have fewer indexes."""

_PLAIN_HAN = r"[\x{4E00}-\x{9FFF}]+"
"""Names that are their own key: nearly all."""
_SOUNDED = r"""
    CREATE MACRO sounded(spoken) AS
    replace(replace(regexp_replace(spoken, '([lnjqxy])v', '\1u', 'g'), 'lyu', 'lu'), 'nyu', 'nu')
"""
"""`spelling.sound` of names whose parts were spelled apart."""

_READ = """
    CREATE TABLE read_names AS
    SELECT surname, rest, list(text ORDER BY rank, text) FILTER (form = 'pinyin') AS pinyin,
        list(text ORDER BY rank, text) FILTER (form = 'initials') AS initials
    FROM (
        SELECT one.surname, one.rest, first.form, min(first.rank + second.rank) AS rank,
            CASE first.form WHEN 'pinyin' THEN left(sounded(first.text || second.text), $sounds)
                ELSE left(first.text || second.text, $signs) END AS text
        FROM (SELECT DISTINCT surname, rest FROM named_customers) AS one
        JOIN read_surname AS first ON first.written = one.surname
        JOIN read_rest AS second ON second.written = one.rest AND second.form = first.form
        GROUP BY ALL
    ) GROUP BY surname, rest
"""
"""How each name is read: the first is shown and sorted by, the two after it are found everywhere."""

_STAFF_NAMES = "SELECT DISTINCT name FROM feed_staff WHERE name IS NOT NULL ORDER BY name"


def paths(files: Lake, day: dt.date) -> dict[str, Path]:
    """Return view name → file of the night; Refused when the lake does not hold it whole."""
    found = {f"feed_{name}": files.path(Area.FEED, name, day) for name in _FEED}
    found |= {f"mart_{name}": files.path(Area.MARTS, name, day) for name in _MARTS}
    found = {name: path for name, path in found.items() if name not in _YOUNGER or path.exists()}
    missing = [str(path) for path in found.values() if not path.exists()]
    if missing:
        raise Refused(f"The lake does not hold the night of {day} ({missing[0]} is missing): run it first.")
    return found


def fingerprint(found: dict[str, Path]) -> str:
    """Return the SHA-256 of the night's files, in order of their names."""
    digest = hashlib.sha256()
    for name in sorted(found):
        with found[name].open("rb") as file:
            digest.update(f"{name} {hashlib.file_digest(file, 'sha256').hexdigest()}\\n".encode())
    return digest.hexdigest()


class Source:
    """The night, ready to be read by several threads, each through its own cursor."""

    def __init__(self, found: dict[str, Path], *, values: dict[str, Any]) -> None:
        self._connection = duckdb.connect(config={"preserve_insertion_order": True})
        self._connection.execute("SET enable_progress_bar = false")
        self._values = {"signs": spelling.SIGNS, **values}
        for name, path in found.items():
            self._connection.read_parquet(str(path)).create_view(name)
        for name in sorted(_YOUNGER.keys() - found.keys()):
            self._connection.execute(_YOUNGER[name])
        self._connection.execute(_STANDING)
        self._connection.execute(_JUDGED)
        self._connection.execute(_REACHED)
        self._connection.execute(_SHARED)
        self._connection.execute(_WORTH)
        self._spell_names()

    def close(self) -> None:
        """Let go of files and memory."""
        self._connection.close()

    def batches(self, table: Published) -> pa.RecordBatchReader:
        """Return the table's rows as a stream of Arrow batches."""
        cursor = self._connection.cursor()
        return cursor.sql(table.rows, params=self._named(table.rows)).to_arrow_reader(BATCH)

    def types(self, table: Published) -> dict[str, str]:
        """Return the types (DuckDB's names) in which the table's columns come out of the lake."""
        rows = self._connection.cursor().sql(table.rows, params=self._named(table.rows))
        return {name: str(kind) for name, kind in zip(rows.columns, rows.types, strict=True)}

    def figures(self, table: Published) -> Figures:
        """Return the figures that the loaded table has to show."""
        row = self._connection.cursor().execute(table.lake, self._named(table.lake)).fetchone()
        return tuple(row or ())

    def _named(self, statement: str) -> dict[str, Any]:
        return {name: value for name, value in self._values.items() if f"${name}" in statement}

    def _spell_names(self) -> None:
        # A million people share few surnames and given names: each part is spelled once and joined per row.
        compounds = pa.table({"written": pa.array(pinyin.compound_surnames(), pa.string())})
        self._connection.from_arrow(compounds).create("compounds")
        self._connection.execute(_NAMED)
        self._connection.execute(_SOUNDED)
        self._key_names()
        self._read("surname", readings.surname)
        self._read("rest", readings.rest)
        self._connection.execute(_READ, {"signs": spelling.SIGNS, "sounds": spelling.SOUNDS})
        self._spell_staff()

    def _spell_staff(self) -> None:
        """Make the table of how the names of staff are spelt: they are few, and each is spelt whole."""
        written = [text for (text,) in self._connection.execute(_STAFF_NAMES).fetchall()]
        spelled = {"name": pa.array(written, pa.string())}
        spelled["pinyin"] = pa.array([pinyin.person(text) for text in written], pa.string())
        self._connection.from_arrow(pa.table(spelled)).create("spelled_staff")

    def _key_names(self) -> None:
        """Make the table of the names that are searched by another spelling than their own."""
        statement = "SELECT DISTINCT name FROM named_customers WHERE NOT regexp_full_match(name, $plain)"
        written = [text for (text,) in self._connection.execute(statement, {"plain": _PLAIN_HAN}).fetchall()]
        keyed = {"written": pa.array(written, pa.string())}
        keyed["key"] = pa.array([spelling.key(text) for text in written], pa.string())
        self._connection.from_arrow(pa.table(keyed)).create("keyed_names")

    def _read(self, part: str, read: Callable[[str], tuple[Spelled, Spelled]]) -> None:
        """Make the table of a part's distinct texts with their spellings, the one that is shown first."""
        statement = f"SELECT DISTINCT {part} FROM named_customers WHERE {part} IS NOT NULL ORDER BY {part}"  # noqa: S608
        written = [text for (text,) in self._connection.execute(statement).fetchall()]
        rows = [
            (text, form, rank, one)
            for text in written
            for form, spelled in zip(("pinyin", "initials"), read(text), strict=True)
            for rank, one in enumerate(spelled)
        ]
        names = ("written", "form", "rank", "text")
        kinds = (pa.string(), pa.string(), pa.int32(), pa.string())
        made = {
            name: pa.array([row[i] for row in rows], kind)
            for i, (name, kind) in enumerate(zip(names, kinds, strict=True))
        }
        self._connection.from_arrow(pa.table(made)).create(f"read_{part}")
