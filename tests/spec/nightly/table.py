"""How a rule is written down: a sentence, a small table of input, and the rows that must come out."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

from reference.inputs import (
    Branch,
    Consent,
    Contact,
    Customer,
    Detail,
    DoNotDisturb,
    DueDay,
    Extracts,
    Feed,
    Holding,
    LibraryOpening,
    Need,
    Night,
    Opportunity,
    Product,
    Promise,
    Rate,
    Relation,
    Staff,
    StageStay,
    Suppression,
    Transaction,
    Transfer,
    Unread,
)
from spec.nightly.extracts import extracts
from spec.shown import Shows
from tilth.policy import playbook
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import CATEGORIES

Row = dict[str, Any]
Marts = Mapping[str, Sequence[Row]]
D = dt.date(2026, 6, 12)
"""The night of every table that names no other: a Friday."""
LONG_AGO = dt.date(2020, 1, 15)
SOMEONE = Customer(customer_id="", opened_on=LONG_AGO)
MANAGER = Staff(staff_id="M1")
FORMER = Staff(staff_id="M2", active=False)
PRODUCTS = (
    *(Product(product_id=category, category=category) for category in CATEGORIES),
    Product(product_id="fund_in_dollars", category="fund", currency="USD"),
    Product(product_id="wealth_r2", category="wealth_product", risk_level="R2"),
    Product(
        product_id="deposit_1y", category="time_deposit", term_days=365, expected_return=Decimal("0.0125")
    ),
    Product(
        product_id="deposit_3y", category="time_deposit", term_days=1095, expected_return=Decimal("0.0175")
    ),
    Product(
        product_id="deposit_3y_large",
        category="time_deposit",
        term_days=1095,
        expected_return=Decimal("0.0190"),
        min_amount=Decimal(200_000),
    ),
    Product(
        product_id="deposit_sold_out",
        category="time_deposit",
        term_days=365,
        expected_return=Decimal("0.03"),
        on_sale_to=dt.date(2026, 1, 31),
    ),
)


def changed(**settings: dict[str, Any]) -> Playbook:
    """Return the default playbook with some settings replaced; the week has no list unless they say so."""
    document = playbook.default().model_dump()
    document["call_list"]["by_week"] = False
    for part, values in settings.items():
        document[part] = {**document[part], **values}
    return Playbook.model_validate(document)


@dataclass(frozen=True, kw_only=True)
class Life:
    """One customer of a table; `holdings` has one entry per night, the last of which stands for the rest."""

    customer: Customer = SOMEONE
    fed: tuple[bool, ...] = (True,)
    assessed: tuple[dt.date, ...] = ()
    """Of each night the day of the last risk assessment."""
    holdings: tuple[tuple[Holding, ...], ...] = ((),)
    transactions: tuple[Transaction, ...] = ()
    contacts: tuple[Contact, ...] = ()
    allowed: tuple[dt.date, ...] = ()
    settings: tuple[DoNotDisturb, ...] = ()
    stops: tuple[Suppression, ...] = ()
    consents: tuple[Consent, ...] = ()
    weekdays: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    kept: tuple[dt.date, ...] = ()
    """Days on which a promise was kept."""
    unread: bool = False
    """A position was delivered on every night and nobody could read it."""
    wrong: tuple[str, ...] = ()
    """Mobiles that turned out wrong."""
    wrong_landlines: tuple[str, ...] = ()
    closed: tuple[tuple[str, str, dt.date, dt.date], ...] = ()
    """Reasons that a person closed: kind, the holding's number or empty text, the event's day, and when."""
    transfer: Transfer | None = None
    tied_to: tuple[tuple[int, str], ...] = ()
    """The rows of the table, from 1, of those the customer is tied to, and what they are to the customer."""
    one_with: int | None = None
    """The row of the table, from 1, of the number that stays where this one was merged into it."""
    segment: str | None = None
    agreed_days: int | None = None
    days: tuple[DueDay, ...] = ()
    details: tuple[Detail, ...] = ()
    needs: tuple[Need, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    dealt_on: dt.date | None = None
    """The day from which needs and opportunities are open no more."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One row of a table: the cells of input, the life they describe, the cells that must come out."""

    given: tuple[str, ...]
    life: Life
    expected: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: a title, the rule in one sentence, its table, and how the answer is read from the marts."""

    title: str
    sentence: str
    given: tuple[str, ...]
    expected: tuple[str, ...]
    cases: tuple[Case, ...]
    read: Callable[[Marts, str], tuple[str, ...]]
    nights: tuple[dt.date, ...] = (D,)
    book: Playbook = field(default_factory=changed)
    shows: Shows = field(default_factory=dict)
    library: tuple[LibraryOpening, ...] = ()
    stays: tuple[StageStay, ...] = ()

    def customer_ids(self, prefix: str = "") -> list[str]:
        """Return the customer of each row of the table, in order."""
        return [f"{prefix}C{number:02d}" for number in range(1, len(self.cases) + 1)]

    def bank(self, prefix: str = "") -> list[Night]:
        """Return the nights of a bank in which every row of the table is one customer."""
        people = list(zip(self.customer_ids(prefix), (case.life for case in self.cases), strict=True))
        return [
            Night(
                feed=_feed(on, index, people, prefix, last=on == self.nights[-1]),
                extracts=replace(
                    extracts(on, people, self.book, prefix),
                    library_openings=self.library,
                    stage_stays=self.stays,
                ),
                playbook=self.book,
            )
            for index, on in enumerate(self.nights)
        ]


def grouped(rules: Iterable[Rule]) -> list[dict[str, Rule]]:
    """Return the rules by the prefix of their customers, those of the same nights and playbook together."""
    groups: list[dict[str, Rule]] = []
    for number, rule in enumerate(rules, start=1):
        for group in groups:
            other = next(iter(group.values()))
            if (other.nights, other.book) == (rule.nights, rule.book):
                group[f"R{number:02d}"] = rule
                break
        else:
            groups.append({f"R{number:02d}": rule})
    return groups


def together(group: Mapping[str, Rule]) -> list[Night]:
    """Return the nights of one bank that holds the customers and managers of several rules."""
    banks = [rule.bank(prefix) for prefix, rule in group.items()]
    return [_joined(nights) for nights in zip(*banks, strict=True)]


def _joined(nights: Sequence[Night]) -> Night:
    feeds, extracts = [one.feed for one in nights], [one.extracts for one in nights]
    names = ("staff", "customers", "relations", "holdings", "holdings_unread", "transactions", "due_days")
    people: dict[str, Any] = {name: _all(feeds, name) for name in names}
    return replace(
        nights[0],
        feed=replace(feeds[0], **people),
        extracts=Extracts(**{one.name: _all(extracts, one.name) for one in fields(Extracts)}),
    )


def _all(parts: Sequence[Any], name: str) -> tuple[Any, ...]:
    return tuple(row for part in parts for row in getattr(part, name))


def columns(*names: str, mart: str = "customers") -> Callable[[Marts, str], tuple[str, ...]]:
    """Return a reader of columns of one customer's only row in a mart."""

    def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
        (row,) = [row for row in marts[mart] if row["customer_id"] == customer_id]
        return tuple(cell(row[name]) for name in names)

    return read


def cell(value: Any) -> str:
    """Return a value as a table shows it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or "–"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return str(value)


def money(text: str) -> Decimal:
    """Return an amount from a table's cell, 1,000,000.00."""
    return Decimal(text.replace(",", ""))


def day(text: str) -> dt.date | None:
    """Return a date from a table's cell, – for none."""
    return None if text == "–" else dt.date.fromisoformat(text)


def held(product: str, balance: str, *, opened_on: dt.date = LONG_AGO, **more: Any) -> Holding:
    """Return a holding; its number is the product's unless given."""
    return Holding(
        holding_id=more.pop("holding_id", product),
        customer_id="",
        product_id=product,
        opened_on=opened_on,
        balance=money(balance),
        **more,
    )


def booked(on: dt.date, amount: str, holding_id: str = "demand_deposit", **more: Any) -> Transaction:
    """Return a transaction at noon."""
    return Transaction(
        transaction_id=f"{on}{amount}{holding_id}",
        holding_id=holding_id,
        customer_id="",
        at=dt.datetime.combine(on, dt.time(12)),
        amount=money(amount),
        **more,
    )


def contact(on: dt.date, *, two_way: bool = True) -> Contact:
    """Return a contact, or an attempt, by the manager."""
    return Contact(contact_id=f"{on}{two_way}", customer_id="", staff_id="M1", contact_on=on, two_way=two_way)


def _feed(on: dt.date, index: int, people: list[tuple[str, Life]], prefix: str, *, last: bool) -> Feed:
    here = [(key, life) for key, life in people if _at(life.fed, index)]
    return Feed(
        day=on,
        branches=(Branch(), Branch(branch_id="B2")),
        staff=tuple(replace(one, staff_id=prefix + one.staff_id) for one in (MANAGER, FORMER, *_own(here))),
        customers=tuple(
            replace(
                life.customer,
                customer_id=key,
                rm_id=life.customer.rm_id and prefix + life.customer.rm_id,
                risk_assessed_on=_at(life.assessed or (life.customer.risk_assessed_on,), index),
            )
            for key, life in here
        ),
        relations=tuple(
            Relation(from_id=key, to_id=people[row - 1][0], kind=kind)
            for key, life in here
            for row, kind in life.tied_to
        ),
        products=PRODUCTS,
        due_days=tuple(replace(one, customer_id=key) for key, life in here for one in life.days),
        holdings=tuple(_owned(key, one) for key, life in here for one in _at(life.holdings, index)),
        holdings_unread=tuple(Unread(customer_id=key) for key, life in here if life.unread),
        transactions=tuple(
            replace(_owned(key, one), transaction_id=f"{key}.{number}")
            for key, life in here
            for number, one in enumerate(life.transactions)
            if last
        ),
        fx_rates=(Rate(currency="USD", date=on, rate=Decimal("7.1")),),
    )


def _own(people: list[tuple[str, Life]]) -> list[Staff]:
    """Return the managers that customers of the table have for themselves, beside the two of every table."""
    named = {life.customer.rm_id for _, life in people} - {None, MANAGER.staff_id, FORMER.staff_id}
    return [Staff(staff_id=str(name)) for name in sorted(named, key=str)]


def _at(entries: tuple[Any, ...], index: int) -> Any:
    return entries[min(index, len(entries) - 1)]


def _owned(key: str, one: Any) -> Any:
    whose = key[:-3] if one.holding_id.startswith("=") else f"{key}."  # = is of others of the table too
    return replace(one, customer_id=key, holding_id=whose + one.holding_id)
