"""The bank's own settings: one small file, `bank.toml`, in the data folder."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.policy.walks import WalkSettings

FILE = "bank.toml"

EngineName = Literal["duckdb", "spark"]


class FeedSettings(BaseModel):
    """How strictly a feed is taken (contract §1, Acceptance)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    manifest_required: bool = True
    bad_rows: int = Field(default=100, ge=0)
    """A table with more bad rows than this, and a larger share than the next, refuses the feed."""
    bad_share: float = Field(default=0.001, ge=0, le=1)


class AuditSettings(BaseModel):
    """Where the heads of the audit's chain go (ADR 0011)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: str = "audit/heads.log"
    """A file, in the data folder unless absolute; best where the database's administrator cannot write."""


class HistorySettings(BaseModel):
    """How far back the pages look."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: int = Field(default=400, ge=2)
    """Each customer's assets and tier by night are kept that long in PostgreSQL; the lake keeps all."""
    transactions: int = Field(default=90, ge=1)
    """Each customer's transactions are kept for so many days in PostgreSQL; the lake keeps all."""


class RetentionSettings(BaseModel):
    """What a night does about rows whose retention period is over."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sweep: bool = False
    """Off: the night counts what would go, for compliance to read; on: it lets it go as well."""


class NightSettings(BaseModel):
    """Which engine computes the nights, and where (ADR 0039)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    engine: EngineName = "duckdb"
    master: str = ""
    """Spark's: where its cluster listens, as spark://HOST:PORT."""
    spill: str = ""
    """Spark's: a folder that driver and executors all see; `spill` in the data folder where empty."""

    def folder(self, data: Path) -> Path:
        """Return the spill folder of a data folder's nights."""
        return Path(self.spill or data / "spill")


class Bank(BaseModel):
    """The bank: its base currency, how it takes feeds, and which day its pages call today."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_currency: str = Field(default="CNY", pattern="^[A-Z]{3}$")
    today: Literal["system", "after_last_night"] = "system"
    """`after_last_night`, the next working day, is for banks whose nights lie in the past: demos, trials."""
    offline: bool = False
    """Whether browsers may keep the day's list, names and masked numbers, to work without a network."""
    feed: FeedSettings = FeedSettings()
    audit: AuditSettings = AuditSettings()
    history: HistorySettings = HistorySettings()
    retention: RetentionSettings = RetentionSettings()
    walks: WalkSettings = WalkSettings()
    night: NightSettings = NightSettings()


def load(data: Path) -> Bank:
    """Return the settings of a data folder; Refused with file and field when they do not read."""
    path = data / FILE
    if not path.exists():
        raise Refused(
            f"{data} is not a Tilth data folder ({FILE} is missing): run `tilth init --data {data}` first."
        )
    try:
        return Bank.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise Refused(Said("not_toml", path=path, reason=error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Refused(Said("bank_value", path=path, field=field, reason=first["msg"])) from None


def write(data: Path, bank: Bank) -> None:
    """Write the settings of a new data folder."""
    feed = bank.feed
    (data / FILE).write_text(
        f'base_currency = "{bank.base_currency}"\n'
        f'today = "{bank.today}"\n'
        f"offline = {str(bank.offline).lower()}\n\n"
        "[feed]\n"
        f"manifest_required = {str(feed.manifest_required).lower()}\n"
        f"bad_rows = {feed.bad_rows}\n"
        f"bad_share = {feed.bad_share}\n\n"
        "[history]\n"
        f"days = {bank.history.days}\n"
        f"transactions = {bank.history.transactions}\n",
        "utf-8",
    )
