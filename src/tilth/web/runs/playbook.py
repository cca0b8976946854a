"""What changed in the playbook since the night before, in words: which threshold, from what, to what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as _p

from tilth.policy.playbook import Playbook, Segment, Trait, default
from tilth.web import labels
from tilth.web.customers import words as conditions
from tilth.web.format.languages import chinese
from tilth.web.runs.areas import area

SETTINGS: dict[str, Promise] = {
    "tiers.basis": gettext_lazy("What tiers a customer"),
    "segments.active": gettext_lazy("Scheme of segments in force"),
    "prototypes.enabled": gettext_lazy("The nearest type is assumed"),
    "prototypes.all_known": gettext_lazy("Schemes that assume a type only where all traits are known"),
    "familiar_categories": gettext_lazy("Categories that make a customer familiar"),
    "investment_categories": gettext_lazy("Categories that count as an investment"),
    "under_served_months": gettext_lazy("Under-served without an investment for"),
    "activity_categories": gettext_lazy("Accounts that count for the activity rate"),
    "activity_days": gettext_lazy("An account counts as active within"),
    "lifecycle.new_days": gettext_lazy("A relationship is new up to"),
    "lifecycle.lost_below": gettext_lazy("Lost: mean of 30 days below"),
    "lifecycle.lost_after": gettext_lazy("Lost: after the mean once reached"),
    "lifecycle.dormant_days": gettext_lazy("Dormant without an own transaction for"),
    "lifecycle.growing_ratio": gettext_lazy("Growing: mean of 30 days against 90 days, at least"),
    "windows.deposit_maturing_days": gettext_lazy("Lead time of a maturing time deposit"),
    "windows.product_maturing_days": gettext_lazy("Lead time of a maturing product"),
    "windows.loan_due_days": gettext_lazy("Lead time of a loan that falls due"),
    "windows.birthday_days": gettext_lazy("Lead time of a birthday"),
    "windows.anniversary_days": gettext_lazy("Lead time of an anniversary of the account"),
    "windows.large_flow_amount": gettext_lazy("Large flow of a day, at least"),
    "windows.large_flow_share": gettext_lazy("Large flow as a share of assets, at least"),
    "windows.large_cash_amount": gettext_lazy("Large cash transaction, at least"),
    "windows.near_tier_share": gettext_lazy("Near the next tier: gap as a share of its floor"),
    "windows.first_fund_months": gettext_lazy("The first fund is judged after"),
    "windows.risk_validity_years": gettext_lazy("A risk assessment is valid for"),
    "windows.risk_expiring_days": gettext_lazy("Lead time of the end of a risk assessment"),
    "windows.followup_days": gettext_lazy("Follow-up after a purchase"),
    "windows.referral_months": gettext_lazy("Question for referrals after"),
    "windows.referral_after": gettext_lazy("What begins good service before that question"),
    "windows.referral_rest_months": gettext_lazy("Nobody is asked for referrals again within"),
    "windows.retirement_talk_age": gettext_lazy("First age for a talk about retirement"),
    "windows.retirement_talk_until_age": gettext_lazy("Last age for a talk about retirement"),
    "windows.deposit_matured_days": gettext_lazy("A matured deposit is told of for"),
    "windows.deposit_matured_share": gettext_lazy("Its money still lies there: share of it, at least"),
    "call_list.size": gettext_lazy("Names on a day's list"),
    "call_list.familiar_parts": gettext_lazy("Familiar customers' part of the list"),
    "call_list.unfamiliar_parts": gettext_lazy("Unfamiliar customers' part of the list"),
    "call_list.quiet_days": gettext_lazy("Nobody is listed again within"),
    "call_list.deposit_days": gettext_lazy("A deposit decides the list before it matures by"),
    "call_list.birthday_days": gettext_lazy("A birthday decides the list ahead by"),
    "call_list.maturity_lifts_days": gettext_lazy("A maturity lifts the rest ahead by"),
    "call_list.decides": gettext_lazy("Open reasons that make a customer due"),
    "call_list.urgency": gettext_lazy("Order of the reasons, most urgent first"),
    "cultivation.below": gettext_lazy("Customers to be developed: assets below"),
    "cultivation.under_served": gettext_lazy("Under-served among them elsewhere, to compare with"),
    "main_bank.coverage": gettext_lazy("Main bank: product coverage, at least"),
    "main_bank.asset_share": gettext_lazy("Main bank: share of assets, at least"),
    "main_bank.activity": gettext_lazy("Main bank: account activity, at least"),
    "main_bank.categories.person": gettext_lazy("Categories of which the coverage of a person is a share"),
    "main_bank.categories.company": gettext_lazy("Categories of which the coverage of a company is a share"),
    "contact.minor_age": gettext_lazy("Age below which nobody is contacted"),
    "contact.consent_channels": gettext_lazy("Channels that need a consent to marketing"),
    "contact.consent_text_version": gettext_lazy("Text of the consent"),
    "contact.refusal_days": gettext_lazy("No marketing after a refused contact for"),
    "contact.ask_again_days": gettext_lazy("Nobody asks for consent again for"),
    "contact.quiet_from": gettext_lazy("Quiet hours begin"),
    "contact.quiet_until": gettext_lazy("Quiet hours end"),
    "contact.quiet_channels": gettext_lazy("Channels that keep the quiet hours"),
    "contact.service_purposes": gettext_lazy("Purposes that are service, not marketing"),
    "contact.household_relations": gettext_lazy("Relations that make a household"),
    "contact.clearance_minutes": gettext_lazy("A clearance holds for"),
}
ROWS: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (re.compile(r"tiers\.weights\.(?P<category>\w+)"), gettext_lazy("Weight in the tier: %(category)s")),
    (re.compile(r"tiers\.bands\.(?P<tier>\w+)\.floor"), gettext_lazy("Threshold of the tier: %(tier)s")),
    (re.compile(r"tiers\.bands\.(?P<tier>\w+)\.label_\w+"), gettext_lazy("Name of the tier: %(tier)s")),
    (
        re.compile(r"grading\.deposits\.(?P<deposits>\w+)\.floor"),
        gettext_lazy("Mean deposits of %(deposits)s, from"),
    ),
    (
        re.compile(r"grading\.deposits\.(?P<deposits>\w+)\.categories"),
        gettext_lazy("Products matched to %(deposits)s"),
    ),
    (re.compile(r"tier_cadence\.(?P<tier>\w+)"), gettext_lazy("Days between contacts, tier: %(tier)s")),
    (re.compile(r"call_list\.lapse_days\.(?P<reason>\w+)"), gettext_lazy("Stays an open reason: %(reason)s")),
    (re.compile(r"call_list\.caps\.(?P<n>\d+)\.count"), gettext_lazy("Cap %(n)s: contacts and attempts")),
    (re.compile(r"call_list\.caps\.(?P<n>\d+)\.days"), gettext_lazy("Cap %(n)s: counted over")),
    (
        re.compile(r"contact\.household_caps\.(?P<n>\d+)\.count"),
        gettext_lazy("Cap %(n)s of a household: contacts and attempts"),
    ),
    (
        re.compile(r"contact\.household_caps\.(?P<n>\d+)\.days"),
        gettext_lazy("Cap %(n)s of a household: counted over"),
    ),
    (
        re.compile(r"segments\.schemes\.\w+\.segments\.(?P<segment>\w+)\.cadence_days"),
        gettext_lazy("Days between contacts, segment %(segment)s"),
    ),
    (
        re.compile(r"segments\.schemes\.\w+\.segments\.(?P<segment>\w+)\.priority"),
        gettext_lazy("Rank of the segment %(segment)s"),
    ),
    (
        re.compile(r"segments\.schemes\.\w+\.segments\.(?P<segment>\w+)\.when"),
        gettext_lazy("Condition of the segment %(segment)s"),
    ),
    (
        re.compile(r"segments\.schemes\.\w+\.segments\.(?P<segment>\w+)\.\w+"),
        gettext_lazy("Texts and choices of the segment %(segment)s"),
    ),
    (re.compile(r"prototypes\.traits\.(?P<trait>\w+)\.\w+"), gettext_lazy("Scale of the trait %(trait)s")),
    (
        re.compile(r"prototypes\.types\.\w+\.(?P<segment>\w+)\.stated\.(?P<trait>\w+)"),
        gettext_lazy("Place and weight of the type %(segment)s: %(trait)s"),
    ),
    (
        re.compile(r"prototypes\.types\.\w+\.(?P<segment>\w+)\.\w+"),
        gettext_lazy("Source of the type %(segment)s"),
    ),
)
UNITS: dict[str, Promise] = {
    "days": _p("unit", "days"),
    "months": _p("unit", "months"),
    "years": _p("unit", "years"),
    "minutes": _p("unit", "minutes"),
    "base currency": _p("unit", "in base currency"),
    "customers": _p("unit", "customers"),
    "parts": _p("unit", "parts"),
    "contacts and attempts": _p("unit", "contacts and attempts"),
}
_CODES = ("category", "tier", "channel", "reason", "purpose", "basis")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value that differs from the night before."""

    words: str
    path: str
    before: str
    after: str
    unit: str


def changes(rows: list[Mapping[str, Any]], book: Playbook | None = None) -> tuple[Change, ...]:
    """Return the changes in words; a value for which there are none stands under the part that holds it.

    `book`: whose segments and traits are named; else the default.
    """
    named = book or default()
    called, items = names(named), conditions.vocabulary(named)
    return tuple(
        Change(
            words=told(path, called) or area(path),
            path=path,
            before=value(str(row["before"]), path, items),
            after=value(str(row["after"]), path, items),
            unit=str(UNITS.get(str(row["unit"]), "")),
        )
        for row in rows
        for path in (str(row["path"]),)
    )


def names(book: Playbook) -> dict[str, str]:
    """Return code → name of the segments of all schemes, of the traits and of the classes of deposits."""
    known: list[Segment | Trait] = list(book.prototypes.traits)
    for scheme in book.segments.schemes.values():
        known += scheme.segments
    classes = {one.code: one.text.zh if chinese() else one.text.en for one in book.grading.deposits}
    return classes | {one.code: one.label_zh if chinese() else one.label_en for one in known}


def told(path: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the words for the value at a path; empty where there are none.

    `names`: what segments and traits are called, by code.
    """
    found = _words(path, names)
    return "" if found == path else found


def _words(path: str, told: Mapping[str, str]) -> str:
    if path in SETTINGS:
        return str(SETTINGS[path])
    for pattern, words in ROWS:
        found = pattern.fullmatch(path)
        if found is not None:
            parts = found.groupdict()
            names = {kind: labels.label(kind, code) for kind, code in parts.items() if kind in labels.ALL}
            kinds = ("segment", "trait", "deposits")
            named = {kind: told[parts[kind]] for kind in kinds if parts.get(kind) in told}
            return str(words) % {**parts, **names, **named}
    return path


def value(text: str, path: str = "", items: conditions.Items = MappingProxyType({})) -> str:
    """Return a value with the words of its codes; a list stays a list, a condition is said in words."""
    if not text:
        return _("none")
    if path.endswith(".when"):
        return conditions.asked(text, items)
    return _(", ").join(_word(part) for part in text.split(", "))


def _word(code: str) -> str:
    for kind in _CODES:
        if code in labels.ALL[kind]:
            return labels.label(kind, code)
    return code
