"""The ledger of accepted nights: it travels with the lake, so files and ledger can never disagree."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Night:
    """One accepted night: its business date, and the digest by which the same feed is known again."""

    business_date: dt.date
    feed_digest: str
    playbook_version: str


def read(path: Path) -> tuple[Night, ...]:
    """Return the nights in order of date; none where there is no ledger."""
    if not path.exists():
        return ()
    rows = json.loads(path.read_text("utf-8"))
    return tuple(
        Night(**{**row, "business_date": dt.date.fromisoformat(row["business_date"])}) for row in rows
    )


def write(path: Path, nights: tuple[Night, ...]) -> None:
    """Write the nights in order of date."""
    rows = [asdict(night) for night in sorted(nights, key=lambda night: night.business_date)]
    path.write_text(json.dumps(rows, default=str, indent=1) + "\n", "utf-8")
