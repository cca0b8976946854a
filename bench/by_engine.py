"""A night the way Tilth runs it: accepted, computed by the engine, made visible; or computed once more."""

import datetime as dt
import time
from pathlib import Path

from bench.beside import Beside
from tilth import wiring
from tilth.connectors.core_banking import acceptance
from tilth.engine import run as engine
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.parquet import write_table
from tilth.lake.store import Draft, Lake
from tilth.policy import bank as banks
from tilth.policy import playbook
from tilth.policy.playbook import Playbook
from tilth.ports import operational


def take(data: Path, feed: Path) -> dict[str, object]:
    """Accept one feed, compute its night with the engine and make it visible; return the seconds of each."""
    day, seconds = dt.date.fromisoformat(feed.name), {}
    with Lake(data).draft() as draft:
        began = time.perf_counter()
        accepted = acceptance.accept(feed, bank=banks.load(data), draft=draft, ring=wiring.ring(data))
        seconds["accept"] = time.perf_counter() - began
        began = time.perf_counter()
        _no_contacts(draft, day)
        _compute(data, draft, day, tuple(night.business_date for night in draft.nights))
        seconds["engine"] = time.perf_counter() - began
        version = playbook.default().version
        draft.record(Night(business_date=day, feed_digest=accepted.digest, playbook_version=version))
        draft.commit()
    return {"seconds": seconds}


def last_night(data: Path, own: Path, master: str = "") -> dict[str, object]:
    """Compute the lake's last night again, into another folder; return the seconds of its steps.

    On Spark where a `master` is named.
    """
    lake = Lake(data)
    *earlier, last = [night.business_date for night in lake.nights]
    steps = _compute(data, Beside(lake.root, own), last, tuple(earlier), master=master)
    return {"night": last.isoformat(), "steps": steps}


def last_night_by_value(data: Path, own: Path) -> dict[str, object]:
    """Compute the last night again, its lists in the order of value; return the seconds of its steps."""
    lake = Lake(data)
    *earlier, last = [night.business_date for night in lake.nights]
    book = playbook.default().model_dump()
    book["call_list"]["order"] = "value"
    steps = _compute(data, Beside(lake.root, own), last, tuple(earlier), Playbook.model_validate(book))
    return {"night": last.isoformat(), "steps": steps}


def _compute(  # noqa: PLR0913 - what the engine is told
    data: Path,
    files: Draft | Beside,
    day: dt.date,
    earlier: tuple[dt.date, ...],
    book: Playbook | None = None,
    *,
    master: str = "",
) -> dict[str, float]:
    night = engine.compute(
        day=day,
        earlier=earlier,
        files=files,
        playbook=book or playbook.default(),
        base_currency=banks.load(data).base_currency,
        spill=data / "spill",
        cache=wiring.cache(data),
        engine="spark" if master else "duckdb",
        master=master,
    )
    return {name: round(seconds, 2) for name, seconds in night.steps}


def _no_contacts(draft: Draft, day: dt.date) -> None:
    for table in operational.TABLES:
        write_table(draft.out(Area.EXTRACTS, table.name, day), arrow_schema(table).empty_table())
