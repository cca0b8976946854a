"""One judgement: may this product be shown to, recommended to or concluded with this customer on this day.

Pure: of product, investor, rules, day, channel and action, so that it gives the same answer years later.
"""

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tilth.kernel.dates import age
from tilth.policy.suitability.assessed import GRADES, Suitability
from tilth.policy.suitability.codes import STANDING, VERDICTS
from tilth.policy.suitability.rules import MatchRules, effective

_PLACE = {grade: place for place, grade in enumerate(GRADES, start=1)}
_WEIGHT = {verdict: place for place, verdict in enumerate(VERDICTS)}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is judged of a product."""

    product_id: str
    category: str
    issuer: str | None
    """The issuer's grade, R1…R5; None where it gives none."""
    term_days: int | None = None
    on_sale_from: dt.date | None = None
    until: dt.date | None = None
    """The last day on which it is sold."""


@dataclass(frozen=True, kw_only=True)
class Investor:
    """What is judged of a customer; amounts in base currency, None where nobody knows."""

    suits: Suitability
    born: dt.date | None = None
    """None for a company, and for somebody whose day of birth is not known."""
    person: bool = True
    professional: bool = False
    stopped: bool = False
    assets: Decimal | None = None
    deposits: Decimal | None = None
    held: Decimal = Decimal(0)
    """What of this product is held already."""
    amount: Decimal | None = None
    """What is to be put into it; None where nobody has said."""
    needs_money_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What comes of it, and why."""

    verdict: str
    rating: str | None
    """The grade that counted."""
    regime: str
    reasons: tuple[str, ...]
    """All that speak against it or for a condition, the heaviest first."""
    duties: tuple[str, ...]
    words: tuple[str, ...]
    """Codes of the notices that must be shown."""

    @property
    def blocked(self) -> bool:
        """Whether nobody may do it."""
        return self.verdict == "blocked"

    @property
    def suits(self) -> bool:
        """Whether it may be brought up: what asks for an own wish is brought up by nobody."""
        return self.verdict in ("allowed", "procedure")


@dataclass(slots=True)
class _Case:
    """One judgement as its rules see it; not frozen, which would cost a third of a judgement."""

    product: Offer
    investor: Investor
    rules: MatchRules
    day: dt.date
    channel: str
    action: str
    rating: str | None
    regime: str
    age: int | None
    place: int
    """The grade as a number from 1; 0 for a product without one."""


_age = functools.lru_cache(maxsize=8)(age)
"""One customer is judged for many products."""
_Found = tuple[str, str, tuple[str, ...]]
"""Verdict, reason, duties."""


def judge(  # noqa: PLR0913 - what the judgement looks at, told in keywords
    product: Offer, investor: Investor, rules: MatchRules, *, day: dt.date, channel: str, action: str
) -> Judgement:
    """Return the verdict on a product for a customer; `channel`, `action`: of CHANNELS, ACTIONS."""
    rating = effective(product.issuer, rules.seller(product.product_id, product.category))
    regime = rules.regime_of.get(product.category, "nfra" if rating not in (None, "R1") else "none")
    years = None if investor.born is None else _age(investor.born, day)
    case = _Case(
        product, investor, rules, day, channel, action, rating, regime, years, _PLACE.get(rating or "", 0)
    )
    found = [one for rule in _RULES if (one := rule(case)) is not None]
    found.sort(key=lambda one: -_WEIGHT[one[0]])
    verdict = found[0][0] if found else "allowed"
    reasons = tuple(dict.fromkeys(reason for _, reason, _ in found))
    duties = () if verdict == "blocked" else _duties(case, found)
    return Judgement(
        verdict=verdict,
        rating=rating,
        regime=regime,
        reasons=reasons,
        duties=duties,
        words=_words(case, verdict, duties),
    )


def _duties(case: _Case, found: list[_Found]) -> tuple[str, ...]:
    standing = []
    if case.regime != "none":
        standing.append("risk_notice")
        if case.action == "sign" and case.channel == "branch":
            standing.append("recording")
    return tuple(dict.fromkeys([*standing, *(duty for _, _, duties in found for duty in duties)]))


def _words(case: _Case, verdict: str, duties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the notices: that of the regime and the grade, then those of the duties that have one."""
    if verdict == "blocked" or case.regime == "none":
        return ()
    known = case.rules.notice_of
    wanted = ("no_deposit", f"grade_{case.rating}", *(one for one in duties if one not in STANDING))
    return tuple(one for one in wanted if one in known)


def _stop(case: _Case) -> _Found | None:
    return ("blocked", "stopped", ()) if case.investor.stopped else None


def _channel(case: _Case) -> _Found | None:
    may = case.action in case.rules.may_by.get(case.channel, frozenset())
    return None if may else ("blocked", "third_party", ())


def _sale(case: _Case) -> _Found | None:
    first, last = case.product.on_sale_from, case.product.until
    sold = (first is None or first <= case.day) and (last is None or case.day <= last)
    return None if sold else ("blocked", "not_on_sale", ())


def _rated(case: _Case) -> _Found | None:
    """A category whose products carry a grade, and the issuer gave none: nobody knows its risk."""
    missing = case.regime != "none" and case.product.issuer not in GRADES
    return ("blocked", "not_rated", ()) if missing else None


def _minor(case: _Case) -> _Found | None:
    if case.regime == "none" or case.age is None or case.age >= case.rules.minor_age:
        return None
    if case.action == "own_wish" or case.place > _PLACE[case.rules.minor_highest]:
        return "blocked", "minor", ()
    return "procedure", "minor", ("guardian",)


def _unknown_age(case: _Case) -> _Found | None:
    """A person whose age nobody knows is protected as the elderly are: the stricter side."""
    unknown = case.investor.person and case.age is None and _protected(case)
    return ("procedure", "age_unknown", _ELDERLY) if unknown else None


_ELDERLY = ("second_person", "cooling_off", "call_back")


def _protected(case: _Case) -> bool:
    return case.regime != "none" and case.place >= _PLACE[case.rules.elderly_from]


def _is_elderly(case: _Case) -> bool:
    return case.age is not None and case.age >= case.rules.elderly_age


def _elderly(case: _Case) -> _Found | None:
    """From 65 on: a second person, time to think, a call back; above a grade nothing is pushed (C-45)."""
    if not (_is_elderly(case) and _protected(case)):
        return None
    pushed = case.action in ("show", "recommend")
    if pushed and case.place > _PLACE[case.rules.elderly_push_up_to]:
        return "own_wish", "elderly_no_push", _ELDERLY
    return "procedure", "elderly", _ELDERLY


def _matched(case: _Case) -> _Found | None:
    """The matrix: professional investors need no assessment, everybody else a valid one that reaches."""
    if case.regime == "none":
        return None
    if case.investor.professional:
        told = case.place >= _PLACE[case.rules.professional_notice_from]
        return ("procedure", "professional_notice", ("notice_each",)) if told else None
    suits = case.investor.suits
    if suits.state != "valid" or suits.level is None:
        return "blocked", "expired" if suits.state == "expired" else "no_assessment", ()
    reached = 1 if suits.lowest else int(suits.level[1:])
    if case.place <= reached:
        return None
    return _above(case, suits)


def _above(case: _Case, suits: Suitability) -> _Found:
    """Above the level: only where the law knows an own wish, and never for those whom it protects most."""
    wished = case.action in ("own_wish", "sign") and case.regime == "csrc"
    low = suits.lowest or (suits.level or "") < case.rules.own_wish_from
    guarded = _is_elderly(case) and not case.rules.elderly_above_level
    if wished and not low and not guarded:
        return "own_wish", "above_level", ("special_warning",)
    return "blocked", "above_level", ()


def _term(case: _Case) -> _Found | None:
    needed, term = case.investor.needs_money_on, case.product.term_days
    if needed is None or term is None:
        return None
    held = term + case.rules.term_margin_days
    return None if held <= (needed - case.day).days else ("blocked", "term", ())


def _concentrated(case: _Case) -> _Found | None:
    amount, assets = case.investor.amount, case.investor.assets
    graded = case.place >= _PLACE[case.rules.single_from]
    if amount is None or assets is None or not graded:
        return None
    over = case.investor.held + amount > case.rules.single_share * assets
    return ("procedure", "concentrated", ("spread",)) if over else None


def _liquidity(case: _Case) -> _Found | None:
    amount, assets, at_hand = case.investor.amount, case.investor.assets, case.investor.deposits
    if amount is None or assets is None or at_hand is None or case.regime == "none":
        return None
    short = at_hand - amount < case.rules.at_hand_share * assets
    return ("procedure", "liquidity", ("keep_at_hand",)) if short else None


_RULES: tuple[Callable[[_Case], _Found | None], ...] = (
    _stop,
    _channel,
    _sale,
    _rated,
    _minor,
    _unknown_age,
    _matched,
    _elderly,
    _term,
    _concentrated,
    _liquidity,
)
"""In the order in which their reasons are told; of one weight the earlier stands first."""
