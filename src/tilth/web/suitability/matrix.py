"""Grade by investor, judged cell by cell with the rules of a certificate: no second table of what suits."""

import datetime as dt
from dataclasses import dataclass, replace

from tilth.policy.suitability import GRADES, LEVELS, of
from tilth.policy.suitability.certifying import Case
from tilth.policy.suitability.judging import Investor
from tilth.policy.suitability.rules import MatchRules

_ADULT = dt.timedelta(days=365 * 40)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One grade for one kind of investor."""

    verdict: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """One grade: without an assessment, C1…C5, professional."""

    grade: str
    chosen: bool
    cells: tuple[Cell, ...]


def rows(case: Case, rules: MatchRules, level: str | None) -> tuple[Row, ...]:
    """Return R1…R5; the row and the column of the certificate are marked, age and amounts left aside."""
    day = case.day
    plain = Investor(suits=of(None, None, day=day, years=1), born=day - _ADULT)
    investors = [
        ("", plain),
        *((one, replace(plain, suits=of(one, day, day=day, years=1))) for one in LEVELS),
        ("professional", replace(plain, professional=True)),
    ]
    rating = case.judged(rules).rating
    found = []
    for grade in GRADES:
        product = replace(case.product, issuer=grade, product_id="", on_sale_from=None, until=None)
        cells = tuple(
            Cell(
                verdict=replace(case, product=product, investor=one, action="recommend")
                .judged(rules)
                .verdict,
                chosen=grade == rating and code == (level or ""),
            )
            for code, one in investors
        )
        found.append(Row(grade=grade, chosen=grade == rating, cells=cells))
    return tuple(found)
