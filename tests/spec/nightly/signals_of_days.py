"""Signals of days that the feed's own table brings."""

from dataclasses import replace

from reference.inputs import DueDay, Suppression
from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import LONG_AGO, SOMEONE, Case, D, Life, Rule, day, held, money


def _case(kind: str, on: str, amount: str, tie: str, *expected: str, dead: bool = False) -> Case:
    """Return a customer of whom the feed brings one day; – for a day that was dropped as impossible."""
    what, _, row = tie.partition(" in row ")
    fed = DueDay(
        date_id=f"{kind}{on}{tie}",
        customer_id="",
        kind=kind,
        day=day(on),
        amount=None if amount == "–" else money(amount),
    )
    stop = Suppression(suppression_id="", customer_id="", kind="deceased", starts_on=D)
    return Case(
        given=(kind, on, amount, f"{tie}, dead" if dead else tie),
        life=Life(
            customer=replace(SOMEONE, opened_on=LONG_AGO),
            holdings=((held("demand_deposit", "90,000.00"),),),
            tied_to=((int(row), what),) if row else (),
            stops=(stop,) if dead else (),
            days=() if kind == "–" else (fed,),
        ),
        expected=expected or NOTHING,
    )


FED = Rule(
    title="Days of the feed's own table",
    shows={"OPS-01": "agreements"},
    sentence=(
        "A premium within 15 days, a card within 30 and an identity document within 60 are told until their "
        "day; a wedding within seven days of its yearly return, after a year at least, on 29 February on the "
        "28th, and never where the spouse is recorded as deceased. A row without a day, or of an unknown "
        "kind, tells nothing; a bank without the table has no such signals."
    ),
    given=("kind", "day", "amount", "tied"),
    expected=HEADER,
    cases=(
        _case("premium", "2026-06-12", "8,000.00", "–",
              "premium_due", "2026-06-12", "8,000.00", "0.00", "2026-06-17", "–"),
        _case("premium", "2026-06-27", "–", "–", "premium_due", "2026-06-27", "–", "–", "2026-07-02", "–"),
        _case("premium", "2026-06-28", "8,000.00", "–"),
        _case("premium", "2026-06-11", "8,000.00", "–"),
        _case("card", "2026-07-12", "–", "–", "card_expiring", "2026-07-12", "–", "–", "2026-07-26", "–"),
        _case("card", "2026-07-13", "–", "–"),
        _case("certificate", "2026-08-11", "–", "–",
              "certificate_expiring", "2026-08-11", "–", "–", "2026-09-10", "–"),
        _case("certificate", "–", "–", "–"),
        _case("wedding", "1999-06-19", "–", "–",
              "wedding_anniversary", "2026-06-19", "–", "–", "2026-06-20", "–"),
        _case("wedding", "2026-06-13", "–", "–"),
        _case("wedding", "1999-06-20", "–", "–"),
        _case("wedding", "1999-06-19", "–", "spouse in row 13"),
        _case("–", "–", "–", "–", dead=True),
    ),
    read=reader("premium_due", "card_expiring", "certificate_expiring", "wedding_anniversary"),
)  # fmt: skip

RULES = (FED,)
