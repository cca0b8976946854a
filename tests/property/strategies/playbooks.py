"""Playbooks that differ from the default in the settings a bank is likely to change."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tilth.policy import playbook
from tilth.policy.playbook import Playbook

CONDITIONS = (
    "aum >= 100000",
    "familiar and time_deposit_share <= 0.10",
    "time_deposit_share >= 0.80 or age >= 50",
    "time_deposit_share between 0.40 and 0.60",
    "holds('fund') and product_count >= 2",
    "share('fx_deposit') > 0.5",
    "contains(occupation, '医', 'teacher') or industry in ('education', 'trade')",
    "kind = 'company' and company_size is not null",
    "not (annual_income > 200000)",
    "coalesce(annual_income, 0) + aum - liabilities * 2 > 100000",
    "lifecycle in ('new', 'growing') and tier <> 'general'",
    "opened_days > 90 and inflow_30 > 0 and outflow_30 < 0",
    "risk_level >= 'C3'",
    "deposit_balance = 0",
    "detail_known('other_bank') or detail('owns_business', 'yes')",
    "detail('life_stage', 'retired', 'household') and not detail('foreign_currency', 'no')",
    "detail_number('other_managers') * 2 >= 2 and detail_amount('other_bank') > aum",
    "detail('other_bank', 'boc') or elsewhere >= 150000",
    "detail_days('moved_on') between -20 and 0",
    "share('time_deposit') >= 0.40 and elsewhere is not null",
)
MOVED = {
    "code": "moved_on",
    "group": "person",
    "type": "day",
    "rules": True,
    "zh": "迁居日",
    "en": "Moved on",
    "source": "PROF-34",
    "about": "A day that rules may read: the default vocabulary has none.",
}
CONSENT_TEXT = "2026-01"
CADENCES = (None, Decimal("3.5"), Decimal(14), Decimal(30), Decimal("0.5"))


@dataclass(frozen=True)
class Variant:
    """The settings in which a playbook differs from the default; small enough to read in a failure."""

    basis: str = "aum"
    fund_weight: str = "1"
    demand_weight: str = "1"
    size: int = 20
    by_week: bool = True
    parts: tuple[int, int] = (1, 2)
    quiet_days: int = 7
    caps: tuple[tuple[int, int], ...] = ((3, 7), (6, 30))
    active: str = "four_types"
    conditions: tuple[tuple[str, Decimal | None], ...] = ()
    lead_days: int = 30
    growing_ratio: str = "1.1"
    under_served_months: int = 6
    familiar: tuple[str, ...] = ("fund", "insurance", "wealth_product")
    household_caps: tuple[tuple[int, int], ...] = ((4, 7), (12, 30))
    household_relations: tuple[str, ...] = ("spouse", "parent", "child")
    consent_channels: tuple[str, ...] = ("sms",)
    quiet_channels: tuple[str, ...] = ("phone",)
    refusal_days: int = 180
    minor_age: int = 14
    deposit_days: int = 10
    decides: tuple[str, ...] = ("large_outflow", "product_maturing")
    lapse: int = 7
    referral_after: tuple[str, ...] = ("opening", "first_investment", "promise_kept")
    referral_rest_months: int = 12
    nearest: bool = True
    all_known: tuple[str, ...] = ("seven_segments", "six_portraits")
    order: str = "document"
    again: int = 7
    """Days after which states that hold on are grounds again."""
    of_household: int = 1
    """Names of one household that a day's lists have, in the order of value; 0: any number."""
    signals: str = "usual"
    """`eager`: told of small amounts and shares after a day or two; `off`: none at all."""

    def playbook(self) -> Playbook:
        """Return the default playbook with these settings, validated as a bank's own would be."""
        book: dict[str, Any] = playbook.default().model_dump()
        book["version"] = "variant"
        book["detail"]["items"] = (*book["detail"]["items"], MOVED)
        tiers, call_list, windows = book["tiers"], book["call_list"], book["windows"]
        tiers["basis"] = self.basis
        tiers["weights"] = dict(tiers["weights"]) | {
            "fund": Decimal(self.fund_weight),
            "demand_deposit": Decimal(self.demand_weight),
        }
        call_list["size"], call_list["quiet_days"] = self.size, self.quiet_days
        call_list["by_week"], call_list["order"] = self.by_week, self.order
        call_list["familiar_parts"], call_list["unfamiliar_parts"] = self.parts
        call_list["caps"] = _caps(self.caps)
        book["contact"] |= {
            "household_caps": _caps(self.household_caps),
            "household_relations": self.household_relations,
            "consent_channels": self.consent_channels,
            "consent_text_version": CONSENT_TEXT,
            "quiet_channels": self.quiet_channels,
            "refusal_days": self.refusal_days,
            "minor_age": self.minor_age,
        }
        call_list["deposit_days"], call_list["decides"] = self.deposit_days, self.decides
        call_list["lapse_days"] = dict.fromkeys((*call_list["lapse_days"], *self.decides), self.lapse)
        windows["deposit_maturing_days"] = self.lead_days
        windows["referral_after"] = self.referral_after
        windows["referral_rest_months"] = self.referral_rest_months
        book["under_served_months"] = self.under_served_months
        book["lifecycle"]["growing_ratio"] = Decimal(self.growing_ratio)
        book["familiar_categories"] = self.familiar
        book["segments"] = self._segments(book["segments"])
        book["signals"]["kinds"] = [_signal(kind, self.signals) for kind in book["signals"]["kinds"]]
        book["value_order"]["again_days"] = {"idle_cash": self.again, "concentration": self.again}
        book["value_order"]["of_household"] = self.of_household
        book["prototypes"] |= {"enabled": self.nearest, "all_known": self.all_known}
        return Playbook.model_validate(book)

    def _segments(self, segments: dict[str, Any]) -> dict[str, Any]:
        schemes = dict(segments["schemes"])
        if self.conditions:
            pattern = schemes["four_types"]["segments"][0]
            made = [
                pattern | {"code": f"s{index}", "when": when, "cadence_days": days, "priority": 9 - index}
                for index, (when, days) in enumerate(self.conditions)
            ]
            schemes["own"] = schemes["four_types"] | {"code": "own", "segments": made}
        return segments | {"active": "own" if self.conditions else self.active, "schemes": schemes}


EAGER = {
    "amount": Decimal(1000),
    "share": Decimal("0.2"),
    "days": 2,
    "lapse_days": 3,
    "gap": Decimal("0.0005"),
    "below": Decimal(10) ** 10,
    "peers": 1,
    "times": 1,
}


def _signal(kind: dict[str, Any], how: str) -> dict[str, Any]:
    if how == "eager":
        return kind | {name: value for name, value in EAGER.items() if name in kind}
    return kind | {"enabled": how != "off"}


def _caps(pairs: tuple[tuple[int, int], ...]) -> list[dict[str, Any]]:
    return [{"count": count, "days": days, "source": "LIST-13", "about": "."} for count, days in pairs]


def variants() -> st.SearchStrategy[Variant]:
    """Draw a variant; the first choice of each setting is the default."""
    conditions = st.lists(
        st.tuples(st.sampled_from(CONDITIONS), st.sampled_from(CADENCES)), min_size=1, max_size=4
    )
    return st.builds(
        Variant,
        basis=st.sampled_from(("aum", "aum_avg_30", "aum_avg_90")),
        fund_weight=st.sampled_from(("1", "0.5", "0", "1.3333")),
        demand_weight=st.sampled_from(("1", "0.0001", "0.5")),
        size=st.sampled_from((2, 1, 3, 4, 5, 20)),
        by_week=st.sampled_from((True, True, False)),
        parts=st.sampled_from(((1, 2), (1, 1), (0, 1), (2, 1), (1, 0))),
        quiet_days=st.sampled_from((7, 0, 1)),
        caps=st.sampled_from((((3, 7), (6, 30)), (), ((1, 1),), ((2, 3), (3, 10)))),
        active=st.sampled_from(("four_types", "seven_segments", "six_portraits")),
        conditions=st.just(()) | st.tuples() | conditions.map(tuple),
        lead_days=st.sampled_from((30, 0, 45)),
        growing_ratio=st.sampled_from(("1.1", "1", "1.5")),
        under_served_months=st.sampled_from((6, 3)),
        familiar=st.sampled_from((("fund", "insurance", "wealth_product"), ("bond",))),
        household_caps=st.sampled_from((((4, 7), (12, 30)), (), ((1, 1),), ((2, 3), (3, 40)))),
        household_relations=st.sampled_from((("spouse", "parent", "child"), ("sibling",), ())),
        consent_channels=st.sampled_from((("sms",), (), ("phone", "sms"))),
        quiet_channels=st.sampled_from((("phone",), ())),
        refusal_days=st.sampled_from((180, 0, 7)),
        minor_age=st.sampled_from((14, 0, 13, 30)),
        deposit_days=st.sampled_from((10, 0, 60)),
        decides=st.sampled_from((("large_outflow", "product_maturing"), (), ("tier_up", "birthday"))),
        lapse=st.sampled_from((7, 0, 40)),
        referral_after=st.sampled_from(
            (("opening", "first_investment", "promise_kept"), ("opening",), ("promise_kept",))
        ),
        referral_rest_months=st.sampled_from((12, 0, 1)),
        nearest=st.sampled_from((True, True, False)),
        again=st.sampled_from((7, 1)),
        of_household=st.sampled_from((1, 0, 2)),
        signals=st.sampled_from(("eager", "usual", "eager", "off")),
        all_known=st.sampled_from((("seven_segments", "six_portraits"), (), ("four_types",))),
    )
