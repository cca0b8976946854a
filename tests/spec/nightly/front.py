"""Who comes first on the list: promises, then dates, then who is due, each whichever side (LIST-05)."""

import datetime as dt

from reference.inputs import Customer
from spec.nightly.call_list import EXPECTED, read
from spec.nightly.event_rows import NIGHTS
from spec.nightly.promises import promised
from spec.nightly.table import LONG_AGO, Case, Life, Rule, booked, changed, contact, day, held

JUNE = dt.date(2026, 6, 1)


def _case(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    product, amount, matures, birthday, promise = cells
    born = day(birthday)
    bought = held(product, amount, matures_on=day(matures))
    return Case(
        given=cells,
        life=Life(
            customer=Customer(
                customer_id="",
                opened_on=LONG_AGO,
                rm_id="M1",
                birth_date=born.replace(year=1970) if born else None,
            ),
            holdings=((bought,),),
            contacts=(contact(JUNE),),
            promises=() if promise == "–" else promised(promise),
        ),
        expected=tuple(expected.split(" | ")),
    )


GIVEN = ("product", "balance", "matures on", "birthday", "promised for")

FRONT = Rule(
    title="Promises, then dates, then the ratio",
    shows={
        "LIST-05": None,
        "REC-03": "how long unmet demands have been open, as a report",
    },
    sentence=(
        "Friday's list of six is worked on Monday the 15th: first come the promises for that day and those "
        "still open from before, by day and hour, one without an hour last; then deposits that mature by the "
        "25th, also over the weekend, and birthdays from the 15th to the 22nd, nearest day first, on one day "
        "the deposit before the birthday. They count towards the six and may break the ratio, as deviation "
        "says. A birthday over the weekend is a reason, but too late to decide."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("fund | 1.00 | – | – | 2026-06-15 15:00", "3 | familiar | promise | 0"),
        _case("fund | 2.00 | – | – | 2026-06-15 09:00", "2 | familiar | promise | 0"),
        _case("fund | 3.00 | – | – | 2026-06-12", "1 | familiar | promise | 0"),
        _case("fund | 4.00 | – | – | 2026-06-15", "4 | familiar | promise | 0"),
        _case("time_deposit | 5.00 | 2026-06-13 | – | –", "5 | unfamiliar | deposit_maturing | 2"),
        _case("time_deposit | 6.00 | 2026-06-16 | 2026-06-17 | –",
              "6 | unfamiliar | deposit_maturing, birthday | 2"),
        _case("time_deposit | 7.00 | – | 2026-06-16 | –", "– | – | quota_full | –"),
        _case("time_deposit | 8.00 | – | 2026-06-13 | –", "– | – | quota_full | –"),
    ),
    read=read,
    book=changed(call_list={"size": 6}),
)  # fmt: skip

WINDOWS = Rule(
    title="The list's own windows",
    shows={"LIST-05": None},
    sentence=(
        "A deposit decides from ten days before the list day's tenth day on, a birthday within seven days; "
        "outside them the event is only told as a reason."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("time_deposit | 1.00 | 2026-06-25 | – | –", "3 | unfamiliar | deposit_maturing | 0"),
        _case("time_deposit | 2.00 | 2026-06-26 | – | –", "6 | unfamiliar | deposit_maturing, top_aum | 0"),
        _case("demand_deposit | 3.00 | – | 2026-06-15 | –", "1 | unfamiliar | birthday | 0"),
        _case("demand_deposit | 4.00 | – | 2026-06-19 | –", "2 | unfamiliar | birthday | 0"),
        _case("demand_deposit | 5.00 | – | 2026-06-14 | –", "5 | unfamiliar | birthday, top_aum | 0"),
        _case("demand_deposit | 6.00 | – | 2026-06-20 | –", "4 | unfamiliar | top_aum | 0"),
    ),
    read=read,
    book=changed(call_list={"size": 9}),
)  # fmt: skip


_MOVED = dt.date(2026, 6, 15)


def _waits(
    product: str, amount: str, talked: str, moved: str, expected: str, *, closed: bool = False
) -> Case:
    talked_on = day(talked)
    account = held("demand_deposit", "0.00")
    return Case(
        given=(product, amount, talked, f"{moved} (closed)" if closed else moved),
        life=Life(
            customer=Customer(customer_id="", opened_on=dt.date(2026, 6, 8), rm_id="M1"),
            closed=(("large_outflow", "", _MOVED, _MOVED),) if closed else (),
            holdings=((held(product, amount, holding_id="own"), account),),
            contacts=(contact(talked_on),) if talked_on else (),
            transactions=() if moved == "–" else (booked(_MOVED, moved),),
        ),
        expected=tuple(expected.split(" | ")),
    )


WAITING = Rule(
    title="Who is not yet due waits",
    shows={
        "LIST-05": None,
        "LIST-06": None,
        "CAD-05": None,
    },
    sentence=(
        "Within a side those come first whose care is due on the list day, who were never contacted, or who "
        "have an open reason of a kind that decides, such as money that came or went; only what they leave "
        "empty is filled with the others, however much they own. A reason that a person closed decides no "
        "more. The cadence here is 90 days; the list is of four."
    ),
    given=("product", "balance", "last talk", "moved on 2026-06-15"),
    expected=EXPECTED,
    cases=(
        _waits("bond", "900,000.00", "2026-06-01", "–", "– | – | quota_full | –"),
        _waits("bond", "1.00", "–", "–", "3 | unfamiliar | top_aum | 0"),
        _waits("bond", "2.00", "2026-03-18", "–", "2 | unfamiliar | top_aum | 0"),
        _waits("bond", "3.00", "2026-03-19", "–", "– | – | quota_full | –"),
        _waits("bond", "4.00", "2026-06-01", "-60,000.00", "1 | unfamiliar | large_outflow, top_aum | 0"),
        _waits("bond", "5.00", "2026-06-01", "-60,000.00", "– | – | quota_full | –", closed=True),
        _waits("fund", "5.00", "2026-06-01", "–", "4 | familiar | top_aum | 0"),
    ),
    read=read,
    nights=NIGHTS,
    book=changed(call_list={"size": 4}),
)

RULES = (FRONT, WINDOWS, WAITING)
