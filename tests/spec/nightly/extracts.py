"""What the workplace knows on a night of the customers of a table: their lives as the extracts write them."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reference.event import Event
from reference.inputs import (
    Agreement,
    Assignment,
    Clearance,
    Extracts,
    KeptPromise,
    Merge,
    NumberMark,
    Preference,
    ReasonClosure,
)
from tilth.policy.playbook import Playbook

if TYPE_CHECKING:
    from spec.nightly.table import Life


def _event_id(key: str, kind: str, number: str, due_on: dt.date) -> str:
    event = Event(kind, f"{key}.{number}" if number else "", due_on=due_on)
    return str(event.row(key, due_on)["event_id"])


def extracts(on: dt.date, people: list[tuple[str, "Life"]], book: Playbook, prefix: str) -> Extracts:
    """Return what the workplace knows on a night of the customers of a table."""
    return Extracts(
        contacts=tuple(
            replace(one, customer_id=key, staff_id=prefix + one.staff_id, contact_id=f"{key}.{number}")
            for key, life in people
            for number, one in enumerate(life.contacts)
            if one.contact_on <= on
        ),
        clearances=tuple(
            Clearance(clearance_id=f"{key}.{number}", customer_id=key, given_on=given_on)
            for key, life in people
            for number, given_on in enumerate(life.allowed)
        ),
        do_not_disturb=tuple(
            replace(one, customer_id=key, setting_id=f"{key}.{number}")
            for key, life in people
            for number, one in enumerate(life.settings)
        ),
        suppressions=tuple(
            replace(one, customer_id=key, suppression_id=f"{key}.{number}")
            for key, life in people
            for number, one in enumerate(life.stops)
        ),
        consents=tuple(replace(one, customer_id=key) for key, life in people for one in life.consents),
        preferences=tuple(
            Preference(customer_id=key, weekdays=life.weekdays) for key, life in people if life.weekdays
        ),
        transfers=tuple(
            replace(
                life.transfer,
                customer_id=key,
                from_staff_id=life.transfer.from_staff_id and prefix + life.transfer.from_staff_id,
                to_staff_id=life.transfer.to_staff_id and prefix + life.transfer.to_staff_id,
            )
            for key, life in people
            if life.transfer
        ),
        segment_assignments=tuple(
            Assignment(customer_id=key, scheme=book.segments.active, segment=life.segment)
            for key, life in people
            if life.segment
        ),
        cadence_agreements=tuple(
            Agreement(customer_id=key, days=life.agreed_days)
            for key, life in people
            if life.agreed_days is not None
        ),
        number_marks=tuple(
            NumberMark(customer_id=key, field=field, number_index=number, marked_on=on)
            for key, life in people
            for field, numbers in (("mobile", life.wrong), ("phone", life.wrong_landlines))
            for number in numbers
        ),
        reason_closures=tuple(
            ReasonClosure(event_id=_event_id(key, kind, number, due_on), customer_id=key, closed_on=closed_on)
            for key, life in people
            for kind, number, due_on, closed_on in life.closed
            if closed_on <= on
        ),
        merges=tuple(
            Merge(customer_id=key, survivor_id=people[life.one_with - 1][0])
            for key, life in people
            if life.one_with is not None
        ),
        details=tuple(replace(one, customer_id=key) for key, life in people for one in life.details),
        needs=_open(on, people, "needs"),
        opportunities=_open(on, people, "opportunities"),
        kept_promises=tuple(
            KeptPromise(customer_id=key, kept_on=max(kept))
            for key, life in people
            if (kept := [day for day in life.kept if day <= on])
        ),
        promises=tuple(
            replace(one, customer_id=key, promise_id=f"{key}.{number}")
            for key, life in people
            for number, one in enumerate(life.promises)
        ),
    )


def _open(on: dt.date, people: list[tuple[str, "Life"]], name: str) -> tuple[Any, ...]:
    return tuple(
        replace(one, customer_id=key)
        for key, life in people
        if life.dealt_on is None or on < life.dealt_on
        for one in getattr(life, name)
    )
