"""A customer of many years costs no more: what looks for contacts after a day reads none of before."""

import datetime as dt

import pytest
from django.db.models import Q

from support.plans import planned_once
from tilth.data import models
from tilth.domain.contacts import made
from tilth.domain.customers import filters
from tilth.domain.events import filters as events
from web import bank
from web.test_today import contact

EAST = dt.timezone(dt.timedelta(hours=8))
"""The bank's zone."""
MOMENTS = [
    dt.datetime.combine(bank.DAY + dt.timedelta(days=days), time, EAST)
    for days in (-400, -1, 0, 1, 2)
    for time in (dt.time.min, dt.time(7, 59, 59), dt.time(8), dt.time(23, 59, 59))
]


@pytest.mark.parametrize("at", MOMENTS, ids=str)
def test_after_a_day_means_the_bank_s_days_alone(small_bank: bank.Bank, at: dt.datetime) -> None:
    row = contact("C00000", small_bank, contacted_at=at, contact_on=at.date())
    found = models.Contact.objects.unscoped().filter(made.after(bank.DAY))
    assert list(found) == ([row] if at.date() > bank.DAY else [])


def test_contacts_since_the_week_was_made_are_found_by_their_moment(small_bank: bank.Bank) -> None:
    week = models.PublishedCustomer.objects.unscoped().filter(
        Q(filters.since_week()), generation=small_bank.generation.pk, rm_id="S1", week_rank__isnull=False
    )
    plan = planned_once(week.order_by().values("customer_id"))
    assert "contacted_at >=" in _conditions(plan)
    assert "rm_id_week_rank" in plan


def test_talks_since_the_night_are_found_by_their_day_or_moment(small_bank: bank.Bank) -> None:
    found = models.PublishedEvent.objects.unscoped().filter(events.done(small_bank.generation))
    asked = _conditions(planned_once(found.order_by().values("event_id")))
    assert "contacted_at >=" in asked or "contact_on >" in asked


def _conditions(plan: str) -> str:
    """Return what an index is asked for, without what is thrown away afterwards."""
    return "\n".join(line for line in plan.splitlines() if "Index Cond" in line)
