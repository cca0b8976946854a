"""The order by value: what a name is worth, term by term, and who comes before whom."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from reference.inputs import Customer, LibraryOpening
from spec.nightly.exclusions import said, wish
from spec.nightly.promises import promised
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, cell, changed, contact, day, held
from tilth.policy import playbook

GIVEN = ("fund", "demand deposit", "time deposit", "matures on", "last talk", "since then", "promised")
TERMS = ("kind", "money", "days_left", "urgency", "reach", "agree", "expected", "care", "effort", "points")


def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return rank, reasons and every term, or the cause of the exclusion."""
    for listed, row in zip(marts["call_list"], marts["call_values"], strict=True):
        if row["customer_id"] == customer_id:
            assert listed["customer_id"] == customer_id
            terms = (cell(row[name]) or "–" for name in TERMS)
            return (cell(row["rank"]), cell(listed["reasons"]), *terms)
    (cause,) = [row["cause"] for row in marts["exclusions"] if row["customer_id"] == customer_id]
    return ("–", cause, *("–",) * len(TERMS))


def _case(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    fund, demand, deposit, matures, talk, silent, moment, *opened = cells
    talked = day(talk)
    tries = (
        () if silent == "–" else tuple(contact(day(one) or LONG_AGO, two_way=False) for one in silent.split())
    )
    bought = tuple(
        held(product, amount, matures_on=day(matures) if product == "time_deposit" else None)
        for product, amount in (("fund", fund), ("demand_deposit", demand), ("time_deposit", deposit))
        if amount != "–"
    )
    return Case(
        given=cells,
        life=Life(
            customer=Customer(customer_id="", opened_on=day("".join(opened) or "–") or LONG_AGO, rm_id="M1"),
            holdings=(bought,),
            contacts=(*((contact(talked),) if talked else ()), *tries),
            promises=promised(*(() if moment == "–" else (moment,))),
        ),
        expected=tuple(expected.split(" | ")),
    )


_HEAVY = {"weight_of_usual": 1000, "weight_of_group": 1000}
"""The usual shares outweigh a handful of contacts, so that each row can be worked by hand."""
VALUE = {**playbook.default().value_order.model_dump(), **_HEAVY, "usual_reach": Decimal("0.5")}

POINTS = Rule(
    title="What a name is worth",
    sentence=(
        "Points = money at stake × urgency × chance of reaching × chance of agreeing ÷ 1,000 + care owed "
        "− effort, in hundredths; shares are in thousandths, and each product is rounded down. Of several "
        "grounds the one counts whose money × urgency is most. Urgency falls from 1,000 on the last good day "
        "by a thirtieth a day, never below 200. The chances are the bank's own, of 180 days, drawn towards "
        "the means of tier and segment. Care is a tenth of a point for each day overdue, three points at "
        "most, and a point and a half for each million of assets. Promises come first, whatever they are "
        "worth; who is not due and has no ground comes last."
    ),
    given=GIVEN,
    expected=("rank", "reasons", *TERMS),
    cases=(
        _case(
            "– | – | 50,000.00 | 2026-06-20 | 2026-05-20 | – | –",
            "5 | deposit_maturing | deposit_maturing | 50,000.00 | 5 | 834 | "
            "601 | 77 | 1,929.00 | 0 | 120 | 72",
        ),
        _case(
            "– | – | 90,000.00 | 2026-07-10 | 2026-05-20 | – | –",
            "6 | deposit_maturing | deposit_maturing | 90,000.00 | 25 | 200 | "
            "601 | 77 | 832.00 | 0 | 120 | -37",
        ),
        _case(
            "– | – | 90,000.00 | 2026-06-15 | 2026-05-20 | 2026-06-10 2026-05-10 | –",
            "4 | deposit_maturing | deposit_maturing | 90,000.00 | 0 | 1000 | "
            "429 | 77 | 2,972.00 | 0 | 150 | 147",
        ),
        _case(
            "– | 150,000.00 | – | – | – | – | –",
            "2 | idle_cash, never_contacted | idle_cash | 150,000.00 | 27 | 200 | "
            "501 | 99 | 1,487.00 | 322 | 120 | 350",
        ),
        _case(
            "– | 3,000.00 | – | – | – | – | –",
            "3 | cadence_overdue | – | – | – | – | 502 | 97 | 0.00 | 300 | 120 | 180",
        ),
        _case(
            "2,000.00 | – | – | – | 2026-06-01 | – | –",
            "7 | top_aum | – | – | – | – | 601 | 77 | 0.00 | 0 | 100 | -100",
        ),
        _case(
            "– | 2,000.00 | – | – | 2026-05-30 | – | 2026-06-15",
            "1 | promise | – | – | – | – | 601 | 77 | 0.00 | 0 | 120 | -120",
        ),
    ),
    read=read,
    book=changed(call_list={"order": "value"}, value_order=VALUE),
)

FIRST = Rule(
    title="Who comes before whom",
    shows={
        "PLAN-12": "prospects, counted apart",
        "TRAP-18": None,
    },
    sentence=(
        "A list of four in the order of value, two of each tier served first: the two of the tier whose care "
        "is longest due come before those with more points; who is due, has a date near or a ground that "
        "decides comes before other grounds, and these before who has none; within that by points. Of each "
        "side two places in five are meant for new customers and three for existing ones, half rounded up, "
        "here one of three and two: who has such a place comes before who has more points, and what one part "
        "leaves empty goes to the other. Ranks go by points, whichever side."
    ),
    given=(*GIVEN, "opened"),
    expected=("rank", "reasons", *TERMS),
    cases=(
        _case(
            "– | – | 90,000.00 | 2026-06-18 | 2026-06-05 | – | – | –",
            "1 | deposit_maturing | deposit_maturing | 90,000.00 | 3 | 900 | "
            "607 | 77 | 3,785.00 | 0 | 120 | 258",
        ),
        _case(
            "– | 5,000.00 | – | – | 2026-01-05 | – | – | –",
            "2 | cadence_overdue | – | – | – | – | 607 | 77 | 0.00 | 300 | 120 | 180",
        ),
        _case(
            "– | 6,000.00 | – | – | 2026-01-10 | – | – | –",
            "3 | cadence_overdue | – | – | – | – | 607 | 77 | 0.00 | 300 | 120 | 180",
        ),
        _case(
            "– | 7,000.00 | – | – | 2026-01-20 | – | – | –",
            "– | quota_full | – | – | – | – | – | – | – | – | – | –",
        ),
        _case(
            "– | – | 8,000.00 | 2026-06-18 | 2026-01-20 | – | – | –",
            "– | quota_full | – | – | – | – | – | – | – | – | – | –",
        ),
        _case(
            "– | – | 9,000.00 | 2026-06-18 | 2026-06-05 | – | – | 2026-05-04",
            "4 | deposit_maturing | deposit_maturing | 9,000.00 | 3 | 900 | "
            "607 | 77 | 378.00 | 0 | 120 | -83",
        ),
        _case(
            "– | – | 5,000.00 | 2026-06-18 | 2026-06-05 | – | – | 2026-05-04",
            "– | quota_full | – | – | – | – | – | – | – | – | – | –",
        ),
        _case(
            "– | 9,000.00 | – | – | 2026-06-01 | – | – | –",
            "– | quota_full | – | – | – | – | – | – | – | – | – | –",
        ),
    ),
    read=read,
    book=changed(
        call_list={"order": "value", "size": 4}, value_order={**VALUE, "served_a_day": 2, "memory_days": 170}
    ),
)

TALKED = (dt.date(2026, 6, 3), dt.date(2026, 6, 12))


def _read_again(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return the state of the reason, what the list names, and the money that counts."""
    (state,) = [
        row["state"]
        for row in marts["reasons"]
        if row["customer_id"] == customer_id and row["kind"] == "idle_cash"
    ]
    for listed, row in zip(marts["call_list"], marts["call_values"], strict=True):
        if row["customer_id"] == customer_id:
            return state, cell(listed["reasons"]), cell(row["money"]) or "–"
    return state, "not listed", "–"


def _again(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    before, now, talk, outcome, closed = cells
    talked, ended = day(talk), day(closed)
    return Case(
        given=cells,
        life=Life(
            customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
            holdings=((held("demand_deposit", before),), (held("demand_deposit", now),)),
            contacts=(replace(contact(talked), outcome=outcome),) if talked else (),
            closed=(("idle_cash", "", TALKED[0], ended),) if ended else (),
        ),
        expected=tuple(expected.split(" | ")),
    )


AGAIN = Rule(
    title="What holds on is asked about again",
    sentence=(
        "A state that still holds ten days after the last talk is a ground again on that list day, with its "
        "money, and the list names it; not where the talk came to an agreement, where a person closed the "
        "reason, or where the state has ended. The table of reasons keeps what became of it."
    ),
    given=("demand deposit before", "tonight", "talked to on", "outcome", "closed on"),
    expected=("state", "reasons", "money"),
    cases=(
        _again("150,000.00 | 150,000.00 | – | – | –", "open | idle_cash, never_contacted | 150,000.00"),
        _again("150,000.00 | 120,000.00 | 2026-06-05 | connected | –", "acted_on | idle_cash | 120,000.00"),
        _again("150,000.00 | 150,000.00 | 2026-06-06 | connected | –", "acted_on | top_aum | –"),
        _again("150,000.00 | 150,000.00 | 2026-06-05 | appointment | –", "acted_on | top_aum | –"),
        _again("150,000.00 | 150,000.00 | 2026-06-05 | connected | 2026-06-08", "acted_on | top_aum | –"),
        _again("150,000.00 | 9,000.00 | 2026-06-05 | connected | –", "acted_on | tier_down | 0.00"),
    ),
    read=_read_again,
    nights=TALKED,
    book=changed(call_list={"order": "value"}, value_order={**VALUE, "again_days": {"idle_cash": 10}}),
)


_OURS = "secure_later_life"


def _begun(given: str, expected: str) -> Case:
    """Return somebody with idle cash, with a segment, the last talk, and the line that is taken."""
    cells = tuple(given.split(" | "))
    segment, demand, talk = cells
    return Case(
        given=cells,
        life=Life(
            customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
            holdings=((held("demand_deposit", demand),),),
            contacts=(contact(day(talk)),) if day(talk) else (),
            segment=segment,
        ),
        expected=tuple(expected.split(" | ")),
    )


def _library() -> tuple[LibraryOpening, ...]:
    """Return own lines for one segment, each for both turns: in use, of Monday alone, over, not begun."""
    since, list_day = dt.date(2026, 6, 1), dt.date(2026, 6, 15)
    days = {
        "new": {"history": "new", "valid_from": list_day, "valid_until": list_day},
        "over": {"history": "known", "valid_from": since, "valid_until": list_day - dt.timedelta(days=1)},
        "coming": {"history": "known", "valid_from": list_day + dt.timedelta(days=1)},
    }
    return tuple(
        LibraryOpening(
            opening=f"own_{name}_{turn}", about="idle_cash", tone="offer", segment=_OURS, turn=turn, **given
        )
        for name, given in days.items()
        for turn in (0, 1)
    )


def _line(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return from where the opening is, and the name of an own one."""
    (row,) = [row for row in marts["call_values"] if row["customer_id"] == customer_id]
    own = row["opening"].startswith("own_")
    return ("library", row["opening"].split("_")[1]) if own else ("playbook", "–")


BEGUN = Rule(
    title="With which sentence a call begins",
    shows={"LIST-09": "the segment's script and prepared points"},
    sentence=(
        "An opening of the bank's own library is taken as those of the playbook are: of the reason before "
        "any reason, for the segment before for all, in the tone of the signal before another; from its "
        "first list day to its last, both included, and only once it is approved. Here the library has lines "
        "about idle cash for the segment secure_later_life: `new` for customers with whom nobody has talked, "
        "on Monday 2026-06-15 alone; `over` and `coming` for the others, until the day before and from the "
        "day after it."
    ),
    given=("segment", "demand deposit", "last talk"),
    expected=("from", "line"),
    cases=(
        _begun(f"{_OURS} | 150,000.00 | –", "library | new"),
        _begun("balanced_builder | 160,000.00 | –", "playbook | –"),
        _begun(f"{_OURS} | 170,000.00 | 2025-10-01", "playbook | –"),
        _begun(f"{_OURS} | 180,000.00 | –", "library | new"),
    ),
    read=_line,
    book=POINTS.book,
    library=_library(),
)


def _talked(channels: str, wanted: str, *, worn: str, instead: str = "–") -> Case:
    """Return somebody with talks on one day after the other; what is joined by + lies on one day."""
    days = [dt.date(2025, 9, number) for number in range(1, len(channels.split()) + 1)]
    talks = [(day, one) for day, ones in zip(days, channels.split(), strict=True) for one in ones.split("+")]
    settings: dict[str, Any] = {"consents": (), "settings": ()}
    for one in () if wanted == "–" else wanted.split(", "):
        channel, word = one.split(" ", 1)
        if word == "undisturbed":
            settings["settings"] += wish("2026-01-01", None, channel)
        else:
            decision, _, text = word.partition(" to ")
            text = text or playbook.default().contact.consent_text_version
            settings["consents"] += said(decision, "2026-01-01", channel, text)
    return Case(
        given=(channels, wanted),
        life=Life(
            customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
            contacts=tuple(
                replace(contact(day, two_way=one != "unanswered"), channel=one.replace("unanswered", "phone"))
                for day, one in talks
            ),
            **settings,
        ),
        expected=(worn, instead),
    )


def _read_varied(marts: Marts, customer_id: str) -> tuple[str, ...]:
    (row,) = [row for row in marts["call_values"] if row["customer_id"] == customer_id]
    return str(row["worn"]), row["instead"] or "–"


VARIED = Rule(
    title="Talks that were all by phone",
    shows={"CAD-06": None},
    sentence=(
        "Where at least four talks took place by phone since the last one by another way, half a point is "
        "taken off, and another channel is proposed: the first of WeCom, mobile bank and a meeting at the "
        "branch that the customer takes. Channels that need a consent need a yes to the present text, no "
        "channel may have been refused, nor a wish stand against it. Tries without an answer are no talks; "
        "what lies within one day is not told apart."
    ),
    given=("talks, one day after the other", "said"),
    expected=("worn", "instead"),
    cases=(
        _talked("phone phone phone phone", "–", worn="50", instead="branch_meeting"),
        _talked("phone phone phone phone", "wecom granted", worn="50", instead="wecom"),
        _talked("phone phone phone phone", "wecom granted to old", worn="50", instead="branch_meeting"),
        _talked("phone phone phone phone", "mobile_bank granted", worn="50", instead="mobile_bank"),
        _talked(
            "phone phone phone phone",
            "wecom granted, wecom undisturbed",
            worn="50",
            instead="branch_meeting",
        ),
        _talked("phone phone phone phone", "branch_meeting refused", worn="50"),
        _talked("visit phone phone phone phone", "–", worn="50", instead="branch_meeting"),
        _talked("phone phone phone phone visit", "–", worn="0"),
        _talked("phone phone phone", "–", worn="0"),
        _talked("phone phone phone unanswered", "–", worn="0"),
        _talked("visit+phone phone phone phone", "–", worn="0"),
    ),
    read=_read_varied,
    book=POINTS.book,
)

RULES = (POINTS, FIRST, AGAIN, BEGUN, VARIED)
