"""A publisher in a process of its own, to be killed."""

import datetime as dt
from pathlib import Path

from support import keys
from tilth.connectors.warehouse import publish
from tilth.lake.store import Lake


def run(url: str, data: Path, day: dt.date, digest: str) -> None:
    """Publish the visible night of a lake."""
    publish._PATIENCE = "60s"
    publish.publish(
        url=url,
        files=Lake(data),
        day=day,
        playbook_version="test",
        feed_digest=digest,
        ring=keys.RING,
        report={"business_date": day.isoformat()},
        base_currency="CNY",
    )
