"""Signals of the playbook: under which condition each is told."""

from decimal import Decimal
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.playbook.contact import Days
from tilth.policy.playbook.signal import Amount, Count, Rate, Share, Signal
from tilth.policy.vocabulary import SIGNAL_KINDS

S = TypeVar("S", bound=Signal)


class IdleCash(Signal):
    """Demand deposits of at least this amount and this share of the assets, for so many days."""

    code: Literal["idle_cash"]
    amount: Amount
    share: Share
    days: Days


class RateGap(Signal):
    """A holding of one of the categories earns less than a like product on sale, by at least the gap."""

    code: Literal["rate_gap"]
    amount: Amount
    gap: Rate
    categories: tuple[str, ...]


class Concentration(Signal):
    """One product of the categories is at least this share of assets of at least this amount."""

    code: Literal["concentration"]
    amount: Amount
    share: Share
    categories: tuple[str, ...]


class NearLowerTier(Signal):
    """What tiers the customer is falling and less than this share of the tier's floor above it."""

    code: Literal["near_lower_tier"]
    share: Share


class NeverContacted(Signal):
    """No two-way contact so many days after the opening, with assets of at least this amount."""

    code: Literal["never_contacted"]
    amount: Amount
    days: Days


class NewMoney(Signal):
    """More came in from others in 30 days than left, by this amount and this share of the assets before."""

    code: Literal["new_money"]
    amount: Amount
    share: Share


class BalanceSliding(Signal):
    """The 30-day mean of the assets is this share below the 90-day one, tonight lower still by the amount."""

    code: Literal["balance_sliding"]
    amount: Amount
    share: Share


class SilentValuable(Signal):
    """A 90-day mean of assets of at least this amount, and so many days since the last talk."""

    code: Literal["silent_valuable"]
    amount: Amount
    days: Days


class HiddenWealth(Signal):
    """Assets below an amount here, and signs of at least another: flows, who is tied, other banks."""

    code: Literal["hidden_wealth"]
    amount: Amount
    below: Amount
    ties: tuple[str, ...]


class ProductGap(Signal):
    """Like customers hold a category that suits this one, who holds none of it."""

    code: Literal["product_gap"]
    amount: Amount
    share: Share
    peers: Count
    categories: tuple[str, ...]


class DepositLeft(Signal):
    """A matured deposit of at least the amount, of which at least the share left the bank within days."""

    code: Literal["deposit_left"]
    amount: Amount
    share: Share
    days: Days


class ProductCancelled(Signal):
    """The last holding of a category was closed before its time, together at least the amount."""

    code: Literal["product_cancelled"]
    amount: Amount
    categories: tuple[str, ...]


class ChildTurns18(Signal):
    """A child comes of age within so many days."""

    code: Literal["child_turns_18"]
    days: Days


class SpouseBirthday(Signal):
    """The spouse's birthday is an event of the night."""

    code: Literal["spouse_birthday"]


class ChildBirthday(Signal):
    """A child's birthday is an event of the night."""

    code: Literal["child_birthday"]


class HouseholdMoved(Signal):
    """Somebody else of the household had a large flow, or changed tier, on the night."""

    code: Literal["household_moved"]


class Repeated(Signal):
    """A kind that looks back over bookings of so many days that come again and again."""

    days: Days


class FedDay(Signal):
    """A day of the feed's own table comes within so many days."""

    days: Days


class PremiumDue(FedDay):
    """A premium."""

    code: Literal["premium_due"]


class CardExpiring(FedDay):
    """A card."""

    code: Literal["card_expiring"]


class CertificateExpiring(FedDay):
    """An identity document."""

    code: Literal["certificate_expiring"]


class WeddingAnniversary(FedDay):
    """The yearly return of the wedding."""

    code: Literal["wedding_anniversary"]


class NeedDue(Signal):
    """An open need is to be met within so many days, or its day has passed."""

    code: Literal["need_due"]
    days: Days


class DealStale(Signal):
    """An opportunity has stood in its stage for longer than the stage's median times a factor.

    Where fewer than so many have left the stage: for longer than so many days.
    """

    code: Literal["deal_stale"]
    factor: Annotated[Decimal, Field(ge=1, le=20, decimal_places=2)]
    stays: Count
    fixed_days: Days


class DealDayNear(Signal):
    """An opportunity is expected to close within so many days."""

    code: Literal["deal_day_near"]
    days: Days


class OtherBankOutflow(Repeated):
    """So many transfers to one other bank within days, of an amount, and a share of all to other banks."""

    code: Literal["other_bank_outflow"]
    amount: Amount
    share: Share
    times: Count


class SalaryStarted(Repeated):
    """A salary of at least the amount, and none in so many days before."""

    code: Literal["salary_started"]
    amount: Amount


class SalaryStopped(Repeated):
    """No salary for so many days after at least so many, the last of at least the amount."""

    code: Literal["salary_stopped"]
    amount: Amount
    times: Count


class SalaryGrew(Repeated):
    """A salary above the mean of at least so many before it, by the share and the amount."""

    code: Literal["salary_grew"]
    amount: Amount
    share: Share
    times: Count


HABITS: tuple[type[Repeated], ...] = (OtherBankOutflow, SalaryStarted, SalaryStopped, SalaryGrew)
"""Kinds that look back over bookings that come again and again."""
Kind = Annotated[
    IdleCash
    | RateGap
    | Concentration
    | NearLowerTier
    | NeverContacted
    | NewMoney
    | BalanceSliding
    | SilentValuable
    | HiddenWealth
    | ProductGap
    | DepositLeft
    | ProductCancelled
    | OtherBankOutflow
    | SalaryStarted
    | SalaryStopped
    | SalaryGrew
    | ChildTurns18
    | SpouseBirthday
    | ChildBirthday
    | HouseholdMoved
    | PremiumDue
    | CardExpiring
    | CertificateExpiring
    | WeddingAnniversary
    | NeedDue
    | DealStale
    | DealDayNear,
    Field(discriminator="code"),
]


class Signals(BaseModel):
    """Every kind of signal, each once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[Kind, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes: list[str] = [kind.code for kind in self.kinds]
        for code in SIGNAL_KINDS:
            if codes.count(code) != 1:
                raise ValueError(f"kinds has {code!r} {codes.count(code)} times; it must be there once")
        return self

    def of(self, kind: type[S]) -> S:
        """Return the settings of a kind by its type: `playbook.signals.of(IdleCash)`."""
        return next(one for one in self.kinds if isinstance(one, kind))

    def named(self, code: str) -> Signal | None:
        """Return the settings of a kind by its code; None for what is no signal."""
        return next((one for one in self.kinds if one.code == code), None)

    @property
    def told(self) -> tuple[Signal, ...]:
        """The kinds that the bank has switched on."""
        return tuple(one for one in self.kinds if one.enabled)
