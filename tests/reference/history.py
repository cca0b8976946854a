"""The history of a bank: every accepted night, read again from the start whenever a question is asked."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from decimal import Context, Decimal
from typing import Any, TypeVar, cast

from reference import own_transfers, transfers
from reference.inputs import Customer, Holding, Night, Transaction
from tilth.kernel.money import cents
from tilth.policy.vocabulary import ASSET_CATEGORIES, DEPOSIT_CATEGORIES
from tilth.policy.working_days import is_working_day

T = TypeVar("T")
EXACT = Context(prec=60)
"""Wide enough for any amount times any rate."""


def window(day: dt.date, days: int) -> Iterator[dt.date]:
    """Yield the last `days` calendar days ending with `day`, latest first."""
    for back in range(days):
        yield day - dt.timedelta(days=back)


def working_day_after(day: dt.date) -> dt.date:
    """Return the next day on which banks work."""
    following = day + dt.timedelta(days=1)
    return following if is_working_day(following) else working_day_after(following)


class History:
    """The nights of a bank up to and including tonight, the last of them.

    `before` is the history as it stood on P. Answers are remembered, because nothing here ever changes.
    """

    def __init__(self, nights: tuple[Night, ...], base_currency: str, before: "History | None") -> None:
        self.nights = nights
        self.base_currency = base_currency
        self.before = before
        self.tonight = transfers.applied(nights[-1])
        self.day = self.tonight.day
        self.list_day = self.last_list_day = working_day_after(self.day)
        self.days: tuple[dt.date, ...] = (self.list_day,)
        self.week_of: frozenset[str] | None = None
        self.playbook = self.tonight.playbook
        self.category = {one.product_id: one.category for one in self.tonight.feed.products}
        self._remembered: dict[tuple[str, ...], Any] = {}

    @classmethod
    def of(cls, nights: Sequence[Night], *, base_currency: str = "CNY") -> list["History"]:
        """Return one history per night, in order of date."""
        histories: list[History] = []
        for count in range(1, len(nights) + 1):
            before = histories[-1] if histories else None
            histories.append(cls(tuple(nights[:count]), base_currency, before))
        return histories

    def once(self, key: tuple[str, ...], answer: Callable[[], T]) -> T:
        """Return the remembered answer to a question, or work it out."""
        if key not in self._remembered:
            self._remembered[key] = answer()
        return cast("T", self._remembered[key])

    def made_for(self, *days: dt.date, week_of: frozenset[str] | None = None) -> "History":
        """Return tonight as a list for these days reads it; `week_of`: whose week it is, if it is one."""
        view = copy(self)
        view.days, view.list_day, view.last_list_day, view.week_of = days, days[0], days[-1], week_of
        return view

    def week_left(self) -> tuple[dt.date, ...]:
        """Return the working days from the list day to the Sunday of its week."""
        sunday = self.list_day + dt.timedelta(days=7 - self.list_day.isoweekday())
        week = reversed(list(window(sunday, 7)))
        return tuple(one for one in week if one >= self.list_day and is_working_day(one))

    @property
    def first_day(self) -> dt.date:
        """F, the day from which daily values exist."""
        return self.nights[0].day

    @property
    def past(self) -> Iterator["History"]:
        """Yield tonight and every earlier night, latest first."""
        one: History | None = self
        while one is not None:
            yield one
            one = one.before

    def happens_tonight(self, day: dt.date) -> bool:
        """Tell whether a one-day event counts tonight: after P and not after D; on the first night, on D."""
        if self.before is None:
            return day == self.day
        return self.before.day < day <= self.day

    def rate(self, currency: str) -> Decimal:
        """Return the latest rate dated up to D among all nights' rates; the base currency's is 1."""
        if currency == self.base_currency:
            return Decimal(1)
        rates = [
            rate
            for night in self.nights
            for rate in night.feed.fx_rates
            if rate.currency == currency and rate.date <= self.day
        ]
        latest = max(rate.date for rate in rates)
        return [rate.rate for rate in rates if rate.date == latest][-1]

    def base(self, amount: Decimal, currency: str) -> Decimal:
        """Return `amount` in base currency as of tonight, to cents."""
        return cents(EXACT.multiply(amount, self.rate(currency)))

    def customer(self, customer_id: str) -> Customer | None:
        """Return the customer as fed tonight."""
        for one in self.tonight.feed.customers:
            if one.customer_id == customer_id:
                return one
        return None

    def person(self, customer_id: str) -> str:
        """Return the number under which the person of a number stands tonight."""
        into = {one.customer_id: one.survivor_id for one in self.tonight.extracts.merges}
        return into.get(customer_id, customer_id)

    def is_deceased(self, customer_id: str) -> bool:
        """Tell whether the person of a number is recorded as dead by the list day."""
        return any(
            one.customer_id in (customer_id, self.person(customer_id))
            and one.kind == "deceased"
            and one.starts_on <= working_day_after(self.day)
            for one in self.tonight.extracts.suppressions
        )

    def holdings(self, customer_id: str) -> list[Holding]:
        """Return the customer's holdings as fed tonight, closed ones included."""
        return [one for one in self.tonight.feed.holdings if one.customer_id == customer_id]

    def open_holdings(self, customer_id: str) -> list[Holding]:
        """Return those that are open on D."""
        return [
            one
            for one in self.holdings(customer_id)
            if one.opened_on <= self.day and (one.closed_on is None or one.closed_on > self.day)
        ]

    def balance(self, customer_id: str, categories: tuple[str, ...]) -> Decimal:
        """Return the base-currency sum of open holdings in `categories`; 0 for who is not fed tonight."""
        return sum(
            (
                self.base(one.balance, one.currency)
                for one in self.open_holdings(customer_id)
                if self.category[one.product_id] in categories
            ),
            Decimal("0.00"),
        )

    def measure(self, customer_id: str, name: str) -> Decimal:
        """Return tonight's end-of-day value of `aum`, `deposit` or `weighted`."""
        return self.once(("measure", customer_id, name), lambda: self._measure(customer_id, name))

    def _measure(self, customer_id: str, name: str) -> Decimal:
        if name == "aum":
            return self.balance(customer_id, ASSET_CATEGORIES)
        if name == "deposit":
            return self.balance(customer_id, DEPOSIT_CATEGORIES)
        total = Decimal("0.00")
        for one in self.open_holdings(customer_id):
            category = self.category[one.product_id]
            if category in ASSET_CATEGORIES:
                weight = self.playbook.tiers.weights.get(category, Decimal(1))
                total += cents(EXACT.multiply(self.base(one.balance, one.currency), weight))
        return total

    def mean(self, customer_id: str, name: str, days: int) -> Decimal:
        """Return the mean of the daily values over the last `days` days, days before F left out, to cents."""
        key = ("mean", customer_id, name, str(days))
        return self.once(key, lambda: self._mean(customer_id, name, days))

    def _mean(self, customer_id: str, name: str, days: int) -> Decimal:
        fed = {one.day: one.measure(customer_id, name) for one in self.past}
        values = [
            fed[max(night for night in fed if night <= day)]
            for day in window(self.day, days)
            if day >= self.first_day
        ]
        return cents(EXACT.divide(sum(values, Decimal("0.00")), Decimal(len(values))))

    def transactions(self, customer_id: str) -> Iterator[tuple["History", Transaction]]:
        """Yield every transaction ever fed of a customer, with the night that brought it."""
        for night in self.past:
            for one in night.tonight.feed.transactions:
                if one.customer_id == customer_id:
                    yield night, one

    def amount(self, transaction: Transaction) -> Decimal:
        """Return the base amount of a transaction that tonight's feed brought."""
        for holding in self.tonight.feed.holdings:
            if holding.holding_id == transaction.holding_id:
                return self.base(transaction.amount, holding.currency)
        raise KeyError(transaction.holding_id)

    def flow(self, customer_id: str, day: dt.date, *, arrived: bool = False) -> list[Decimal]:
        """Return the customer-initiated base amounts of one day; `arrived` keeps those of tonight's feed."""
        return [
            night.amount(one)
            for night, one in self.transactions(customer_id)
            if one.initiated and one.day == day and (night is self or not arrived)
        ]

    def external_flow(
        self, customer_id: str, day: dt.date, *, arrived: bool = False
    ) -> tuple[Decimal, Decimal]:
        """Return in- and outflow of one day without transfers between the customer's own holdings."""
        inflow = outflow = Decimal("0.00")
        for night in self.past:
            if arrived and night is not self:
                continue
            booked = [one for one in night.tonight.feed.transactions if one.customer_id == customer_id]
            amounts = own_transfers.left([one for one in booked if one.day == day], night.amount)
            inflow += sum((amount for amount in amounts if amount > 0), Decimal("0.00"))
            outflow += sum((amount for amount in amounts if amount < 0), Decimal("0.00"))
        return inflow, outflow
