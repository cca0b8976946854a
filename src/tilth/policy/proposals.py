"""What a proposal is made of: who contributed how much, and all that it showed when it was written."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from uuid import UUID

from pydantic import TypeAdapter

from tilth.policy.words import Codes, Words

PARTS: Codes = {
    "lead": Words("Leads", "主办"),
    "product": Words("Product specialist", "产品专员"),
    "credit": Words("Credit specialist", "授信专员"),
    "planner": Words("Financial planner", "理财规划师"),
    "support": Words("Support", "协办"),
}
"""What somebody does in the team of a proposal (REL-12, TEAM-03)."""
WHOLE = Decimal(100)
MOST = 8
"""Contributors, needs and products of one proposal."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """One contributor: who, as what, with which part of the result in percent."""

    staff_id: str
    part: str
    percent: Decimal

    @property
    def stored(self) -> str:
        """How the record keeps it."""
        return f"{self.staff_id} {self.part} {self.percent}"


def share(text: str) -> Share:
    """Return a contributor of its text, `number part percent`; ValueError."""
    staff_id, part, percent = text.split()
    try:
        found = Share(staff_id=staff_id, part=part, percent=Decimal(percent))
    except InvalidOperation as error:
        raise ValueError(percent) from error
    if part not in PARTS or not found.percent.is_finite() or not 0 < found.percent <= WHOLE:
        raise ValueError(text)
    if found.percent != found.percent.quantize(Decimal("0.01")):
        raise ValueError(percent)
    return found


def shares(text: str) -> tuple[Share, ...]:
    """Return contributors of one text, separated by semicolons; ValueError."""
    return tuple(share(one) for one in text.replace("；", ";").split(";") if one.strip())


@dataclass(frozen=True, kw_only=True)
class Held:
    """What the customer has on the day: amounts in base currency, rates as shares a year."""

    name: str
    category: str
    balance: Decimal
    rate: Decimal | None
    ends_on: dt.date | None
    risk: str | None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One product that is proposed, as its certificate and the shelf of the day say it."""

    number: str
    """The certificate's, as it is printed."""
    product_id: str
    name: str
    category: str
    amount: Decimal | None
    rate: Decimal | None
    """A share a year; only a deposit's is what it pays."""
    pays: bool
    term_days: int | None
    risk: str | None
    level: str | None
    """The customer's own, on which the certificate was written."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One need that is met: its kind, and by which day."""

    kind: str
    due_on: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """All that a version shows beside its texts, as of the night on which it was written."""

    day: dt.date
    rules: str
    """Version of the playbook."""
    needs: tuple[Wanted, ...]
    """The first is met first (SOL-02)."""
    offers: tuple[Offer, ...]
    held: tuple[Held, ...]


_SHOWN = TypeAdapter(Shown)


def stored(shown: Shown) -> str:
    """Return what a version shows as its record keeps it: JSON, amounts as texts."""
    return _SHOWN.dump_json(shown).decode()


def read(text: str) -> Shown:
    """Return what a record keeps; ValueError where it does not read."""
    return _SHOWN.validate_json(text)


def number(day: dt.date, root: UUID) -> str:
    """Return the number of a proposal, which all its versions share."""
    return f"PR-{day:%Y%m%d}-{root.hex[-6:].upper()}"


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One side of the comparison: what it comes to, in base currency and as shares a year."""

    amount: Decimal
    rate: Decimal | None
    """Weighted by amounts, of what has both; None where nothing has."""
    risk: str | None
    """The highest grade."""
    ends_on: dt.date | None
    """The last day on which something of it is tied up, by the day of the version."""


def now(shown: Shown) -> Sum:
    """Return what the customer has, in sum."""
    return _sum([(one.balance, one.rate, one.risk, one.ends_on) for one in shown.held])


def then(shown: Shown) -> Sum:
    """Return what is proposed, in sum; terms run from the day of the version."""
    ends = [
        None if one.term_days is None else shown.day + dt.timedelta(days=one.term_days)
        for one in shown.offers
    ]
    return _sum([(one.amount, one.rate, one.risk, day) for one, day in zip(shown.offers, ends, strict=True)])


def _sum(rows: list[tuple[Decimal | None, Decimal | None, str | None, dt.date | None]]) -> Sum:
    earning = [(amount, rate) for amount, rate, _risk, _day in rows if amount and rate is not None]
    weight = sum((amount for amount, _rate in earning), Decimal(0))
    earned = sum((amount * rate for amount, rate in earning), Decimal(0))
    return Sum(
        amount=sum((amount for amount, *_ in rows if amount), Decimal(0)),
        rate=earned / weight if weight else None,
        risk=max((risk for _amount, _rate, risk, _day in rows if risk), default=None),
        ends_on=max((day for *_, day in rows if day is not None), default=None),
    )
