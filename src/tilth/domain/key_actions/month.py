"""Count the care of the own book's month (CAD-03)."""

import datetime as dt

from django.db.models import Case, Count, DateField, F, Func, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Greatest

from tilth.data.models import Generation, User
from tilth.domain.customers import filters, rows
from tilth.policy import key_actions, month_care
from tilth.policy.month_care import MonthCare


def care(actor: User, generation: Generation, *, size: int, today: dt.date) -> MonthCare:
    """Return the care of the running month; `size`: names on a day's list; one query.

    The customers are those that the lists behind the figures show.
    """
    week, month = (key_actions.span(name, today).until for name in filters.CARE)
    mine = rows.met(actor, generation, filters.still_open(generation) & Q(rm_id=actor.staff_id))
    found = mine.order_by().aggregate(
        overdue=Count("customer_id", filter=Q(overdue_days__gt=0)),
        week=Count("customer_id", filter=filters.owed(week)),
        month=Count("customer_id", filter=filters.owed(month)),
        contacts=Sum(_asked(today, month), filter=filters.owed(month)),
    )
    places, left = month_care.places(today, size=size)
    return MonthCare(**{**found, "contacts": found["contacts"] or 0}, places=places, left=left)


def _asked(today: dt.date, until: dt.date) -> Case:
    """Return how often a customer asks for a contact, as `policy.month_care.asked` does."""
    first = Greatest(F("next_contact_due_on"), Value(today, DateField()))
    left = Func(
        Value(until, DateField()),
        first,
        arg_joiner=" - ",
        template="(%(expressions)s)",
        output_field=IntegerField(),
    )
    often = Value(1) + left / F("cadence_days")
    return Case(When(cadence_days__gt=0, then=often), default=Value(1), output_field=IntegerField())
