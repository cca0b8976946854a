"""Signals of silence."""

from dataclasses import replace

from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import SOMEONE, Case, Life, Rule, contact, day, held


def _case(assets: str, opened: str, manager: str, talk: str, *expected: str) -> Case:
    opened_on, what, on = day(opened), talk.partition(" ")[0], day(talk.partition(" ")[2] or "–")
    assert opened_on is not None
    owner = None if manager == "–" else manager
    return Case(
        given=(assets, opened, manager, talk),
        life=Life(
            customer=replace(SOMEONE, opened_on=opened_on, rm_id=owner),
            holdings=((held("time_deposit", assets),),),
            contacts=(contact(on, two_way=what == "talk"),) if on else (),
        ),
        expected=expected or NOTHING,
    )


NEVER = Rule(
    title="Nobody has been in contact",
    sentence=(
        "An owned customer with at least 100,000 of assets and a relationship of at least 30 days, with whom "
        "there "
        "has been no two-way contact at all, tells never_contacted; an attempt is no contact. A tenth is at "
        "stake."
    ),
    given=("assets", "opened on", "manager", "contact"),
    expected=HEADER,
    cases=(
        _case("100,000.00", "2026-05-13", "M1", "–", "never_contacted", "2026-06-12", "100,000.00",
              "10,000.00", "2026-07-12", "opened_on 2026-05-13"),
        _case("100,000.00", "2026-05-14", "M1", "–"),
        _case("99,999.99", "2020-01-15", "M1", "–"),
        _case("100,000.00", "2020-01-15", "–", "–"),
        _case("100,000.00", "2020-01-15", "M1", "talk 2024-01-01"),
        _case("100,000.00", "2020-01-15", "M1", "attempt 2026-06-01", "never_contacted", "2026-06-12",
              "100,000.00", "10,000.00", "2026-07-12", "opened_on 2020-01-15"),
    ),
    read=reader("never_contacted"),
)  # fmt: skip

RULES = (NEVER,)
