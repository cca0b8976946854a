"""The playbook: every number a bank may decide, typed and frozen; its defaults live in `default.toml`."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from tilth.policy import conditions
from tilth.policy.conditions import ConditionError, Node
from tilth.policy.playbook.benchmarks import Benchmarks
from tilth.policy.playbook.contact import Cap, ContactRules, Days
from tilth.policy.playbook.grading import Grading
from tilth.policy.playbook.main_bank import MainBank
from tilth.policy.playbook.openings import Openings
from tilth.policy.playbook.plausibility import Plausibility
from tilth.policy.playbook.prototypes import Prototypes, check
from tilth.policy.playbook.segments import Segments
from tilth.policy.playbook.signals import Signals
from tilth.policy.playbook.talk import Talk
from tilth.policy.playbook.value_order import ValueOrder
from tilth.policy.playbook.work import Work
from tilth.policy.subjects import DECLARED
from tilth.policy.subjects.buying_signal import BuyingSignalRules
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.subjects.detail import DetailRules
from tilth.policy.subjects.greeting import GreetingRules
from tilth.policy.subjects.kit import DeclarationError, Rules
from tilth.policy.vocabulary import ASSET_CATEGORIES, CATEGORIES, EVENT_KINDS, TIERS
from tilth.policy.wording import Wording, first

R = TypeVar("R", bound=Rules)
SECTIONS: Mapping[str, type[Rules]] = {one.name: one.rules for one in DECLARED if one.rules is not None}
"""Subject's word → its part of the playbook."""
Months = Annotated[int, Field(ge=0, le=1200)]
Amount = Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 13, decimal_places=2)]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
Weight = Annotated[Decimal, Field(ge=0, le=10, decimal_places=4)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _same(name: str, given: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    """Raise ValueError unless `given` names each word of `wanted` exactly once."""
    for word in wanted:
        if given.count(word) != 1:
            raise ValueError(f"{name} names {word!r} {given.count(word)} times; it must be named once")
    for word in given:
        if word not in wanted:
            raise ValueError(f"{name} names {word!r}, which is none of {', '.join(wanted)}")


def _known_categories(name: str, given: frozenset[str]) -> None:
    for word in sorted(given - set(CATEGORIES)):
        raise ValueError(f"{name} names {word!r}, which is none of {', '.join(CATEGORIES)}")


class Band(_Part):
    """One tier: its code, the amount from which it begins, and its names (TIER-01)."""

    code: str
    floor: Amount
    label_en: str
    label_zh: str
    source: str
    about: str


class Tiers(_Part):
    """What tiers a customer: the basis, the weight of each asset category, the bands ascending."""

    basis: Literal["aum", "aum_avg_30", "aum_avg_90"]
    weights: Mapping[str, Weight]
    bands: tuple[Band, ...]

    @property
    def window(self) -> int:
        """Days of the mean that tiers; 1 where it is tonight's amount."""
        return int(self.basis.removeprefix("aum").removeprefix("_avg_") or 1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _same("weights", tuple(self.weights), ASSET_CATEGORIES)
        if tuple(band.code for band in self.bands) != TIERS:
            raise ValueError(f"bands must be {', '.join(TIERS)}, in this order")
        floors = [band.floor for band in self.bands]
        if floors[0] != 0:
            raise ValueError(f"the first band begins at {floors[0]}; it must begin at 0")
        if floors != sorted(set(floors)):
            raise ValueError("every band must begin above the band before it")
        return self


class Lifecycle(_Part):
    """The bounds of the lifecycle states (LIFE-01)."""

    new_days: Days
    lost_below: Amount
    lost_after: Amount
    dormant_days: Days
    growing_ratio: Annotated[Decimal, Field(gt=0, le=100, decimal_places=4)]


class Windows(_Part):
    """Lead days, thresholds and ages of the event kinds."""

    deposit_maturing_days: Days
    product_maturing_days: Days
    loan_due_days: Days
    birthday_days: Annotated[int, Field(ge=0, le=60)]
    anniversary_days: Annotated[int, Field(ge=0, le=60)]
    large_flow_amount: Amount
    large_flow_share: Share
    large_cash_amount: Amount
    near_tier_share: Share
    first_fund_months: Months
    risk_validity_years: Annotated[int, Field(ge=1, le=20)]
    risk_expiring_days: Days
    followup_days: Days
    referral_months: Months
    referral_after: frozenset[Literal["opening", "first_investment", "promise_kept"]] = Field(min_length=1)
    referral_rest_months: Months
    retirement_talk_age: Annotated[int, Field(ge=18, le=100)]
    retirement_talk_until_age: Annotated[int, Field(ge=18, le=120)]
    deposit_matured_days: Days
    deposit_matured_share: Share


class CallList(_Part):
    """How the list of a relationship manager is filled (LIST-02, LIST-04)."""

    size: Annotated[int, Field(ge=1, le=500)]
    order: Literal["document", "value"]
    by_week: bool
    familiar_parts: Annotated[int, Field(ge=0, le=100)]
    unfamiliar_parts: Annotated[int, Field(ge=0, le=100)]
    quiet_days: Days
    caps: tuple[Cap, ...]
    deposit_days: Days
    birthday_days: Days
    maturity_lifts_days: Days
    decides: frozenset[str]
    lapse_days: Mapping[str, Days]
    urgency: tuple[str, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.familiar_parts + self.unfamiliar_parts == 0:
            raise ValueError("familiar_parts and unfamiliar_parts are both 0; one of them must be above 0")
        _same("urgency", self.urgency, EVENT_KINDS)
        for name, kinds in (("decides", self.decides), ("lapse_days", self.lapse_days)):
            for kind in sorted(set(kinds) - set(EVENT_KINDS)):
                raise ValueError(f"{name} names {kind!r}, which is none of {', '.join(EVENT_KINDS)}")
        for kind in sorted(self.decides - set(self.lapse_days)):
            raise ValueError(f"decides names {kind!r}, which has no lapse_days: say after how many")
        return self


class Effort(_Part):
    """How a manager's contacts are meant to be shared out between new and existing customers (KPI-12)."""

    new_parts: Annotated[int, Field(ge=0, le=100)]
    existing_parts: Annotated[int, Field(ge=0, le=100)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.new_parts + self.existing_parts == 0:
            raise ValueError("new_parts and existing_parts are both 0; one of them must be above 0")
        return self

    def shared(self, places: int) -> tuple[int, int]:
        """Return the places for new and for existing customers, half rounded up (PLAN-12)."""
        parts = self.new_parts + self.existing_parts
        new = (2 * places * self.new_parts + parts) // (2 * parts)
        return new, places - new


class Cultivation(_Part):
    """The customers to be developed broadly, and how many of them are under-served elsewhere (KPI-09)."""

    below: Amount
    under_served: Share


class _Written(_Part):
    """What a playbook holds besides the parts of the subjects."""

    version: Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
    effective_from: dt.date
    tiers: Tiers
    tier_cadence: Mapping[str, Annotated[int, Field(ge=1, le=3660)]]
    segments: Segments
    familiar_categories: frozenset[str]
    investment_categories: frozenset[str]
    under_served_months: Months
    lifecycle: Lifecycle
    windows: Windows
    activity_categories: frozenset[str]
    activity_days: Annotated[int, Field(ge=1, le=366)]
    call_list: CallList
    effort: Effort
    cultivation: Cultivation
    contact: ContactRules
    prototypes: Prototypes
    signals: Signals
    talk: Talk
    work: Work
    value_order: ValueOrder
    plausibility: Plausibility
    openings: Openings
    grading: Grading
    wording: Wording
    main_bank: MainBank
    benchmarks: Benchmarks

    @property
    def by_value(self) -> bool:
        """Whether lists are made in the order of value: the scheme in force decides, else the bank."""
        return (self.segments.scheme.order or self.call_list.order) == "value"

    @property
    def deciding(self) -> frozenset[str]:
        """Kinds of events and signals that put their customer among those who are due (A15)."""
        return self.call_list.decides | {kind.code for kind in self.signals.kinds if kind.decides}

    def of(self, rules: type[R]) -> R:
        """Return the part of a subject, by its type: `playbook.of(GiftRules)`."""
        return next(part for _name, part in self if isinstance(part, rules))

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _same("tier_cadence", tuple(self.tier_cadence), TIERS)
        _known_categories("familiar_categories", self.familiar_categories)
        _known_categories("investment_categories", self.investment_categories)
        _known_categories("activity_categories", self.activity_categories)
        check(self.prototypes, self.segments)
        return self

    @model_validator(mode="after")
    def _asked_of_profile(self) -> Self:
        """Refuse a condition that asks what the vocabulary of the profile does not have."""
        items = {one.code: one for one in self.of(DetailRules).items}
        for name, node in self._conditions():
            try:
                conditions.fits(node, items)
            except ConditionError as error:
                raise ValueError(f"{name}: {error}") from None
        return self

    def _conditions(self) -> Iterator[tuple[str, Node]]:
        for scheme in self.segments.schemes.values():
            yield from ((f"{scheme.code}.{one.code}", one.condition) for one in scheme.segments)
        for trait in self.prototypes.traits:
            if trait.condition is not None:
                yield f"prototypes.{trait.code}", trait.condition
        yield "grading.value_standard", conditions.parse(self.grading.value_standard)

    @model_validator(mode="after")
    def _said(self) -> Self:
        """Refuse a sentence for customers that promises, praises or urges, whoever is to say it."""
        for name, text in self._for_customers():
            if hit := first((text,), self.wording):
                raise ValueError(
                    f"{name} says {hit.words!r} (wording.{hit.code}): what is said to customers neither "
                    "promises, praises nor urges"
                )
        return self

    def _for_customers(self) -> Iterator[tuple[str, str]]:
        for opening in self.openings.lines:
            yield from ((f"openings.{opening.code}", text) for text in opening.text.both)
        for question in self.talk.questions:
            yield from ((f"talk.{question.code}", text) for text in question.text.both)
        for objection in self.talk.objections:
            yield from ((f"talk.{objection.code}", text) for text in objection.answer.both)
        for text in self.of(GreetingRules).texts:
            yield "greeting", text
        for closing in self.of(BuyingSignalRules).closings:
            yield from ((f"buying_signal.{closing.code}", text) for text in (closing.zh, closing.en))
        for notice in self.of(CertificateRules).notices:
            yield from ((f"certificate.{notice.code}", text) for text in (notice.zh, notice.en))


for _name in SECTIONS:
    if _name in _Written.model_fields:
        raise DeclarationError(
            f"The playbook has a part {_name!r} already: subject {_name} may have no rules."
        )

if TYPE_CHECKING:

    class Playbook(_Written):
        """One version of the bank's decisions, in force from a day on."""

else:
    Playbook = create_model(
        "Playbook",
        __base__=_Written,
        __doc__="One version of the bank's decisions, in force from a day on.",
        __module__=__name__,
        **{name: (rules, ...) for name, rules in SECTIONS.items()},
    )
