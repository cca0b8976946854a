"""What falls due: time deposits pay interest and are renewed or paid out, other products are paid out."""

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, Whole
from tilth.connectors.demo_bank.nights.night import Booking, Night
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.positions.book import worth
from tilth.policy.vocabulary import CATEGORIES

_TIME = CATEGORIES.index("time_deposit")
_PAID_OUT = [CATEGORIES.index(name) for name in ("wealth_product", "bond", "trust", "insurance", "bill")]


def run(night: Night) -> None:
    """Settle all that matured since the last working day, each on its own day."""
    book = night.book
    due = np.flatnonzero((book.matures <= night.today) & (book.closed == NEVER))
    kinds = catalogue.CATEGORY[book.product[due]]
    _time_deposits(night, due[kinds == _TIME])
    _others(night, due[np.isin(kinds, _PAID_OUT)])


def _time_deposits(night: Night, due: Whole) -> None:
    book = night.book
    on = book.matures[due].astype(np.int64)
    renews = (book.renews[due] == 1) | (book.demand[book.customer[due]] < 0)
    interest = book.balance[due] * book.rate[due] * (book.matures[due] - book.opened[due]) // 365_000_000
    night.move(due, interest, _auto("interest", "结息", on))
    total = book.balance[due].copy()
    night.move(due, -total, _auto("withdrawal", "到期支取", on))
    book.close(due, 0)
    book.closed[due] = on
    _pay(night, due[~renews], total[~renews], _auto("deposit", "到期支取", on[~renews]))
    _renew(night, due[renews], total[renews], on[renews])


def _renew(night: Night, old: Whole, total: Whole, on: Whole) -> None:
    if not len(old):
        return
    book = night.book
    product = book.product[old]
    new = book.add(
        customer=book.customer[old],
        product=product,
        opened=on.astype(np.int32),
        matures=(on + catalogue.TERM[product]).astype(np.int32),
        cost=total,
        rate=catalogue.RATE[product],
        renews=np.ones(len(old), dtype=np.int8),
    )
    night.move(new, total, _auto("deposit", "到期转存", on))


def _others(night: Night, due: Whole) -> None:
    book = night.book
    due = due[book.demand[book.customer[due]] >= 0]
    on = book.matures[due].astype(np.int64)
    priced = catalogue.PRICED[book.product[due]]
    navs = night.market.navs(night.day)[book.product[due]]
    value = np.where(priced, worth(np.maximum(book.units[due], 0), navs), book.balance[due])
    years = (book.matures[due] - book.opened[due]) // 365
    rate = np.where(priced, 0, np.maximum(book.rate[due], 0))
    night.move(due, -value, _auto("redemption", "到期兑付", on))
    book.close(due, 0)
    book.closed[due] = on
    _pay(night, due, value, _auto("redemption", "到期兑付", on))
    _pay(night, due, value * rate * years // 1_000_000, _auto("interest", "结息", on))


def _pay(night: Night, due: Whole, amounts: Whole, booking: Booking) -> None:
    """Pay into main accounts, one entry per holding that fell due."""
    accounts = night.book.demand[night.book.customer[due]]
    for turn in _turns(accounts):
        on = None if booking.on is None else booking.on[turn]
        again = Booking(kind=booking.kind, channel="auto", memo=booking.memo, hours=booking.hours, on=on)
        night.move(accounts[turn], amounts[turn], again)


def _turns(places: Whole) -> list[Whole]:
    """Split positions so that within one turn no place comes twice."""
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    rank = np.arange(len(places)) - np.searchsorted(ordered, ordered, side="left")
    return [np.sort(order[rank == turn]) for turn in range(int(rank.max()) + 1 if len(rank) else 0)]


def _auto(kind: str, memo: str, on: Whole) -> Booking:
    return Booking(kind=kind, channel="auto", memo=memo, hours=(1, 3), on=on)
