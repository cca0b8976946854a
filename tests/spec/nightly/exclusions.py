"""Exclusions: why an owned customer is not on tonight's list, and when that ends (LIST-13, PROF-26)."""

import datetime as dt

from reference.inputs import Contact, Customer, DoNotDisturb
from spec.nightly.table import LONG_AGO, Case, D, Life, Marts, Rule, contact, held


def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return the cause and its end, or the customer's place on the list."""
    for row in marts["exclusions"]:
        if row["customer_id"] == customer_id:
            return row["cause"], str(row["until"] or "–")
    ranks = [row for row in marts["call_list"] if row["customer_id"] == customer_id]
    return ("listed", "–") if ranks else ("on no list and not excluded", "–")


def _case(what: str, cause: str, until: str = "–", **more: object) -> Case:
    customer = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1")
    settings: dict[str, object] = {"customer": customer, **more}
    return Case(given=(what,), life=Life(**settings), expected=(cause, until))  # type: ignore[arg-type]


def _quiet(starts: str, ends: str | None, channel: str = "phone") -> tuple[DoNotDisturb, ...]:
    return (
        DoNotDisturb(
            setting_id="",
            customer_id="",
            channel=channel,
            starts_on=dt.date.fromisoformat(starts),
            ends_on=dt.date.fromisoformat(ends) if ends else None,
        ),
    )


def _tries(*days: int, two_way: bool = False) -> tuple[Contact, ...]:
    return tuple(contact(dt.date(2026, 6, day), two_way=two_way) for day in days)


_CLOSED = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1", closed_on=D)
_CLOSES = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1", closed_on=dt.date(2026, 6, 13))
_FORMER = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M2")

CAUSES = Rule(
    title="Why a customer is not on the list",
    sentence=(
        "The first cause that applies, in this order: the relationship is closed, the customer "
        "asked not to be disturbed by phone on the day after tonight, was reached within seven "
        "days, has been tried as often as a cap allows (3 in 7 days, 6 in 30), has no active "
        "manager, or the list is full; until is the first date without this cause."
    ),
    given=("customer on 2026-06-12",),
    expected=("cause", "until"),
    cases=(
        _case("nothing speaks against a call", "listed"),
        _case("closed on 2026-06-12", "closed", customer=_CLOSED),
        _case("closes on 2026-06-13", "listed", customer=_CLOSES),
        _case("not by phone until 2026-06-13", "do_not_disturb", "2026-06-14",
              settings=_quiet("2026-06-01", "2026-06-13")),
        _case("not by phone until 2026-06-12", "listed", settings=_quiet("2026-06-01", "2026-06-12")),
        _case("not by phone from 2026-06-13 on, no end", "do_not_disturb",
              settings=_quiet("2026-06-13", None)),
        _case("not by phone from 2026-06-14 on", "listed", settings=_quiet("2026-06-14", None)),
        _case("by no channel until 2026-06-30", "do_not_disturb", "2026-07-01",
              settings=_quiet("2026-01-01", "2026-06-30", "any")),
        _case("not by e-mail", "listed", settings=_quiet("2026-01-01", None, "email")),
        _case("not by phone until 30 June, and again until 31 July", "do_not_disturb", "2026-08-01",
              settings=_quiet("2026-01-01", "2026-06-30") + _quiet("2026-06-02", "2026-07-31")),
        _case("reached on 2026-06-06", "contacted_recently", "2026-06-13", contacts=_tries(6, two_way=True)),
        _case("reached on 2026-06-05", "listed", contacts=_tries(5, two_way=True)),
        _case("reached on the 5th and the 12th", "contacted_recently", "2026-06-19",
              contacts=_tries(5, 12, two_way=True)),
        _case("tried on the 6th, 8th and 10th", "frequency_cap", "2026-06-13", contacts=_tries(6, 8, 10)),
        _case("tried on the 5th, 8th and 10th", "listed", contacts=_tries(5, 8, 10)),
        _case("tried three times on the 10th", "frequency_cap", "2026-06-17", contacts=_tries(10, 10, 10)),
        _case("tried six times, on the 1st to the 4th, the 9th and the 10th", "frequency_cap", "2026-07-01",
              contacts=_tries(1, 2, 3, 4, 9, 10)),
        _case("reached on the 6th after attempts on the 7th and 8th", "contacted_recently", "2026-06-13",
              contacts=_tries(6, two_way=True) + _tries(7, 8)),
        _case("owned by a manager who left", "owner_inactive", customer=_FORMER),
        _case("owned by a manager who left, holding a fund", "owner_inactive", customer=_FORMER,
              holdings=((held("fund", "1.00"),),)),
    ),
    read=read,
)  # fmt: skip

RULES = (CAUSES,)
