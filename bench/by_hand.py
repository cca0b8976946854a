"""The lake's last night computed again by the hand-written SQL."""

from pathlib import Path

from bench import night_sql
from bench.beside import Beside
from tilth.lake.store import Lake


def last_night(data: Path, own: Path) -> dict[str, object]:
    """Compute the lake's last night into another folder; the generated bank counts in CNY."""
    lake = Lake(data)
    *earlier, last = lake.nights
    night_sql.compute(
        dates=night_sql.Dates(
            day=last.business_date, earlier=tuple(night.business_date for night in earlier)
        ),
        files=Beside(lake.root, own),
        spill=data / "spill",
        settings=night_sql.Settings(version=last.playbook_version),
    )
    return {"night": last.business_date.isoformat()}
