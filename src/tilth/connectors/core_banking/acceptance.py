"""The feed's door: a feed is taken, typed and judged, or refused; bad rows are quarantined (contract §1)."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking import manifest, order, protecting, quarantine, sheet
from tilth.connectors.core_banking.manifest import FeedFile
from tilth.connectors.core_banking.reading import csv_reader, parquet_reader
from tilth.connectors.core_banking.rules import (
    authentication,
    cells,
    concerned,
    history,
    identity,
    keys,
    owners,
    plausible,
    positions,
    references,
    standing,
    telephones,
    unread,
    volumes,
)
from tilth.connectors.core_banking.rules.context import Context, Place
from tilth.connectors.core_banking.sheet import Sheet
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.lake import layout
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.parquet import ROW_GROUP, write_batches
from tilth.lake.store import Lake
from tilth.policy import playbook
from tilth.policy.bank import Bank
from tilth.policy.playbook.plausibility import Plausibility
from tilth.ports.feed import TABLES
from tilth.ports.schema import Table
from tilth.vault.ring import Ring

EXAMPLES = 20
"""How many quarantine lines a report shows."""


@dataclass(frozen=True, kw_only=True)
class TableCount:
    """What became of one table's rows; repeated rows taken once are neither quarantined nor accepted."""

    table: str
    read: int
    quarantined: int
    normalised: int
    left_out: int
    """Single values that were left out, their rows kept (A24)."""
    accepted: int
    ignored_columns: tuple[str, ...]


@dataclass(kw_only=True)
class Noted:
    """What acceptance saw so far: of a feed that is refused, all that there is to tell."""

    tables: list[TableCount] = field(default_factory=list)
    findings: list[Said] = field(default_factory=list)
    faults: list[pa.Table] = field(default_factory=list)
    judging: Sheet | None = None
    """The table at which acceptance is, or at which it stopped."""

    def judged(self, sheet: Sheet) -> None:
        """Note a table that was taken."""
        self.tables.append(_count(sheet))
        self.findings += _ignored(sheet) + sheet.findings
        self.faults.append(quarantine.in_order(sheet.faults))
        self.judging = None

    def stopped(self) -> tuple[list[TableCount], pa.Table]:
        """Return the counts and the quarantine so far, those of the table at which it stopped included."""
        sheet = self.judging
        if sheet is None:
            return self.tables, quarantine.together(self.faults)
        last = replace(_count(sheet), accepted=0)
        return [*self.tables, last], quarantine.together([*self.faults, quarantine.in_order(sheet.faults)])


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A feed that was taken: date, digest, counts, findings, and the first quarantine lines."""

    business_date: dt.date
    digest: str
    tables: tuple[TableCount, ...]
    findings: tuple[Said, ...]
    examples: tuple[str, ...] = ()


def digest(folder: Path, *, bank: Bank) -> tuple[dt.date, str]:
    """Return business date and content digest of a feed whose manifest holds; Refused as in `accept`."""
    delivery = manifest.deliver(folder, bank=bank)
    return delivery.business_date, delivery.digest


def accept(  # noqa: PLR0913 - keywords that say how a feed is taken
    folder: Path,
    *,
    bank: Bank,
    draft: Place,
    ring: Ring | None,
    override: bool = False,
    far_date: bool = False,
    plausibility: Plausibility | None = None,
    noted: Noted | None = None,
) -> Accepted:
    """Write accepted rows, sealed, and quarantine to the draft; on Refused the draft is not to be committed.

    Without a ring the columns that must lie sealed are left empty: only a check may do without. What is seen
    on the way stands in `noted`, also after a refusal. What is plausible says the bank's playbook, else the
    default one.
    """
    delivery = manifest.deliver(folder, bank=bank)
    context = Context(
        business_date=delivery.business_date,
        bank=bank,
        place=draft,
        plausibility=plausibility or playbook.default().plausibility,
        ring=ring,
        override=override,
        far_date=far_date,
    )
    history.near(context, folder)
    noted = noted if noted is not None else Noted()
    noted.findings += delivery.findings
    for table in TABLES:
        noted.judged(_take(table, delivery.files.get(table.name), context, noted))
    quarantine.write(draft.out_quarantine(delivery.business_date), noted.faults)
    lines = quarantine.together(noted.faults).slice(0, EXAMPLES).to_pylist()
    return Accepted(
        business_date=delivery.business_date,
        digest=delivery.digest,
        tables=tuple(noted.tables),
        findings=tuple(noted.findings),
        examples=tuple(quarantine.sentence(line) for line in lines),
    )


def check(  # noqa: PLR0913 - as `accept`
    folder: Path,
    *,
    bank: Bank,
    lake: Lake | None,
    ring: Ring | None = None,
    override: bool = False,
    far_date: bool = False,
    plausibility: Plausibility | None = None,
) -> Accepted:
    """Do what `accept` does into a temporary place and leave the lake as it is; Refused as in `accept`.

    Without the lake's ring, sealed columns are not compared with those of earlier nights.
    """
    with _aside(lake) as place:
        return accept(
            folder,
            bank=bank,
            draft=place,
            ring=ring,
            override=override,
            far_date=far_date,
            plausibility=plausibility,
        )


@dataclass(frozen=True)
class _Aside:
    """A place whose writes are thrown away and whose reads are the visible lake's."""

    root: Path
    lake: Lake | None

    @property
    def nights(self) -> tuple[Night, ...]:
        return self.lake.nights if self.lake else ()

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        return self.lake.path(area, table, day) if self.lake else self.out(area, table, day)

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        return layout.folder(self.root, area, table, day) / layout.PART

    def out_quarantine(self, day: dt.date) -> Path:
        return layout.quarantine(self.root, day)


@contextmanager
def _aside(lake: Lake | None) -> Iterator[_Aside]:
    root = Path(tempfile.mkdtemp(prefix="tilth-feed-check-"))
    try:
        yield _Aside(root, lake)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _take(table: Table, file: FeedFile | None, context: Context, noted: Noted) -> Sheet:
    """Read, judge and write one table; return its sheet without the columns, which may be large."""
    judged = sheet.empty(table) if file is None else _read(file, table, context.bank)
    noted.judging = judged
    authentication.refuse_columns(judged)
    _judge(judged, context)
    _within_limits(judged, context.bank)
    accepted = order.sorted_rows(standing.with_rows_before(judged, context), table)
    volumes.check(table, accepted, judged.file, context)
    references.remember(judged, context)
    _remember(table, accepted, context)
    unread.note(judged, accepted, context)
    judged.columns.clear()
    path = context.place.out(Area.FEED, table.name, context.business_date)
    batches = accepted.to_batches(max_chunksize=ROW_GROUP)
    write_batches(
        path, arrow_schema(table.stored), (protecting.protect(rows, table, context.ring) for rows in batches)
    )
    return judged


def _read(file: FeedFile, table: Table, bank: Bank) -> Sheet:
    if file.path.stat().st_size == 0:
        raise Refused(Said("empty_file", path=file.path))
    if file.is_csv:
        # A record needs some bytes: an upper bound of the rows, where no manifest states them.
        rows = file.size if file.rows is None else file.rows
        limit = max(bank.feed.bad_rows, int(bank.feed.bad_share * rows))
        judged = csv_reader.read(file, table, bad_limit=limit)
    else:
        judged = parquet_reader.read(file, table)
    manifest.unchanged(file)
    return judged


def _judge(judged: Sheet, context: Context) -> None:
    name = judged.table.name
    keys.normalise(judged)
    authentication.drop_texts(judged)
    cells.check(judged, context)
    if name == "customers":
        identity.check(judged, context.business_date)
        positions.customers(judged)
    elif name == "staff":
        telephones.check(judged, ("mobile",))
    elif name == "prices":
        positions.positive(judged, "nav")
    elif name == "fx_rates":
        positions.positive(judged, "rate")
    elif name == "holdings":
        positions.holdings(judged, context)
    elif name == "due_days":
        positions.due_days(judged, context.business_date)
    elif name == "transactions":
        positions.fill_transactions(judged)
    keys.one_row_each(judged)
    references.check(judged, context)
    owners.agree(judged, context)
    history.missing(judged, context)
    history.repeated(judged, context)
    history.rates(judged, context)
    history.jumped(judged, context)
    if name == "customers":
        history.owners(judged, context)
    plausible.check(judged, context)


def _within_limits(judged: Sheet, bank: Bank) -> None:
    """Refuse a table with too many bad rows, in number and in share."""
    bad = int(np.count_nonzero(judged.bad))
    if bad > bank.feed.bad_rows and bad > bank.feed.bad_share * judged.read:
        raise Refused(
            Said(
                "rows_bad",
                file=judged.file,
                bad=bad,
                read=judged.read,
                limit=bank.feed.bad_rows,
                share=bank.feed.bad_share,
                spot=judged.first_fault(),
            )
        )


def _remember(table: Table, accepted: pa.Table, context: Context) -> None:
    if table.name == "products":
        pairs = zip(accepted["product_id"].to_pylist(), accepted["category"].to_pylist(), strict=True)
        context.category.update(pairs)
    elif table.name == "customers":
        concerned.remember(accepted, context)
    elif table.name == "fx_rates":
        context.currencies.update(pc.unique(accepted["currency"]).to_pylist())
    elif table.name == "holdings":
        context.held = accepted.select(list(plausible.OF_BOOKINGS))


def _count(judged: Sheet) -> TableCount:
    bad = int(np.count_nonzero(judged.bad))
    repeated = int(np.count_nonzero(judged.repeated & ~judged.bad))
    return TableCount(
        table=judged.table.name,
        read=judged.read,
        quarantined=bad,
        normalised=judged.normalised,
        left_out=judged.left_out,
        accepted=judged.read - bad - repeated,
        ignored_columns=judged.ignored_columns,
    )


def _ignored(judged: Sheet) -> list[Said]:
    if not judged.ignored_columns:
        return []
    names = ", ".join(name[:64] for name in judged.ignored_columns[:10])
    return [Said("columns_kept_out", table=judged.table.name, columns=names)]
