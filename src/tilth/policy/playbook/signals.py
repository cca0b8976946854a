"""Signals of the playbook: under which condition each is told, what is at stake, how long it stands."""

from decimal import Decimal
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.playbook.contact import Days
from tilth.policy.playbook.segments import Text
from tilth.policy.vocabulary import ASSET_CATEGORIES, PURPOSES, SIGNAL_KINDS, STANDING_SIGNALS, TONES

Amount = Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 13, decimal_places=2)]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
Rate = Annotated[Decimal, Field(ge=0, le=1, decimal_places=6)]
S = TypeVar("S", bound="Signal")


class Signal(BaseModel):
    """What every kind says of itself, whatever its condition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    enabled: bool
    stake_share: Share
    """The part of the signal's amount that is at stake."""
    lapse_days: Annotated[int, Field(ge=1, le=366)]
    """Days for which it stands after its day; what still holds then is told anew."""
    purpose: str
    """What a contact about it is for, as the contact gate asks."""
    tone: str
    decides: bool
    rule: Text
    """The rule in a sentence for people, without its figures."""
    to_verify: tuple[str, ...] = ()
    source: str
    about: str

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        for field, words, known in (
            ("purpose", (self.purpose,), PURPOSES),
            ("tone", (self.tone,), TONES),
            ("categories", getattr(self, "categories", ()), ASSET_CATEGORIES),
            ("to_verify", self.to_verify, tuple(type(self).model_fields)),
        ):
            for word in words:
                if word not in known:
                    raise ValueError(f"{field} names {word!r}, which is none of {', '.join(known)}")
        return self

    @property
    def standing(self) -> bool:
        """Whether it tells of a state, and stands while that holds."""
        return self.code in STANDING_SIGNALS


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


Kind = Annotated[
    IdleCash
    | RateGap
    | Concentration
    | NearLowerTier
    | NeverContacted
    | NewMoney
    | BalanceSliding
    | SilentValuable,
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
