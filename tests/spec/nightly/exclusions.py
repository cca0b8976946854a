"""Exclusions: why an owned customer is not on tonight's list, and when that ends (LIST-13, PROF-26)."""

import datetime as dt
from dataclasses import replace

from reference.inputs import Consent, Contact, Customer, DoNotDisturb, Holding, Suppression
from spec.nightly.promises import promised
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


def _called(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return the reasons of a name, or the cause and under which number the person is called."""
    for row in marts["exclusions"]:
        if row["customer_id"] == customer_id:
            return row["cause"], str(row["same_as"] or "–")[-3:]
    (row,) = [row for row in marts["call_list"] if row["customer_id"] == customer_id]
    return ", ".join(row["reasons"]), "–"


def _one(what: str, cause: str, called_as: str = "–", **more: object) -> Case:
    return _case(what, cause, called_as, **more)


def wish(starts: str, ends: str | None, channel: str = "phone", topic: str = "") -> tuple[DoNotDisturb, ...]:
    """Return a wish not to be disturbed."""
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


def stop(kind: str, starts: str, ends: str | None = None) -> tuple[Suppression, ...]:
    """Return a stop of all contact."""
    return (
        Suppression(
            suppression_id="",
            customer_id="",
            kind=kind,
            starts_on=dt.date.fromisoformat(starts),
            ends_on=dt.date.fromisoformat(ends) if ends else None,
        ),
    )


def said(decision: str, day: str, channel: str = "phone", text: str = "2020-01") -> tuple[Consent, ...]:
    """Return one decision about calls."""
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


def _numbers(mobile: str | None, phone: str | None = None, *, identity: str | None = None) -> Customer:
    return Customer(
        customer_id="", opened_on=LONG_AGO, rm_id="M1", mobile=mobile, phone=phone, id_number=identity
    )


def _matures(day: int) -> tuple[tuple[Holding, ...], ...]:
    return ((held("time_deposit", "1.00", matures_on=dt.date(2026, 6, day)),),)


def _owns(amount: str) -> tuple[tuple[Holding, ...], ...]:
    return ((held("demand_deposit", amount),),)


_CLOSED = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1", closed_on=D)
_CLOSES = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1", closed_on=dt.date(2026, 6, 13))
_FORMER = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M2")

CAUSES = Rule(
    title="Why a customer is not on the list",
    shows={
        "LIST-01": None,
        "PROF-14": None,
        "PROF-26": "campaigns and reminders, which do not exist yet",
        "LIST-13": None,
    },
    sentence=(
        "Friday's list is worked on Monday, so it is judged for Monday. The first cause that applies, in "
        "this order: the number is one with another, the relationship is closed, contact has been stopped or "
        "the customer is a child, the "
        "customer asked not to be disturbed by a call about this, does not consent to calls, has no number, "
        "was reached within seven days or half the cadence, has been tried as often as a cap allows (3 in 7 "
        "days, 6 in 30), never suits on that weekday, was promised another day, has no active manager, is "
        "called as somebody else, or the list is full; until is the first date without this cause."
    ),
    given=("customer on 2026-06-12",),
    expected=("cause", "until"),
    cases=(
        _case("nothing speaks against a call", "listed"),
        _case("closed on 2026-06-12", "closed", customer=_CLOSED),
        _case("closes on 2026-06-13", "listed", customer=_CLOSES),
        _case("not by phone until 2026-06-15", "do_not_disturb", "2026-06-16",
              settings=wish("2026-06-01", "2026-06-15")),
        _case("not by phone until 2026-06-14", "listed", settings=wish("2026-06-01", "2026-06-14")),
        _case("not by phone from 2026-06-15 on, no end", "do_not_disturb",
              settings=wish("2026-06-15", None)),
        _case("not by phone from 2026-06-16 on", "listed", settings=wish("2026-06-16", None)),
        _case("by no channel until 2026-06-30", "do_not_disturb", "2026-07-01",
              settings=wish("2026-01-01", "2026-06-30", "any")),
        _case("not by e-mail", "listed", settings=wish("2026-01-01", None, "email")),
        _case("not by phone until 30 June, and again until 31 July", "do_not_disturb", "2026-08-01",
              settings=wish("2026-01-01", "2026-06-30") + wish("2026-06-02", "2026-07-31")),
        _case("by no channel about new products", "listed",
              settings=wish("2026-01-01", None, "any", "new_product")),
        _case("not by phone about segments", "do_not_disturb",
              settings=wish("2026-01-01", None, "phone", "segment")),
        _case("a complaint is open", "suppressed", stops=stop("complaint_open", "2026-06-01")),
        _case("mourning until 2026-06-15", "suppressed", "2026-06-16",
              stops=stop("bereaved", "2026-06-01", "2026-06-15")),
        _case("mourning until 2026-06-14", "listed", stops=stop("bereaved", "2026-06-01", "2026-06-14")),
        _case("restricted from 2026-06-15 on", "suppressed", stops=stop("restricted", "2026-06-15")),
        _case("restricted from 2026-06-16 on", "listed", stops=stop("restricted", "2026-06-16")),
        _case("mourning until 30 June, in court until 31 July", "suppressed", "2026-08-01",
              stops=stop("bereaved", "2026-06-01", "2026-06-30")
              + stop("litigation", "2026-06-01", "2026-07-31")),
        _case("born on 2012-06-15", "listed", customer=_born("2012-06-15")),
        _case("born on 2012-06-16", "suppressed", "2026-06-16", customer=_born("2012-06-16")),
        _case("born on 2016-02-29", "suppressed", "2030-02-28", customer=_born("2016-02-29")),
        _case("born on 2016-02-29, mourning until 2030-03-01", "suppressed", "2030-03-02",
              customer=_born("2016-02-29"), stops=stop("bereaved", "2026-06-01", "2030-03-01")),
        _case("born on 2016-02-29, guardian missing", "suppressed",
              customer=_born("2016-02-29"), stops=stop("guardian_missing", "2026-06-01")),
        _case("a company, founded on 2016-02-29", "listed", customer=_born("2016-02-29", "company")),
        _case("complaint open, and not by phone", "suppressed",
              stops=stop("complaint_open", "2026-06-01"), settings=wish("2026-01-01", None)),
        _case("withdrew consent on 2026-06-12", "no_consent", consents=said("withdrawn", "2026-06-12")),
        _case("refuses e-mail", "listed", consents=said("refused", "2026-06-01", "email")),
        _case("refused everything on the 1st, consented to calls on the 2nd", "listed",
              consents=said("refused", "2026-06-01", "any") + said("granted", "2026-06-02")),
        _case("refused everything, consented to calls the same day", "no_consent",
              consents=said("refused", "2026-06-01", "any") + said("granted", "2026-06-01")),
        _case("refused a call on 2025-12-18", "no_consent", "2026-06-16", contacts=_refused("2025-12-18")),
        _case("refused a call on 2025-12-17", "listed", contacts=_refused("2025-12-17")),
        _case("refused a call on 2026-06-01, consented on the 2nd", "listed",
              contacts=_refused("2026-06-01"), consents=said("granted", "2026-06-02")),
        _case("refused a call on 2026-06-02, consented on the 1st", "no_consent", "2026-11-29",
              contacts=_refused("2026-06-02"), consents=said("granted", "2026-06-01")),
        _case("refused a visit on 2026-06-01", "listed", contacts=_refused("2026-06-01", "visit")),
        _case("withdrew consent, and was reached on the 12th", "no_consent",
              contacts=_tries(12, two_way=True), consents=said("withdrawn", "2026-06-12")),
        _case("no number at all", "no_number", customer=_numbers(None, None)),
        _case("mobile 136, which turned out wrong", "no_number", customer=_numbers("136"), wrong=("136",)),
        _case("mobile 135, after 134 had turned out wrong", "listed", customer=_numbers("135"),
              wrong=("134",)),
        _case("mobile 133, which turned out wrong, and a landline", "listed",
              customer=_numbers("133", "010-9"), wrong=("133",)),
        _case("a landline alone", "listed", customer=_numbers(None, "010-1234")),
        _case("landline 010-12, which turned out wrong", "no_number", customer=_numbers(None, "010-12"),
              wrong_landlines=("010-12",)),
        _case("landline 010-13, after 010-14 had turned out wrong", "listed",
              customer=_numbers(None, "010-13"), wrong_landlines=("010-14",)),
        _case("mobile 132 and landline 010-15, both wrong", "no_number", customer=_numbers("132", "010-15"),
              wrong=("132",), wrong_landlines=("010-15",)),
        _case("mobile 131, and landline 010-16, which turned out wrong", "listed",
              customer=_numbers("131", "010-16"), wrong_landlines=("010-16",)),
        _case("no number, and reached on the 12th at the counter", "no_number",
              customer=_numbers(None, None), contacts=_tries(12, two_way=True)),
        _case("tried on the 9th and 10th, allowed to be called on the 11th", "frequency_cap", "2026-06-16",
              contacts=_tries(9, 10), allowed=(dt.date(2026, 6, 11),)),
        _case("suits on Mondays (2026-06-15)", "listed", weekdays=("1",)),
        _case("suits on Tuesdays and Fridays", "unsuitable_time", "2026-06-16", weekdays=("2", "5")),
        _case("suits on Fridays", "unsuitable_time", "2026-06-19", weekdays=("5",)),
        _case("suits on Fridays, owned by a manager who left", "unsuitable_time", "2026-06-19",
              weekdays=("5",), customer=_FORMER),
        _case("reached on 2026-06-09", "contacted_recently", "2026-06-16", contacts=_tries(9, two_way=True)),
        _case("reached on 2026-06-08", "listed", contacts=_tries(8, two_way=True)),
        _case("reached on the 5th and the 12th", "contacted_recently", "2026-06-19",
              contacts=_tries(5, 12, two_way=True)),
        _case("tried on the 9th, 10th and 12th", "frequency_cap", "2026-06-16", contacts=_tries(9, 10, 12)),
        _case("tried on the 8th, 9th and 12th", "listed", contacts=_tries(8, 9, 12)),
        _case("tried three times on the 10th", "frequency_cap", "2026-06-17", contacts=_tries(10, 10, 10)),
        _case("tried six times, on the 1st to the 4th, the 9th and the 10th", "frequency_cap", "2026-07-01",
              contacts=_tries(1, 2, 3, 4, 9, 10)),
        _case("reached on the 9th after attempts on the 10th and 11th", "contacted_recently", "2026-06-16",
              contacts=_tries(9, two_way=True) + _tries(10, 11)),
        _case("owned by a manager who left", "owner_inactive", customer=_FORMER),
        _case("owned by a manager who left, holding a fund", "owner_inactive", customer=_FORMER,
              holdings=((held("fund", "1.00"),),)),
    ),
    read=read,
    book=changed(call_list={"size": 100}),
)  # fmt: skip

REST = Rule(
    title="How long a customer rests after a talk",
    shows={"LIST-15": "a warning for the same topic among contacts that serve"},
    sentence=(
        "Seven days, or half the cadence in force where that is shorter, rounded up; a promise for the list "
        "day and a time deposit that matures within three days of it lift the rest."
    ),
    given=("customer on 2026-06-12",),
    expected=("cause", "until"),
    cases=(
        _case("every 5 days, reached on the 12th", "listed", agreed_days=5,
              contacts=_tries(12, two_way=True)),
        _case("every 7 days, reached on the 12th", "contacted_recently", "2026-06-16", agreed_days=7,
              contacts=_tries(12, two_way=True)),
        _case("every 13 days, reached on the 9th", "contacted_recently", "2026-06-16", agreed_days=13,
              contacts=_tries(9, two_way=True)),
        _case("every 12 days, reached on the 9th", "listed", agreed_days=12,
              contacts=_tries(9, two_way=True)),
        _case("reached on the 12th, a call promised for the 15th", "listed",
              contacts=_tries(12, two_way=True), promises=promised("2026-06-15")),
        _case("reached on the 12th, a call promised for the 16th", "contacted_recently", "2026-06-16",
              contacts=_tries(12, two_way=True), promises=promised("2026-06-16")),
        _case("reached on the 12th, a deposit matures on the 18th", "listed",
              contacts=_tries(12, two_way=True), holdings=_matures(18)),
        _case("reached on the 12th, a deposit matures on the 19th", "contacted_recently", "2026-06-16",
              contacts=_tries(12, two_way=True), holdings=_matures(19)),
        _case("tried three times on the 12th, a deposit matures on the 15th", "frequency_cap", "2026-06-19",
              contacts=_tries(12, 12, 12), holdings=_matures(15)),
    ),
    read=read,
    book=changed(call_list={"size": 100}),
)  # fmt: skip

PROMISED = Rule(
    title="A customer who was promised another day",
    shows={"REL-09": None},
    sentence=(
        "An appointment, a next step or a call put off to a later day keeps the customer off the list until "
        "then, unless a maturity or a birthday within the list's windows comes before it; on the day, and "
        "while it is open after it, the promise itself is the reason (REL-09)."
    ),
    given=("customer on 2026-06-12",),
    expected=("cause", "until"),
    cases=(
        _case("promised for the 15th", "listed", promises=promised("2026-06-15 15:00")),
        _case("promised for Saturday the 13th", "listed", promises=promised("2026-06-13")),
        _case("promised for the 10th, still open", "listed", promises=promised("2026-06-10")),
        _case("promised for the 16th", "promised", "2026-06-16", promises=promised("2026-06-16")),
        _case("promised for the 16th and the 30th", "promised", "2026-06-16",
              promises=promised("2026-06-30", "2026-06-16 09:00")),
        _case("promised for the 10th and the 30th", "listed", promises=promised("2026-06-10", "2026-06-30")),
        _case("promised for the 17th, a deposit matures on the 16th", "listed",
              promises=promised("2026-06-17"), holdings=_matures(16)),
        _case("promised for the 17th, a deposit matures on the 17th", "promised", "2026-06-17",
              promises=promised("2026-06-17"), holdings=_matures(17)),
        _case("promised for the 17th, birthday on the 16th", "listed", promises=promised("2026-06-17"),
              customer=_born("1980-06-16")),
        _case("promised for the 17th, birthday on the 13th", "promised", "2026-06-17",
              promises=promised("2026-06-17"), customer=_born("1980-06-13")),
        _case("promised for 2026-07-30, a deposit matures on the 26th", "promised", "2026-07-30",
              promises=promised("2026-07-30"), holdings=_matures(26)),
        _case("promised for the 16th, owned by a manager who left", "promised", "2026-06-16",
              promises=promised("2026-06-16"), customer=_FORMER),
    ),
    read=read,
    book=changed(call_list={"size": 100}),
)  # fmt: skip


def _same(marts: Marts, customer_id: str) -> tuple[str, ...]:
    cause, _ = read(marts, customer_id)
    found = [row["same_as"] for row in marts["exclusions"] if row["customer_id"] == customer_id]
    named = found[0] if found else None
    return cause, named[-3:] if named else "–"


SAME = Rule(
    title="One person and one number are called once",
    shows={"LIST-15": "a warning for the same topic among contacts that serve"},
    sentence=(
        "Of customers with the same identity number, the same mobile, or within one household the same "
        "landline, only the best-placed is listed, the others name that one; two who share nothing with each "
        "other but each something with a third are one group as well."
    ),
    given=("customer on 2026-06-12",),
    expected=("cause", "same_as"),
    cases=(
        _case("C01: mobile 138, 5.00", "listed", customer=_numbers("138"), holdings=_owns("5.00")),
        _case("C02: mobile 138, 4.00", "same_number", "C01", customer=_numbers("138"),
              holdings=_owns("4.00")),
        _case("C03: mobile 139, identity 1, 3.00", "listed", customer=_numbers("139", identity="1"),
              holdings=_owns("3.00")),
        _case("C04: identity 1, 2.00", "same_number", "C03", customer=_numbers("own", identity="1"),
              holdings=_owns("2.00")),
        _case("C05: mobile 139, 1.00", "same_number", "C03", customer=_numbers("139"),
              holdings=_owns("1.00")),
        _case("C06: mobile 137, reached on the 12th", "contacted_recently", "–", customer=_numbers("137"),
              contacts=_tries(12, two_way=True)),
        _case("C07: mobile 137", "listed", customer=_numbers("137")),
        _case("C08: landline 010-1, no mobile", "listed", customer=_numbers(None, "010-1")),
        _case("C09: landline 010-1, no mobile", "listed", customer=_numbers(None, "010-1")),
        _case("C10: landline 010-2, 5.00", "listed", customer=_numbers(None, "010-2"),
              holdings=_owns("5.00")),
        _case("C11: landline 010-2, 4.00, married to C10", "same_number", "C10",
              customer=_numbers(None, "010-2"), holdings=_owns("4.00"), tied_to=((10, "spouse"),)),
        _case("C12: landline 010-2, married to nobody here", "listed", customer=_numbers(None, "010-2")),
        _case("C13: landline 010-3, child of C10", "listed", customer=_numbers(None, "010-3"),
              tied_to=((10, "child"),)),
    ),
    read=_same,
    book=changed(call_list={"size": 100}),
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
        _case("consented to the present text", "listed", consents=said("granted", "2026-06-12")),
        _case("consented to the present text for every channel", "listed",
              consents=said("granted", "2026-06-12", "any")),
        _case("consented to an older text", "no_consent",
              consents=said("granted", "2026-06-12", text="2019-07")),
        _case("consented to an older text, to the present one since", "listed",
              consents=said("granted", "2026-06-01", text="2019-07")
              + said("granted", "2026-06-12", "any")),
        _case("consented, then refused a call", "no_consent", "2026-12-08",
              consents=said("granted", "2026-06-01"), contacts=_refused("2026-06-11")),
    ),
    read=read,
    book=changed(contact={"consent_channels": ("phone", "sms"), "consent_text_version": "2020-01"}),
)  # fmt: skip

KEPT_BACK = Rule(
    title="A feed without numbers",
    sentence="Of a bank whose feed brings nobody's number nobody lacks one: it keeps them back.",
    given=("customer on 2026-06-12",),
    expected=("cause", "until"),
    cases=(_case("no number, like everybody", "listed", customer=_numbers(None)),),
    read=read,
    book=changed(call_list={"size": 101}),
)

ONE_PERSON = Rule(
    title="Numbers of one person",
    shows={"IDN-02": "the referral form"},
    sentence=(
        "Of numbers that are one person the list names the survivor, with what speaks for any of them: a "
        "deposit under a merged number puts the survivor in front, a talk with the survivor settles it. A "
        "stop of the survivor keeps the person off the list; the merged number names the survivor."
    ),
    given=("customer on 2026-06-12",),
    expected=("cause or reasons", "called as"),
    cases=(
        _one("holds little", "deposit_maturing"),
        _one("one with row 1, a deposit matures on the 16th", "merged", "C01",
             one_with=1, holdings=_matures(16)),
        _one("an open complaint", "suppressed", stops=stop("complaint_open", "2026-06-01")),
        _one("one with row 3, a deposit matures on the 16th", "merged", "C03",
             one_with=3, holdings=_matures(16)),
        _one("one with row 1 too, closed", "merged", "C01", one_with=1, customer=_CLOSED),
        _one("a deposit matures on the 16th", "deposit_maturing", holdings=_matures(16)),
    ),
    read=_called,
    book=changed(call_list={"size": 102}),
)  # fmt: skip

RULES = (CAUSES, KEPT_BACK, REST, PROMISED, SAME, ONE_PERSON, ASKED_FIRST)
