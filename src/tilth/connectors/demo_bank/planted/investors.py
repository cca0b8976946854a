"""Stories of investors: funds that fall through a stop-loss, a take-profit, a first fund in profit."""

import datetime as dt
from dataclasses import dataclass

from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted.script import Facts, Member, Position, Stage, Story
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.positions.markets import Market
from tilth.kernel.dates import add_months

_UNITS = 18_000_000
"""Units of each planted fund, in hundredths."""
_ONE = 10_000
_STOP, _TAKE = -1000, 2000
"""The bands, in ten-thousandths."""


@dataclass(frozen=True, kw_only=True)
class _Fund:
    """A fund that some story is about, and what the planted units of it are worth."""

    market: Market
    name: str

    @property
    def product(self) -> int:
        return catalogue.named(self.name)

    def value(self, day: dt.date) -> int:
        """In cents, rounded as the book rounds."""
        return (_UNITS * int(self.market.navs(day)[self.product]) + 5_000) // 10_000

    def before(self, day: dt.date) -> dt.date:
        return self.market.days[self.market.days.index(day) - 1]

    def held(self, start: dt.date, *, opened: dt.date, cost: int, band: int = 0) -> Position:
        return Position(
            product=self.product,
            balance=self.value(start),
            opened=opened,
            cost=cost,
            units=_UNITS,
            take_profit=max(band, 0),
            stop_loss=min(band, 0),
        )


def stories(plan: Plan, stage: Stage, market: Market) -> list[Story]:
    """Return the investors' stories; crossings only where there is a night before."""
    bands = dict.fromkeys(catalogue.THEMES, _STOP) | {catalogue.RISING: _TAKE}
    crossings = [
        _crossing(plan, stage, _Fund(market=market, name=name), band)
        for name, band in bands.items()
        if name in market.planned
    ]
    return [_first_fund(plan, stage, _Fund(market=market, name=catalogue.FIRST_FUND)), *crossings]


def _crossing(plan: Plan, stage: Stage, fund: _Fund, band: int) -> Story:
    """The cost lies so that the band is halfway between the price before and that of the planned day."""
    day = fund.market.planned[fund.name]
    halfway = (fund.value(fund.before(day)) + fund.value(day)) // 2
    cost = halfway * _ONE // (_ONE + band)
    kind = "take_profit" if band > 0 else "stop_loss"
    place = stage.person(profile="self_directed", age=45, female=len(stage.places) % 2 == 0)
    held = fund.held(stage.start, opened=stage.start - dt.timedelta(days=200), cost=cost, band=band)
    expect: list[Facts] = [
        {"mart": "events", "member": 0, "kind": kind, "position": 1, "on": night}
        for night in _crossings(plan, fund, cost, band)
    ]
    return Story(
        kind=f"{kind}_crossed",
        about=f"{fund.name}: the return passes {band / 100:+.0f} % on a known day.",
        members=[Member(place=place, positions=[stage.main_account(place, 90_000), held])],
        expect=expect,
        more={"product_id": catalogue.product_id(fund.product)},
    )


def _crossings(plan: Plan, fund: _Fund, cost: int, band: int) -> list[dt.date]:
    gains = [fund.value(day) - cost for day in plan.feeds]
    beyond = [gain * _ONE >= cost * band if band > 0 else gain * _ONE <= cost * band for gain in gains]
    nights = zip(plan.feeds[1:], beyond[1:], beyond[:-1], strict=True)
    return [day for day, now, earlier in nights if now and not earlier]


def _first_fund(plan: Plan, stage: Stage, fund: _Fund) -> Story:
    """Bought more than three months ago and never in profit until the last day."""
    last = plan.feeds[-1]
    opened = min(add_months(last, -3), stage.start) - dt.timedelta(days=7)
    place = stage.person(profile="salaried", age=33, female=True, years=4)
    held = fund.held(stage.start, opened=opened, cost=fund.value(fund.before(last)))
    return Story(
        kind="first_fund_in_profit",
        about="The first fund ever, more than three months old, gains for the first time on the last day.",
        members=[Member(place=place, positions=[stage.main_account(place, 52_000), held])],
        expect=[{"mart": "events", "member": 0, "kind": "first_fund_in_profit", "position": 1, "on": last}],
        more={"product_id": catalogue.product_id(fund.product)},
    )
