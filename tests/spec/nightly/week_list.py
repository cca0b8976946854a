"""The week list: whom a week is to reach, and what its days take from it (LIST-02, LIST-03)."""

import datetime as dt

from reference.inputs import Contact, Customer
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, cell, changed, contact, day, held
from spec.shown import Shows

DAYS = (dt.date(2026, 9, 24), dt.date(2026, 9, 28), dt.date(2026, 9, 29))
"""Three nights whose lists are worked on 28, 29 and 30 September 2026, the working days of that week."""
TWO_A_DAY = changed(call_list={"by_week": True, "size": 2, "quiet_days": 0})


def _read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return the place in the week, the talk since, and tonight's rank, or cause and its end."""
    week = next((row for row in marts["week_list"] if row["customer_id"] == customer_id), {})
    today = next((row for row in marts["call_list"] if row["customer_id"] == customer_id), {})
    left = next((row for row in marts["exclusions"] if row["customer_id"] == customer_id), {})
    found = (
        week.get("rank"),
        week.get("connected_on"),
        today.get("rank", left.get("cause")),
        left.get("until"),
    )
    return tuple(cell(value) for value in found)


def _talks(text: str) -> tuple[Contact, ...]:
    """Return the contacts of a cell: a day, "tried" before it, or – for none."""
    on = day(text.removeprefix("tried "))
    return () if on is None else (contact(on, two_way=not text.startswith("tried ")),)


def _case(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    product, amount, matures, wants, talk, since = cells
    return Case(
        given=cells,
        life=Life(
            customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
            fed=(since == "–", True),
            holdings=((held(product, amount, matures_on=day(matures)),),),
            contacts=_talks(talk),
            weekdays=() if wants == "–" else (wants,),
        ),
        expected=tuple(expected.split(" | ")),
    )


GIVEN = ("product", "balance", "matures on", "wants only", "talk", "customer since")
EXPECTED = ("place in the week", "reached on", "rank on 2026-09-30, or cause", "until")

WEEK = Rule(
    title="A week of three days with two names a day",
    shows={"LIST-02": None, "LIST-10": None, "CAD-03": None},
    sentence=(
        "Before Monday the 28th six names (2 × 3 working days; 1 October is a holiday) are put down by the "
        "rule of a day's list, rounded for six: two familiar, four unfamiliar. Whom one of the days suits is "
        "among them, here a Wednesday; whom only Friday suits is not. On Wednesday who was reached this week "
        "is named no more, who was only tried still may be, and a deposit that matures within 10 days comes "
        "first though its customer is not among the week's names. All others wait for the next week, which "
        "begins on 8 October."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("bond | 960.00 | – | 3 | – | –", "1 | – | 2 | –"),
        _case("bond | 950.00 | – | – | tried 2026-09-28 | –", "2 | – | quota_full | –"),
        _case("bond | 900.00 | – | – | 2026-09-28 | –", "3 | 2026-09-28 | not_this_week | 2026-10-08"),
        _case("bond | 800.00 | – | – | 2026-09-29 | –", "4 | 2026-09-29 | not_this_week | 2026-10-08"),
        _case("bond | 700.00 | – | – | – | –", "– | – | not_this_week | 2026-10-08"),
        _case("bond | 990.00 | – | 5 | – | –", "– | – | unsuitable_time | 2026-10-02"),
        _case("fund | 500.00 | – | – | 2026-09-28 | –", "5 | 2026-09-28 | not_this_week | 2026-10-08"),
        _case("fund | 400.00 | – | – | 2026-09-29 | –", "6 | 2026-09-29 | not_this_week | 2026-10-08"),
        _case("fund | 300.00 | – | – | – | –", "– | – | not_this_week | 2026-10-08"),
        _case("time_deposit | 5.00 | 2026-10-10 | – | – | 2026-09-28", "– | – | 1 | –"),
    ),
    read=_read,
    nights=DAYS,
    book=TWO_A_DAY,
)

LAST_DAY = Rule(
    title="The days take what the week's list holds",
    sentence=(
        "Every horizon rounds its own quota: two of six for the week, one of two for a day. The first two "
        "days used up the familiar names, so Wednesday is left with unfamiliar ones; another familiar "
        "customer of the book, who would bring the day to 1:1, is not taken."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("bond | 900.00 | – | – | 2026-09-28 | –", "1 | 2026-09-28 | not_this_week | 2026-10-08"),
        _case("bond | 800.00 | – | – | 2026-09-29 | –", "2 | 2026-09-29 | not_this_week | 2026-10-08"),
        _case("bond | 700.00 | – | – | – | –", "3 | – | 1 | –"),
        _case("bond | 600.00 | – | – | – | –", "4 | – | 2 | –"),
        _case("fund | 500.00 | – | – | 2026-09-28 | –", "5 | 2026-09-28 | not_this_week | 2026-10-08"),
        _case("fund | 400.00 | – | – | 2026-09-29 | –", "6 | 2026-09-29 | not_this_week | 2026-10-08"),
        _case("fund | 300.00 | – | – | – | –", "– | – | not_this_week | 2026-10-08"),
    ),
    read=_read,
    nights=DAYS,
    book=TWO_A_DAY,
)

FILLED = Rule(
    title="The book fills what the week leaves",
    sentence=(
        "Five of the six names are reached before Wednesday: the sixth is called, and the book gives the "
        "second, from the side that the day still wants."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("bond | 900.00 | – | – | 2026-09-28 | –", "1 | 2026-09-28 | not_this_week | 2026-10-08"),
        _case("bond | 800.00 | – | – | 2026-09-28 | –", "2 | 2026-09-28 | not_this_week | 2026-10-08"),
        _case("bond | 700.00 | – | – | 2026-09-29 | –", "3 | 2026-09-29 | not_this_week | 2026-10-08"),
        _case("bond | 600.00 | – | – | – | –", "4 | – | 1 | –"),
        _case("bond | 550.00 | – | – | – | –", "– | – | not_this_week | 2026-10-08"),
        _case("fund | 500.00 | – | – | 2026-09-28 | –", "5 | 2026-09-28 | not_this_week | 2026-10-08"),
        _case("fund | 400.00 | – | – | 2026-09-29 | –", "6 | 2026-09-29 | not_this_week | 2026-10-08"),
        _case("fund | 300.00 | – | – | – | –", "– | – | 2 | –"),
    ),
    read=_read,
    nights=DAYS,
    book=TWO_A_DAY,
)


def _missing(marts: Marts, customer_id: str) -> tuple[str, ...]:
    (week,) = [row for row in marts["week_list"] if row["customer_id"] == customer_id]
    (today,) = [row for row in marts["call_list"] if row["customer_id"] == customer_id]
    found = (week["size"], week["first_on"], week["deviation"] + 1, today["deviation"] + 1)
    return tuple(cell(value) for value in found)


def _quotas(
    title: str, sentence: str, night: str, *expected: tuple[str, str], shows: Shows | None = None
) -> Rule:
    return Rule(
        title=title,
        shows=shows or {},
        sentence=f"{sentence} Each side has one name here, so its quota is one more than what is missing.",
        given=("product", "balance"),
        expected=("names of the week", "first day", "quota of the week", "quota of the day"),
        cases=tuple(
            Case(
                given=(product, "1.00"),
                life=Life(
                    customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
                    holdings=((held(product, "1.00"),),),
                ),
                expected=(*cells.split(" | "), quota),
            )
            for product, (cells, quota) in zip(("fund", "bond"), expected, strict=True)
        ),
        read=_missing,
        nights=(dt.date.fromisoformat(night),),
        book=changed(call_list={"by_week": True}),
    )


RULES = (
    _quotas(
        "A week of 100",
        "Five working days of 20 names make a week of 100, 33:67, though the days are 7:13.",
        "2026-06-05",
        ("100 | 2026-06-08 | 33", "7"),
        ("100 | 2026-06-08 | 67", "13"),
        shows={"LIST-02": None, "LIST-04": None, "TRAP-04": None},
    ),
    _quotas(
        "A week that a holiday cuts short",
        "28 to 30 September are three working days, so the week has 60 names, 20:40.",
        "2026-09-24",
        ("60 | 2026-09-28 | 20", "7"),
        ("60 | 2026-09-28 | 40", "13"),
    ),
    _quotas(
        "A week with a Sunday that is worked",
        "Sunday 20 September is worked for the holiday: six working days, 120 names, 40:80.",
        "2026-09-11",
        ("120 | 2026-09-14 | 40", "7"),
        ("120 | 2026-09-14 | 80", "13"),
    ),
    _quotas(
        "A bank's first night in mid-week",
        "The first night, a Tuesday, makes the list for the three days that are left of the week.",
        "2026-06-09",
        ("60 | 2026-06-10 | 20", "7"),
        ("60 | 2026-06-10 | 40", "13"),
        shows={"LIST-02": None},
    ),
    WEEK,
    LAST_DAY,
    FILLED,
)
