"""The signal of what like customers hold."""

from dataclasses import replace
from typing import Any

from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import SOMEONE, Case, Life, Marts, Rule, changed, day, held
from tilth.policy import playbook


def _of_four(kind: dict[str, Any]) -> dict[str, Any]:
    return kind | {"peers": 4} if kind["code"] == "product_gap" else kind


BOOK = changed(
    signals={"kinds": [_of_four(kind) for kind in playbook.default().model_dump()["signals"]["kinds"]]}
)
SEGMENT = BOOK.segments.scheme.segments[0].code


def _case(holds: str, risk: str, segment: str, manager: str, *expected: str) -> Case:
    level, _, assessed = risk.partition(" ")
    positions = [held("demand_deposit", "300,000.00")]
    positions += [held(name, "1,000.00") for name in holds.split(", ") if name != "–"]
    return Case(
        given=(holds, risk, segment, manager),
        life=Life(
            customer=replace(
                SOMEONE,
                rm_id=None if manager == "–" else manager,
                risk_level=level if assessed else None,
                risk_assessed_on=day(assessed or "–"),
            ),
            holdings=(tuple(positions),),
            segment=SEGMENT if segment == "same" else BOOK.segments.scheme.segments[1].code,
        ),
        expected=expected or (*NOTHING, "–"),
    )


def _told(assets: str, at_stake: str, category: str) -> tuple[str, ...]:
    return "product_gap", "2026-06-12", assets, at_stake, "2026-09-10", "peers 8, share_bp 5000", category


def _read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Read the signal and the category that it is about."""
    mine = [
        row for row in marts["signals"] if (row["customer_id"], row["kind"]) == (customer_id, "product_gap")
    ]
    return *reader("product_gap")(marts, customer_id), "; ".join(row["subject"] for row in mine) or "–"


_RECENT = "C3 2026-01-01"
GAP = Rule(
    title="Like customers hold it",
    sentence=(
        "An owned customer with at least 200,000 tells product_gap where at least half of those of the same "
        "kind, tier "
        "and segment, four at least here, hold a category of which the customer holds nothing, and a "
        "valid "
        "assessment allows what is on sale of it: a wealth product of R2 here, and time deposits, which take "
        "none. "
        "Of several the one that most hold. A twentieth of the assets is at stake."
    ),
    given=("holds besides 300,000 on demand", "assessment", "segment", "manager"),
    expected=(*HEADER, "category"),
    book=BOOK,
    cases=(
        _case(
            "wealth_product, fund", _RECENT, "same", "M1", *_told("302,000.00", "15,100.00", "time_deposit")
        ),
        _case("wealth_product, time_deposit", _RECENT, "same", "M1"),
        _case("wealth_product, time_deposit", "–", "same", "M1"),
        _case("–", _RECENT, "same", "M1", *_told("300,000.00", "15,000.00", "wealth_product")),
        _case("time_deposit", "C1 2026-01-01", "same", "M1"),
        _case("–", "C3 2025-06-12", "same", "M1", *_told("300,000.00", "15,000.00", "time_deposit")),
        _case("wealth_product, time_deposit", _RECENT, "same", "–"),
        _case("–", _RECENT, "same", "–"),
        _case("–", _RECENT, "other", "M1"),
    ),
    read=_read,
)
RULES = (GAP,)
