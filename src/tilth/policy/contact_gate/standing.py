"""Rules about the customer as a whole: closed, suppressed, not to be disturbed, contacted, capped."""

import datetime as dt

from tilth.kernel.dates import add_years
from tilth.policy import exclusions
from tilth.policy.contact_gate.facts import Asked, Held, Stop
from tilth.policy.contact_gate.moments import ONE_DAY, Span, first_day_after, midnight
from tilth.policy.vocabulary import ANY_CHANNEL, MINOR, SERVED_SUPPRESSIONS, SUPPRESSIONS


def closed(asked: Asked) -> Held | None:
    """Hold every contact from the day on which the relationship is closed."""
    closed_on = asked.history.closed_on
    if closed_on is None or closed_on > asked.day:
        return None
    return Held(None, {"closed_on": closed_on.isoformat()})


def suppressed(asked: Asked) -> Held | None:
    """Hold contacts with who must be left alone; some kinds let pass what serves the customer (C-54)."""
    stops = [
        stop for stop in asked.history.stops if not (asked.is_service and stop.kind in SERVED_SUPPRESSIONS)
    ]
    childhood = _childhood(asked)
    if childhood is not None:
        stops.append(childhood)
    spans = [(stop.starts_on, stop.ends_on) for stop in stops]
    free_on = first_day_after(spans, asked.day)
    if free_on == asked.day:
        return None
    kinds = {stop.kind for stop in stops if stop.holds(asked.day)}
    first = next((kind for kind in (*SUPPRESSIONS, MINOR) if kind in kinds), min(kinds))
    return Held(midnight(free_on, asked.history.zone), {"kind": first})


def _childhood(asked: Asked) -> Stop | None:
    """Return the days before the birthday on which a person is old enough to be contacted (C-10)."""
    born, age = asked.history.birth_date, asked.rules.contact.minor_age
    if born is None:
        return None
    if born.year + age > dt.MAXYEAR:
        return Stop(MINOR, dt.date.min)
    of_age_on = add_years(born, age)
    return Stop(MINOR, dt.date.min, of_age_on - ONE_DAY) if of_age_on > asked.day else None


def do_not_disturb(asked: Asked) -> Held | None:
    """Hold what the customer asked to be spared: this channel, this purpose, this day (PROF-26)."""
    request = asked.request
    spans: list[Span] = [
        (wish.starts_on, wish.ends_on)
        for wish in asked.history.wishes
        if wish.channel in (request.channel, ANY_CHANNEL) and wish.topic in ("", request.purpose)
    ]
    free_on = first_day_after(spans, asked.day)
    if free_on == asked.day:
        return None
    return Held(midnight(free_on, asked.history.zone))


def contacted_recently(asked: Asked) -> Held | None:
    """Rest a customer from marketing for some days after a two-way contact (LIST-15).

    A promise that is due and a time deposit that matures within some days lift the rest.
    """
    if asked.is_service:
        return None
    history, rule = asked.history, asked.rules.call_list
    days = exclusions.rest_days(rule.quiet_days, history.cadence_days)
    until = exclusions.contacted_recently(history.two_way_on, asked.day, days)
    if until is None:
        return None
    lifts = [*history.promised_on, *(day - rule.maturity_lifts_days * ONE_DAY for day in history.matures_on)]
    until = min(until, *lifts) if lifts else until
    if until <= asked.day:
        return None
    last = max(history.two_way_on)
    return Held(midnight(until, history.zone), {"last_on": last.isoformat(), "days": days})


def frequency_cap(asked: Asked) -> Held | None:
    """Hold a customer whose own or whose household's contacts and attempts reached a cap (LIST-13, C-53).

    The answer does not say which of the two, nor how many: nothing is learnt about other members.
    """
    history, rules = asked.history, asked.rules
    reached = [exclusions.frequency_cap(history.tried_on, asked.day, rules.call_list.caps)]
    if history.household_on is not None:
        every = (*history.tried_on, *history.household_on)
        reached.append(exclusions.frequency_cap(every, asked.day, rules.contact.household_caps))
    lifts = [day for day in reached if day is not None]
    return Held(midnight(max(lifts), history.zone)) if lifts else None
