"""Exclusions: why an owned customer is not on tonight's list, and when that ends (LIST-13, PROF-26)."""

import datetime as dt
from dataclasses import replace

from reference.inputs import Consent, Contact, Customer, DoNotDisturb, Suppression
from spec.nightly.table import LONG_AGO, Case, D, Life, Marts, Rule, changed, contact, held


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


def _quiet(
    starts: str, ends: str | None, channel: str = "phone", topic: str = ""
) -> tuple[DoNotDisturb, ...]:
    return (
        DoNotDisturb(
            setting_id="",
            customer_id="",
            channel=channel,
            topic=topic,
            starts_on=dt.date.fromisoformat(starts),
            ends_on=dt.date.fromisoformat(ends) if ends else None,
        ),
    )


def _tries(*days: int, two_way: bool = False) -> tuple[Contact, ...]:
    return tuple(contact(dt.date(2026, 6, day), two_way=two_way) for day in days)


def _stop(kind: str, starts: str, ends: str | None = None) -> tuple[Suppression, ...]:
    return (
        Suppression(
            suppression_id="",
            customer_id="",
            kind=kind,
            starts_on=dt.date.fromisoformat(starts),
            ends_on=dt.date.fromisoformat(ends) if ends else None,
        ),
    )


def _said(decision: str, day: str, channel: str = "phone", text: str = "2020-01") -> tuple[Consent, ...]:
    return (
        Consent(
            customer_id="",
            channel=channel,
            decision=decision,
            text_version=text,
            decided_on=dt.date.fromisoformat(day),
        ),
    )


def _refused(day: str, channel: str = "phone") -> tuple[Contact, ...]:
    attempt = contact(dt.date.fromisoformat(day), two_way=False)
    return (replace(attempt, channel=channel, outcome="refused"),)


def _born(day: str, kind: str = "person") -> Customer:
    born = dt.date.fromisoformat(day)
    return Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1", birth_date=born, kind=kind)


_CLOSED = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1", closed_on=D)
_CLOSES = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1", closed_on=dt.date(2026, 6, 13))
_FORMER = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M2")

CAUSES = Rule(
    title="Why a customer is not on the list",
    sentence=(
        "The first cause that applies, in this order: the relationship is closed, contact has "
        "been stopped or the customer is a child, the customer asked not to be disturbed by a "
        "call about this on the day after tonight, does not consent to calls, was reached within "
        "seven days, has been tried as often as a cap allows (3 in 7 days, 6 in 30), never suits "
        "on that weekday, has no active manager, or the list is full; until is the first date "
        "without this cause."
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
        _case("by no channel about new products", "listed",
              settings=_quiet("2026-01-01", None, "any", "new_product")),
        _case("not by phone about segments", "do_not_disturb",
              settings=_quiet("2026-01-01", None, "phone", "segment")),
        _case("a complaint is open", "suppressed", stops=_stop("complaint_open", "2026-06-01")),
        _case("mourning until 2026-06-13", "suppressed", "2026-06-14",
              stops=_stop("bereaved", "2026-06-01", "2026-06-13")),
        _case("mourning until 2026-06-12", "listed", stops=_stop("bereaved", "2026-06-01", "2026-06-12")),
        _case("restricted from 2026-06-13 on", "suppressed", stops=_stop("restricted", "2026-06-13")),
        _case("restricted from 2026-06-14 on", "listed", stops=_stop("restricted", "2026-06-14")),
        _case("mourning until 30 June, in court until 31 July", "suppressed", "2026-08-01",
              stops=_stop("bereaved", "2026-06-01", "2026-06-30")
              + _stop("litigation", "2026-06-01", "2026-07-31")),
        _case("born on 2012-06-13", "listed", customer=_born("2012-06-13")),
        _case("born on 2012-06-14", "suppressed", "2026-06-14", customer=_born("2012-06-14")),
        _case("born on 2016-02-29", "suppressed", "2030-02-28", customer=_born("2016-02-29")),
        _case("born on 2016-02-29, mourning until 2030-03-01", "suppressed", "2030-03-02",
              customer=_born("2016-02-29"), stops=_stop("bereaved", "2026-06-01", "2030-03-01")),
        _case("born on 2016-02-29, guardian missing", "suppressed",
              customer=_born("2016-02-29"), stops=_stop("guardian_missing", "2026-06-01")),
        _case("a company, founded on 2016-02-29", "listed", customer=_born("2016-02-29", "company")),
        _case("complaint open, and not by phone", "suppressed",
              stops=_stop("complaint_open", "2026-06-01"), settings=_quiet("2026-01-01", None)),
        _case("withdrew consent on 2026-06-12", "no_consent", consents=_said("withdrawn", "2026-06-12")),
        _case("refuses e-mail", "listed", consents=_said("refused", "2026-06-01", "email")),
        _case("refused everything on the 1st, consented to calls on the 2nd", "listed",
              consents=_said("refused", "2026-06-01", "any") + _said("granted", "2026-06-02")),
        _case("refused everything, consented to calls the same day", "no_consent",
              consents=_said("refused", "2026-06-01", "any") + _said("granted", "2026-06-01")),
        _case("refused a call on 2025-12-16", "no_consent", "2026-06-14", contacts=_refused("2025-12-16")),
        _case("refused a call on 2025-12-15", "listed", contacts=_refused("2025-12-15")),
        _case("refused a call on 2026-06-01, consented on the 2nd", "listed",
              contacts=_refused("2026-06-01"), consents=_said("granted", "2026-06-02")),
        _case("refused a call on 2026-06-02, consented on the 1st", "no_consent", "2026-11-29",
              contacts=_refused("2026-06-02"), consents=_said("granted", "2026-06-01")),
        _case("refused a visit on 2026-06-01", "listed", contacts=_refused("2026-06-01", "visit")),
        _case("withdrew consent, and was reached on the 12th", "no_consent",
              contacts=_tries(12, two_way=True), consents=_said("withdrawn", "2026-06-12")),
        _case("tried on the 6th and 8th, allowed to be called on the 10th", "frequency_cap", "2026-06-13",
              contacts=_tries(6, 8), allowed=(dt.date(2026, 6, 10),)),
        _case("suits on Saturdays (2026-06-13)", "listed", weekdays=("6",)),
        _case("suits on Tuesdays and Fridays", "unsuitable_time", "2026-06-16", weekdays=("2", "5")),
        _case("suits on Fridays", "unsuitable_time", "2026-06-19", weekdays=("5",)),
        _case("suits on Fridays, owned by a manager who left", "unsuitable_time", "2026-06-19",
              weekdays=("5",), customer=_FORMER),
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

ASKED_FIRST = Rule(
    title="Where a call needs consent",
    sentence=(
        "A playbook that names the phone among the channels that need consent lists nobody without a yes to "
        "the present text."
    ),
    given=("customer on 2026-06-12",),
    expected=("cause", "until"),
    cases=(
        _case("never asked", "no_consent"),
        _case("consented to the present text", "listed", consents=_said("granted", "2026-06-12")),
        _case("consented to the present text for every channel", "listed",
              consents=_said("granted", "2026-06-12", "any")),
        _case("consented to an older text", "no_consent",
              consents=_said("granted", "2026-06-12", text="2019-07")),
        _case("consented to an older text, to the present one since", "listed",
              consents=_said("granted", "2026-06-01", text="2019-07")
              + _said("granted", "2026-06-12", "any")),
        _case("consented, then refused a call", "no_consent", "2026-12-08",
              consents=_said("granted", "2026-06-01"), contacts=_refused("2026-06-11")),
    ),
    read=read,
    book=changed(contact={"consent_channels": ("phone", "sms"), "consent_text_version": "2020-01"}),
)  # fmt: skip

RULES = (CAUSES, ASKED_FIRST)
