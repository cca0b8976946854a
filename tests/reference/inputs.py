"""What a night reads, as plain records: the feed, the extracts and the playbook in force."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reference.workplace import (
    NOTHING,
    Agreement,
    Assignment,
    Clearance,
    Consent,
    Contact,
    Detail,
    DoNotDisturb,
    Extracts,
    KeptPromise,
    LibraryOpening,
    Merge,
    Need,
    NumberMark,
    Opportunity,
    Preference,
    Promise,
    ReasonClosure,
    StageStay,
    Suppression,
    Transfer,
)
from tilth.policy.playbook import Playbook

__all__ = [
    "Agreement",
    "Assignment",
    "Branch",
    "Clearance",
    "Consent",
    "Contact",
    "Customer",
    "Detail",
    "DoNotDisturb",
    "Extracts",
    "Feed",
    "Holding",
    "KeptPromise",
    "LibraryOpening",
    "Merge",
    "Need",
    "Night",
    "NumberMark",
    "Opportunity",
    "Preference",
    "Product",
    "Promise",
    "Rate",
    "ReasonClosure",
    "Relation",
    "Staff",
    "StageStay",
    "Suppression",
    "Transaction",
    "Transfer",
    "Unread",
]


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A unit of the bank."""

    branch_id: str = "B1"
    parent_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Staff:
    """A member of staff."""

    staff_id: str
    role: str = "rm"
    branch_id: str = "B1"
    active: bool = True


@dataclass(frozen=True, kw_only=True)
class Customer:
    """A customer, with the columns that rules read."""

    customer_id: str
    kind: str = "person"
    birth_date: dt.date | None = None
    birth_calendar: str | None = "solar"
    occupation: str | None = None
    employer: str | None = None
    industry: str | None = None
    annual_income: Decimal | None = None
    risk_level: str | None = None
    risk_assessed_on: dt.date | None = None
    opened_on: dt.date
    closed_on: dt.date | None = None
    branch_id: str = "B1"
    rm_id: str | None = None
    company_class: str | None = None
    company_size: str | None = None
    city: str | None = None
    id_number: str | None = None
    mobile: str | None = "own"
    """`own` stands for a number that nobody else has."""
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What one customer is to another."""

    from_id: str
    to_id: str
    kind: str = "spouse"


@dataclass(frozen=True, kw_only=True)
class Product:
    """A product: its category, and on what terms it is sold."""

    product_id: str
    category: str
    currency: str = "CNY"
    risk_level: str | None = None
    expected_return: Decimal | None = None
    term_days: int | None = None
    min_amount: Decimal | None = None
    on_sale_from: dt.date | None = None
    on_sale_to: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A position as it stands tonight."""

    holding_id: str
    customer_id: str
    product_id: str
    opened_on: dt.date
    matures_on: dt.date | None = None
    closed_on: dt.date | None = None
    currency: str = "CNY"
    balance: Decimal
    cost: Decimal | None = None
    rate: Decimal | None = None
    take_profit: Decimal | None = None
    stop_loss: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Transaction:
    """A booking, in the currency of its holding."""

    transaction_id: str
    holding_id: str
    customer_id: str
    at: dt.datetime
    amount: Decimal
    kind: str = "deposit"
    channel: str | None = "mobile"
    initiated_by_customer: bool | None = None
    cash: bool = False
    counterparty_bank: str | None = None

    @property
    def day(self) -> dt.date:
        """The calendar day of it."""
        return self.at.date()

    @property
    def initiated(self) -> bool:
        """As fed; where the feed is silent, unless interest, fee or automatic."""
        if self.initiated_by_customer is not None:
            return self.initiated_by_customer
        return self.kind not in ("interest", "fee") and self.channel != "auto"


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Base currency per unit of a currency, from a day on."""

    currency: str
    date: dt.date
    rate: Decimal


@dataclass(frozen=True, kw_only=True)
class DueDay:
    """A day that the feed's own table brings."""

    date_id: str
    customer_id: str
    kind: str | None
    day: dt.date | None
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A customer of whom a position came that nobody could read, and no earlier row stands for it."""

    customer_id: str = "C1"


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One night's delivery: snapshots, and the transactions and rates that came with it."""

    day: dt.date
    branches: tuple[Branch, ...] = (Branch(),)
    staff: tuple[Staff, ...] = ()
    customers: tuple[Customer, ...] = ()
    relations: tuple[Relation, ...] = ()
    products: tuple[Product, ...] = ()
    holdings: tuple[Holding, ...] = ()
    holdings_unread: tuple[Unread, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    fx_rates: tuple[Rate, ...] = ()
    due_days: tuple[DueDay, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Night:
    """All that one accepted night reads."""

    feed: Feed
    playbook: Playbook
    extracts: Extracts = NOTHING

    @property
    def day(self) -> dt.date:
        """The business date."""
        return self.feed.day
