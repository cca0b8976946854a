"""The run report of a night: what came in, what was set aside, what came out, how long each step took."""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tilth.connectors.core_banking import telling
from tilth.connectors.core_banking.acceptance import Accepted
from tilth.engine.run import Night


@dataclass(kw_only=True)
class RunReport:
    """One night's report; `as_json` is what the lake keeps and the page shows."""

    business_date: dt.date
    previous: dt.date | None
    started_at: dt.datetime
    feed_digest: str = ""
    playbook_version: str = ""
    finished_at: dt.datetime | None = None
    status: str = "published"
    refusal: str = ""
    tables: list[dict[str, Any]] = field(default_factory=list)
    marts: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    quarantine: dict[str, Any] = field(default_factory=dict)
    playbook: dict[str, Any] = field(default_factory=dict)
    """Which playbook was in force, its values, and what differs from the night before."""

    def step(self, name: str, seconds: float) -> None:
        """Note that a step ended."""
        self.steps.append({"step": name, "seconds": round(seconds, 3)})

    def accepted(self, accepted: Accepted, quarantine: Path) -> None:
        """Note what acceptance did."""
        self.feed_digest = accepted.digest
        self.tables = [asdict(table) for table in accepted.tables]
        self.findings = [{**finding.as_json(), "said": str(finding)} for finding in accepted.findings]
        self.quarantine = telling.summary(pq.read_table(quarantine))

    def computed(self, night: Night) -> None:
        """Note what the engine made and which checks it passed."""
        self.marts = [{"mart": name, "rows": rows} for name, rows in night.rows.items()]
        self.checks = [asdict(check) for check in night.checks]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        values: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str, ensure_ascii=False))
        return values
