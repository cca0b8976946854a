"""What the contact gate is asked, what it must know about the customer, and what it answers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from tilth.kernel.dates import ZONE
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import ANY_CHANNEL, CHANNELS, PURPOSES

BANK_ZONE = ZONE
DAY_MINUTES = 24 * 60
Plain = str | int
"""A value that a log, a page or JSON can hold as it is."""


@dataclass(frozen=True)
class Stop:
    """A suppression that nobody lifted: its kind, first day, and last day (None = until lifted)."""

    kind: str
    starts_on: dt.date
    ends_on: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Say whether it stands on a day, first and last included."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Wish:
    """A do-not-disturb setting: a channel or `any`, a purpose or '' for all, first and last day (PROF-26)."""

    channel: str
    topic: str
    starts_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True)
class Consent:
    """One decision of the customer about one channel or `any`: granted, withdrawn or refused (C-01)."""

    channel: str
    decision: str
    decided_at: dt.datetime
    text_version: str = ""
    purpose: str = "marketing"


@dataclass(frozen=True)
class Refusal:
    """A contact that the customer declined: by which channel, and when."""

    channel: str
    at: dt.datetime


@dataclass(frozen=True)
class Window:
    """A suitable time: weekday 1 (Monday) to 7, from one minute of the day to before another (PROF-14)."""

    weekday: int
    begins: int
    ends: int

    @classmethod
    def read(cls, row: Mapping[str, object]) -> Self:
        """Return the window of {"weekday": 1, "from": "09:00", "until": "12:00"}; else ValueError."""
        weekday, begins, ends = row.get("weekday"), _minute(row.get("from")), _minute(row.get("until"))
        if not isinstance(weekday, int) or not 1 <= weekday <= 7:
            raise ValueError(f"weekday is {weekday!r}; write 1 for Monday to 7 for Sunday.")
        if begins >= ends:
            raise ValueError(f"a suitable time ends at {row['until']}, not after it begins; end it later.")
        return cls(weekday, begins, ends)

    def holds(self, local: dt.datetime) -> bool:
        """Say whether a moment, on the customer's clock, is in it."""
        return (
            self.weekday == local.isoweekday() and self.begins <= local.hour * 60 + local.minute < self.ends
        )


def _minute(text: object) -> int:
    """Return the minute of the day of a time written as 09:00; 24:00 is the end of the day."""
    hour, colon, minute = str(text).partition(":")
    if colon and len(hour) == len(minute) == 2 and (hour + minute).isascii() and (hour + minute).isdigit():
        total = int(hour) * 60 + int(minute)
        if int(minute) < 60 and total <= DAY_MINUTES:
            return total
    raise ValueError(f"{text!r} is no time of day; write it as 09:00.")


@dataclass(frozen=True, kw_only=True)
class History:
    """All that is recorded about one customer up to the request; days are those of the customer's zone."""

    closed_on: dt.date | None = None
    birth_date: dt.date | None = None
    """Of a person; None for a company."""
    stops: Sequence[Stop] = ()
    wishes: Sequence[Wish] = ()
    consents: Sequence[Consent] = ()
    refusals: Sequence[Refusal] = ()
    two_way_on: Sequence[dt.date] = ()
    tried_on: Sequence[dt.date] = ()
    """The day of every contact, every attempt and every allowed contact that none has used, by anybody."""
    household_on: Sequence[dt.date] | None = None
    """The same days of the other members of the household; None for a customer without a household."""
    windows: Sequence[Window] = ()
    cadence_days: int | None = None
    """Days between contacts; None where nobody knows them: then the rest is not shortened."""
    promised_on: Sequence[dt.date] = ()
    """Days for which something is promised and still open."""
    matures_on: Sequence[dt.date] = ()
    """Days on which time deposits mature, those that the last night told of."""
    zone: ZoneInfo = BANK_ZONE


@dataclass(frozen=True)
class Request:
    """One contact that somebody wants to make: when (with a zone), by which channel, what for."""

    moment: dt.datetime
    channel: str
    purpose: str

    def __post_init__(self) -> None:
        if self.moment.utcoffset() is None:
            raise ValueError("the moment of a contact needs a zone")
        if self.channel not in (*CHANNELS, ANY_CHANNEL):
            raise ValueError(f"{self.channel!r} is no channel")
        if self.purpose not in PURPOSES:
            raise ValueError(f"{self.purpose!r} is no purpose of a contact")


@dataclass(frozen=True)
class Held:
    """Why a rule holds a contact back: until when (None = nobody can know), and the facts for a sentence."""

    until: dt.datetime | None
    detail: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """The answer; `reason` is one of vocabulary.GATE_REASONS, '' when allowed; `until` is in UTC.

    `until` is the first moment at which this reason no longer holds; another one may hold then.
    """

    allowed: bool
    reason: str = ""
    until: dt.datetime | None = None
    detail: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request together with what is known and the playbook in force: what every rule looks at."""

    history: History
    request: Request
    rules: Playbook

    @cached_property
    def local(self) -> dt.datetime:
        """The moment on the customer's own clock."""
        return self.request.moment.astimezone(self.history.zone)

    @cached_property
    def day(self) -> dt.date:
        """The customer's own calendar day."""
        return self.local.date()

    @property
    def is_service(self) -> bool:
        """Whether the contact serves the customer; every other one is marketing."""
        return self.rules.contact.is_service(self.request.purpose)
