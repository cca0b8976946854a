"""What a certificate was judged by, item by item: what is asked, what was there, and what came of it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tilth.data.models import Certificate
from tilth.kernel.dates import age
from tilth.policy.suitability.certifying import Case
from tilth.policy.suitability.rules import MatchRules
from tilth.web.templating.words import money, percent

_NEEDS = {
    "level": ("above_level", "no_assessment", "professional_notice"),
    "valid": ("expired", "no_assessment"),
    "sale": ("not_on_sale",),
    "term": ("term",),
    "share": ("concentrated",),
    "hand": ("liquidity",),
    "age": ("elderly", "elderly_no_push", "minor", "age_unknown"),
    "stop": ("stopped",),
}
"""Item → the reasons that speak against it."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One item."""

    what: str
    wanted: str
    found: str
    state: str
    """ok, due for a condition, empty where it does not apply."""


def of(case: Case, rules: MatchRules, row: Certificate, *, aged: bool) -> tuple[Check, ...]:
    """Return the items of a certificate in their order; `aged`: the reader is told the customer's age."""
    told = {
        "level": (
            _("Grade and level"),
            _("grade no higher than the level"),
            f"{row.rating or '–'} × {row.level or '–'}",
        ),
        "valid": (_("Assessment valid"), _("on the day itself"), _until(row)),
        "sale": (_("On sale"), _("on the day itself"), _last(case.product.until)),
        "term": (
            _("Term"),
            _("term and {n} days end before the money is needed").format(n=rules.term_margin_days),
            _term(case),
        ),
        "share": (
            _("One product"),
            _("no more than {share} of the assets").format(share=percent(rules.single_share)),
            _share(case),
        ),
        "hand": (
            _("At hand"),
            _("{share} of the assets stay in deposits").format(share=percent(rules.at_hand_share)),
            _left(case),
        ),
        "age": (
            _("Protection by age"),
            _("from {n} on: a second person, a cooling-off, a call back").format(n=rules.elderly_age),
            _age(case) if aged else "–",
        ),
        "stop": (_("Stops"), _("none stands"), _("none")),
    }
    return tuple(
        Check(what=what, wanted=wanted, found=found, state=_state(code, found, row))
        for code, (what, wanted, found) in told.items()
    )


def _state(code: str, found: str, row: Certificate) -> str:
    if any(reason in row.reasons for reason in _NEEDS[code]):
        return "due"
    return "" if found == "–" else "ok"


def _last(day: dt.date | None) -> str:
    return _("without end") if day is None else _("until {day}").format(day=day.isoformat())


def _until(row: Certificate) -> str:
    return "–" if row.ends_on is None else _last(row.ends_on - dt.timedelta(days=1))


def _term(case: Case) -> str:
    term, needed = case.product.term_days, case.investor.needs_money_on
    if term is None or needed is None:
        return "–"
    return _("{n} days, needed on {day}").format(n=term, day=needed.isoformat())


def _share(case: Case) -> str:
    asks = case.investor
    if asks.amount is None or not asks.assets:
        return "–"
    all_in = asks.held + asks.amount
    return f"{percent(all_in / asks.assets)} · {money(all_in)} / {money(asks.assets)}"


def _left(case: Case) -> str:
    asks = case.investor
    if asks.amount is None or asks.deposits is None:
        return "–"
    return money(max(asks.deposits - asks.amount, Decimal(0)))


def _age(case: Case) -> str:
    born = case.investor.born
    if born is None:
        return "–"
    return _("{n} years").format(n=age(born, case.day))
