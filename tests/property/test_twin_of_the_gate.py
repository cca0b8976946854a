"""Property: the night leaves out exactly those whom the contact gate would hold back the next morning.

The gate is asked at ten o'clock on the list day about a call for each of the two purposes of a list. What
only the list asks, a number and another day that was promised, is left out here.
"""

import datetime as dt
from collections.abc import Iterable

import pytest
from hypothesis import given

from property.profiles import examples
from property.strategies.banks import Bank, banks
from reference import causes, fronts, households
from reference.customers import rows
from reference.history import History
from reference.inputs import Customer
from tilth.policy import contact_gate as gate

REASONS = tuple(gate.RULES)
OF_THE_LIST = ("no_number", "promised", "merged")
MERGED = ("suppressed", "do_not_disturb")
"""The gate joins settings that follow each other without a gap; the night names the end of those in force."""


@pytest.mark.requirement("TRAP-24")
@pytest.mark.requirement("GOV-03", part="campaigns and messages, which do not exist yet")
@examples(few=16, soak=3000)
@given(banks())
def test_the_night_and_the_gate_say_the_same(bank: Bank) -> None:
    for history in History.of(bank.nights):
        for customer in history.tonight.feed.customers:
            assert _by_the_night(history, customer) == _by_the_gate(history, customer), customer.customer_id


def _by_the_night(history: History, customer: Customer) -> tuple[str, dt.date | None]:
    asked = [ask for ask in causes.ALL if ask.__name__ not in OF_THE_LIST]
    reason, until = causes.first(history, customer, asked) or ("", None)
    return reason, None if reason in MERGED else until


def _by_the_gate(history: History, customer: Customer) -> tuple[str, dt.date | None]:
    called_at = _moment(history.list_day, 10)
    known = _known(history, customer)
    decisions = [
        gate.decide(known, gate.Request(called_at, "phone", purpose), history.playbook)
        for purpose in ("maintain", "segment")
    ]
    held = [one for one in decisions if not one.allowed]
    if not held:
        return "", None
    first = min(held, key=lambda one: REASONS.index(one.reason))
    if first.until is None or first.reason in MERGED:
        return first.reason, None
    return first.reason, first.until.astimezone(gate.BANK_ZONE).date()


def _known(history: History, customer: Customer) -> gate.History:
    key, extracts = customer.customer_id, history.tonight.extracts
    family = households.members(history, key) - {key}
    contacts = [one for one in extracts.contacts if one.customer_id == key]
    weekdays = [one.weekdays for one in extracts.preferences if one.customer_id == key]
    return gate.History(
        closed_on=customer.closed_on,
        birth_date=customer.birth_date if customer.kind == "person" else None,
        stops=[
            gate.Stop(one.kind, one.starts_on, one.ends_on)
            for one in extracts.suppressions
            if one.customer_id == key
        ],
        wishes=[
            gate.Wish(one.channel, one.topic, one.starts_on, one.ends_on)
            for one in extracts.do_not_disturb
            if one.customer_id == key
        ],
        consents=[
            gate.Consent(one.channel, one.decision, _moment(one.decided_on, 12), one.text_version)
            for one in extracts.consents
            if one.customer_id == key
        ],
        refusals=[
            gate.Refusal(one.channel, _moment(one.contact_on, 12))
            for one in contacts
            if one.outcome == "refused"
        ],
        two_way_on=[one.contact_on for one in contacts if one.two_way],
        tried_on=_tried(history, {key}),
        household_on=_tried(history, family) if households.number(history, key) else None,
        windows=[gate.Window(int(day), 0, 24 * 60) for days in weekdays for day in days],
        cadence_days=rows(history)[key]["cadence_days"],
        promised_on=[one.due_on for one in extracts.promises if one.customer_id == key],
        matures_on=fronts.days(history, key, "deposit_maturing"),
    )


def _tried(history: History, customers: Iterable[str]) -> list[dt.date]:
    extracts = history.tonight.extracts
    made = [one.contact_on for one in extracts.contacts if one.customer_id in customers]
    allowed = [one.given_on for one in extracts.clearances if one.customer_id in customers]
    return [*made, *allowed]


def _moment(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), gate.BANK_ZONE)
