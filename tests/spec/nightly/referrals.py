"""The talk about referrals: three months after good service began, not twice in a year (MGM-01, MGM-02)."""

import datetime as dt

from reference.inputs import Customer, Suppression
from spec.nightly.event_rows import HEADER, NIGHTS, NOTHING, read
from spec.nightly.table import LONG_AGO, Case, Life, Rule, day, held
from tilth.policy import playbook
from tilth.policy.playbook import Playbook

GIVEN = ("opened on", "first fund bought on", "promises kept on", "complaint")


def _case(given: str, due: str = "–") -> Case:
    cells = tuple(given.split(" | "))
    opened, bought, kept, complaint = cells
    opened_on, bought_on = day(opened), day(bought)
    assert opened_on is not None
    starts, _, ends = complaint.partition(" to ")
    stop = Suppression(
        suppression_id="",
        customer_id="",
        kind="complaint_open",
        starts_on=day(starts) or LONG_AGO,
        ends_on=day(ends or "–"),
    )
    days = [day(one) for one in kept.split(", ")]
    return Case(
        given=cells,
        life=Life(
            customer=Customer(customer_id="", opened_on=opened_on),
            holdings=((held("fund", "0.00", opened_on=bought_on, closed_on=bought_on),),)
            if bought_on
            else ((),),
            kept=tuple(one for one in days if one),
            stops=() if complaint == "–" else (stop,),
        ),
        expected=("referral_due", due, "–", "–") if due != "–" else NOTHING,
    )


BEGINNINGS = Rule(
    title="Three months after good service began",
    shows={
        "MGM-01": "a level reached, which no record tells yet",
        "MGM-02": "level and satisfaction, which no record tells yet",
        "TRAP-01": "circles, and the three to win",
    },
    sentence=(
        "Good service begins when the account is opened, with the first investment, and whenever a "
        "promise was kept; the beginning that came last counts, and three months later the customer "
        "is asked for referrals. Whoever has an open complaint on the list day is not ready and is "
        "not asked. The night is Monday's, 15 June 2026, and Friday the 12th was the one before; "
        "levels do not count until they exist."
    ),
    given=GIVEN,
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _case("2026-03-12 | – | – | –"),
        _case("2026-03-14 | – | – | –", "2026-06-14"),
        _case("2026-03-14 | 2026-03-15 | – | –", "2026-06-15"),
        _case("2026-03-14 | 2026-03-16 | – | –"),
        _case("2020-01-15 | 2026-03-13 | – | –", "2026-06-13"),
        _case("2020-01-15 | – | 2026-03-13 | –", "2026-06-13"),
        _case("2026-03-14 | – | 2026-06-01 | –"),
        _case("2026-03-14 | – | – | 2026-06-01"),
        _case("2026-03-14 | – | – | 2026-06-01 to 2026-06-15", "2026-06-14"),
    ),
    read=read,
)

RESTS = Rule(
    title="Not asked twice in twelve months",
    shows={"MGM-01": "a level reached, which no record tells yet"},
    sentence=(
        "The day of the last question is remembered: within twelve months of it nobody is asked "
        "again, whatever began since. The nights are 12 June and 12 December 2025 and 12 June 2026."
    ),
    given=GIVEN,
    expected=HEADER,
    nights=(dt.date(2025, 6, 12), dt.date(2025, 12, 12), dt.date(2026, 6, 12)),
    cases=(
        _case("2020-01-15 | – | 2025-03-12, 2026-03-12 | –", "2026-06-12"),
        _case("2020-01-15 | – | 2025-06-12, 2026-03-12 | –"),
        _case("2020-01-15 | – | 2025-06-12 | –"),
    ),
    read=read,
)


def _opening_only() -> Playbook:
    document = playbook.default().model_dump()
    document["windows"]["referral_after"] = {"opening"}
    return Playbook.model_validate(document)


OPENING = Rule(
    title="A bank that counts from the opening alone",
    sentence="A playbook names what begins good service; with the opening alone nothing else moves the day.",
    given=GIVEN,
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _case("2026-03-14 | 2026-03-16 | 2026-06-01 | –", "2026-06-14"),
        _case("2020-01-15 | 2026-03-13 | – | –"),
    ),
    read=read,
    book=_opening_only(),
)

RULES = (BEGINNINGS, RESTS, OPENING)
