"""What is recorded about a customer, as the contact gate asks for it, and the gate's answer (GOV-03)."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tilth.access.ahead import Asked, Raw
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain import guards
from tilth.policy import contact_gate
from tilth.policy.contact_gate import Consent, Decision, History, Refusal, Request, Stop, Window, Wish
from tilth.policy.contact_gate.facts import BANK_ZONE
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import REFUSED

NEEDED = ("kind", "birth_date", "closed_on", "household_id", "cadence_days", "one_with")
"""What the gate reads of the published customer."""
_RECORDED = Raw("SELECT tilth_recorded(%s, %s, %s)", "jsonb")
_ONE_DAY = dt.timedelta(days=1)
COLLEAGUE_CALLING = "colleague_calling"
"""Why nobody is cleared while somebody else's clearance for the same customer is open."""
_Days = tuple[dt.date, ...]


def decide(  # noqa: PLR0913 - one act, told in keywords
    actor: User,
    generation: Generation,
    *,
    customer_id: str,
    channel: str,
    purpose: str,
    at: dt.datetime,
    rules: Playbook,
) -> Decision:
    """Return the gate's answer for one customer, reserving nothing; CustomerNotVisibleError; 2 queries.

    Runs in the actor's transaction, as everything that the database must judge by the actor.
    """
    customer = guards.customer(actor, generation, customer_id, only=NEEDED, merged=True)
    known = history(customer, at, rules)
    return contact_gate.decide(known, Request(at, channel, purpose), rules)


def history(customer: PublishedCustomer, at: dt.datetime, rules: Playbook) -> History:
    """Return all that the gate must know about a customer in the actor's sight; 1 query.

    Attempts count over the whole household, whoever owns its members. CustomerNotVisibleError where the
    database does not let the actor see the customer (any more).
    """
    return _history(customer, _recorded(customer, at, rules), None)


@dataclass(frozen=True, kw_only=True)
class Before:
    """What stands before a clearance is given."""

    history: History
    own: UUID | None = None
    """The actor's open clearance by the same channel; not counted: it is the same attempt."""
    busy: Decision | None = None
    """The no while a colleague is calling: who, and until when; None for who holds a clearance already."""


def before_request(customer: PublishedCustomer, asked: Request, rules: Playbook) -> Before:
    """Return the history as `history` does, the actor's own open clearance, and a colleague's; 1 query."""
    known = _recorded(customer, asked.moment, rules)
    for number, channel, _purpose, given_at, valid_until in known["open"] or ():
        if channel == asked.channel and _moment(valid_until) > asked.moment:
            return Before(history=_history(customer, known, _moment(given_at)), own=UUID(number))
    return Before(history=_history(customer, known, None), busy=_busy(known, asked.moment))


def _busy(known: dict[str, Any], at: dt.datetime) -> Decision | None:
    """Return the no for as long as a colleague's clearance holds that no contact has used; else None."""
    for name, valid_until in known["others"] or ():
        if (until := _moment(valid_until)) > at:
            return Decision(allowed=False, reason=COLLEAGUE_CALLING, until=until, detail={"by": name})
    return None


def _history(customer: PublishedCustomer, known: dict[str, Any], uncounted: dt.datetime | None) -> History:
    zone = BANK_ZONE if known["zone"] is None else ZoneInfo(known["zone"])
    own = list(_days(known["attempts"], of_customer=True))
    if uncounted is not None:
        own.remove(uncounted.astimezone(zone).date())
    dealings = [(_moment(at), *rest) for at, *rest in known["dealings"] or ()]
    return History(
        closed_on=customer.closed_on,
        birth_date=customer.birth_date if customer.kind == "person" else None,
        stops=[Stop(kind, _day(start), _maybe_day(end)) for kind, start, end in known["stops"] or ()],
        wishes=[
            Wish(channel, topic, _day(start), _maybe_day(end))
            for channel, topic, start, end in known["wishes"] or ()
        ],
        consents=[
            Consent(channel, decision, _moment(decided_at), text_version, purpose)
            for channel, decision, decided_at, text_version, purpose in known["consents"] or ()
        ],
        refusals=[Refusal(channel, at) for at, channel, _, outcome in dealings if outcome == REFUSED],
        two_way_on=[at.astimezone(zone).date() for at, _, two_way, _ in dealings if two_way],
        tried_on=own,
        household_on=None if customer.household_id is None else _days(known["attempts"], of_customer=False),
        windows=[Window.read(row) for row in known["windows"] or ()],
        zone=zone,
        cadence_days=customer.cadence_days,
        promised_on=[_day(day) for day in known["promised"] or ()],
        matures_on=[_day(day) for day in known["matures"] or ()],
    )


def asked(customer: PublishedCustomer, at: dt.datetime, rules: Playbook) -> Asked[Any]:
    """Return what `history` asks, to be sent together with other reads."""
    return _RECORDED.asked(*_values(customer, at, rules))


def _values(customer: PublishedCustomer, at: dt.datetime, rules: Playbook) -> tuple[str, str | None, dt.date]:
    # a day more than the rules look back, whichever the customer's zone
    since = guards.day(at) - _ONE_DAY * (contact_gate.days_of_history(rules) + 1)
    # of a number that is one with another everything stands under the survivor's
    return customer.one_with or customer.customer_id, customer.household_id, since


def _recorded(customer: PublishedCustomer, at: dt.datetime, rules: Playbook) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(_RECORDED.rows(*_values(customer, at, rules))[0][0])
    if known["attempts"] is None:
        raise guards.CustomerNotVisibleError(customer.customer_id)
    return known


def _days(attempts: list[tuple[str, bool, int]], *, of_customer: bool) -> _Days:
    """Return each day as often as there was an attempt; of the customer, or of the household's others."""
    return tuple(_day(day) for day, mine, number in attempts for _ in range(number) if mine is of_customer)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _maybe_day(text: str | None) -> dt.date | None:
    return None if text is None else _day(text)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
