"""Why nobody may call a customer on the list day, one cause after the other, and until when."""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence

from reference import fronts, households, promises
from reference.customers import rows
from reference.history import History, window
from reference.inputs import Contact, Customer, DoNotDisturb, Suppression
from tilth.kernel.dates import add_years

Cause = tuple[str, dt.date | None]
Ask = Callable[[History, Customer], Cause | None]
ONE_DAY = dt.timedelta(days=1)


def first(history: History, customer: Customer, asked: Sequence[Ask] | None = None) -> Cause | None:
    """Return the first cause that the customer gives; whether the manager is at work is not asked here."""
    for ask in ALL if asked is None else asked:
        found = ask(history, customer)
        if found:
            return found
    return None


def closed(history: History, customer: Customer) -> Cause | None:
    """Tell whether the relationship has ended by D."""
    is_closed = customer.closed_on is not None and customer.closed_on <= history.day
    return ("closed", None) if is_closed else None


def suppressed(history: History, customer: Customer) -> Cause | None:
    """Tell whether a stop is in force on the day of the call, or the customer is a child then."""
    last_days = _last_days(history, customer, history.tonight.extracts.suppressions)
    if customer.kind == "person" and customer.birth_date is not None:
        of_age = add_years(customer.birth_date, history.playbook.contact.minor_age)
        if of_age > history.list_day:
            last_days.append(of_age - ONE_DAY)
    return ("suppressed", _day_after(last_days)) if last_days else None


def do_not_disturb(history: History, customer: Customer, channel: str = "phone") -> Cause | None:
    """Tell whether the customer does not want a contact by a channel about what the list is for."""
    wishes = [
        one
        for one in history.tonight.extracts.do_not_disturb
        if one.channel in (channel, "any") and one.topic in ("", "maintain", "segment")
    ]
    last_days = _last_days(history, customer, wishes)
    return ("do_not_disturb", _day_after(last_days)) if last_days else None


def _last_days(
    history: History, customer: Customer, settings: Iterable[Suppression | DoNotDisturb]
) -> list[dt.date | None]:
    """Return the last day of each of the customer's settings that are in force on the day of the call."""
    called_on = history.list_day
    return [
        one.ends_on
        for one in settings
        if one.customer_id == customer.customer_id
        and one.starts_on <= called_on
        and (one.ends_on is None or one.ends_on >= called_on)
    ]


def _day_after(last_days: list[dt.date | None]) -> dt.date | None:
    known = [day for day in last_days if day is not None]
    return max(known) + ONE_DAY if len(known) == len(last_days) else None


def no_consent(history: History, customer: Customer, channel: str = "phone") -> Cause | None:
    """Tell whether the last word was no, whether a needed yes is missing, or a call was refused of late."""
    rules = history.playbook.contact
    said = [
        one
        for one in history.tonight.extracts.consents
        if one.customer_id == customer.customer_id
        and one.channel in (channel, "any")
        and one.decided_on <= history.day
    ]
    last = max((one.decided_on for one in said), default=None)
    latest = [one for one in said if one.decided_on == last]
    needed = channel in rules.consent_channels
    texts = {one.text_version for one in latest}
    if any(one.decision != "granted" for one in latest) or (needed and texts != {rules.consent_text_version}):
        return "no_consent", None
    refused = [
        one.contact_on
        for one in _contacts(history, {customer.customer_id})
        if one.outcome == "refused" and one.channel == channel
    ]
    for day in sorted(refused, reverse=True)[:1]:
        until = day + dt.timedelta(days=rules.refusal_days)
        if history.list_day < until and not (last and last > day):
            return "no_consent", until
    return None


def _contacts(history: History, customers: set[str]) -> list[Contact]:
    return [
        one
        for one in history.tonight.extracts.contacts
        if one.customer_id in customers and one.contact_on <= history.day
    ]


def no_number(history: History, customer: Customer) -> Cause | None:
    """Tell whether there is no number to call, or none that did not turn out wrong."""
    wrong = {
        (one.field, one.number_index)
        for one in history.tonight.extracts.number_marks
        if one.customer_id == customer.customer_id
    }
    if all(one.mobile is None and one.phone is None for one in history.tonight.feed.customers):
        return None  # the bank keeps its numbers back
    held = {("mobile", customer.mobile), ("phone", customer.phone)}
    return None if any(number is not None for _, number in held - wrong) else ("no_number", None)


def contacted(history: History, customer: Customer) -> Cause | None:
    """Tell whether the customer was reached too short a time ago, and nothing lifts the rest."""
    reached = [one.contact_on for one in _contacts(history, {customer.customer_id}) if one.two_way]
    cadence = rows(history)[customer.customer_id]["cadence_days"]
    rest = min(history.playbook.call_list.quiet_days, math.ceil(cadence / 2))
    if not reached or max(reached) + dt.timedelta(days=rest) <= history.list_day:
        return None
    until = [max(reached) + dt.timedelta(days=rest)]
    lead = dt.timedelta(days=history.playbook.call_list.maturity_lifts_days)
    until += [day - lead for day in fronts.days(history, customer.customer_id, "deposit_maturing")]
    until += [one.due_on for one in promises.made(history, customer.customer_id)]
    return ("contacted_recently", min(until)) if min(until) > history.list_day else None


def promised(history: History, customer: Customer) -> Cause | None:
    """Tell whether another day was agreed, and neither a maturity nor a birthday comes first."""
    key = customer.customer_id
    day = promises.later(history, key)
    if day is None or promises.due(history, key) is not None:
        return None
    dates = [*fronts.days(history, key, "deposit_maturing"), *fronts.days(history, key, "birthday")]
    return None if any(date < day for date in dates) else ("promised", day)


def capped(history: History, customer: Customer) -> Cause | None:
    """Tell whether customer or household were tried as often as a cap allows, and until when."""
    own = _tried(history, {customer.customer_id})
    family = _tried(history, households.members(history, customer.customer_id))
    counted = [(own, cap) for cap in history.playbook.call_list.caps]
    if households.number(history, customer.customer_id):
        counted += [(family, cap) for cap in history.playbook.contact.household_caps]

    def is_capped(on: dt.date) -> bool:
        return any(
            sum(day in set(window(on, cap.days)) for day in tried) >= cap.count for tried, cap in counted
        )

    on = history.list_day
    return ("frequency_cap", _first_day(on, is_capped)) if is_capped(on) else None


def _first_day(day: dt.date, still: Callable[[dt.date], bool]) -> dt.date:
    while still(day):
        day += ONE_DAY
    return day


def _tried(history: History, customers: set[str]) -> list[dt.date]:
    allowed = [
        one.given_on
        for one in history.tonight.extracts.clearances
        if one.customer_id in customers and one.given_on <= history.day
    ]
    return [*(one.contact_on for one in _contacts(history, customers)), *allowed]


def unsuitable(history: History, customer: Customer) -> Cause | None:
    """Tell whether the customer named weekdays, and not that of the call."""
    wishes = history.tonight.extracts.preferences
    named = {day for one in wishes if one.customer_id == customer.customer_id for day in one.weekdays}
    if not named or "phone" not in history.playbook.contact.quiet_channels:
        return None
    called_on = history.list_day
    until = _first_day(called_on, lambda day: str(day.isoweekday()) not in named)
    return ("unsuitable_time", until) if until > called_on else None


def merged(history: History, customer: Customer) -> Cause | None:
    """Tell whether the number is one with another."""
    return None if history.person(customer.customer_id) == customer.customer_id else ("merged", None)


ALL: tuple[Ask, ...] = (
    merged,
    closed,
    suppressed,
    do_not_disturb,
    no_consent,
    no_number,
    contacted,
    capped,
    unsuitable,
    promised,
)
"""Every cause, in the order in which they are asked."""
