"""Suppressions: who may stop contacts, who may lift the stop, and what a restriction hides."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings

from integration.doors.town import Town
from support.acting import who
from tilth.data import models
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.records import suppression as operations
from tilth.domain.suppressions import queries
from tilth.policy.vocabulary import SUPPRESSIONS

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
CUSTOMER = "B1-rm1-c1"
Enter = Callable[[str], models.User]


def add(
    bank: Town, by: models.User, kind: str, *, customer_id: str = CUSTOMER, ends_on: dt.date | None = None
) -> models.Suppression:
    return operations.add(who(by, bank.generation, AT), customer_id, kind=kind, ends_on=ends_on)


@pytest.mark.parametrize("kind", [kind for kind in SUPPRESSIONS if kind != "restricted"])
def test_a_manager_stops_contacts_and_compliance_lifts_the_stop(bank: Town, enter: Enter, kind: str) -> None:
    manager = enter("rm")
    made = add(bank, manager, kind)
    with pytest.raises(guards.NotAllowedError, match="may not update suppression"):
        operations.lift(who(manager, bank.generation, AT), CUSTOMER, made.pk)
    compliance = enter("compliance")
    operations.lift(who(compliance, bank.generation, AT), CUSTOMER, made.pk)
    (item,) = queries.of_customer(compliance, bank.generation, customer_id=CUSTOMER, today=TODAY)
    assert (item.kind, item.starts_on, item.running) == (kind, TODAY, False)
    assert (item.recorded_by, item.lifted_by) == (manager.name, compliance.name)
    with pytest.raises(Unclear):
        operations.lift(who(compliance, bank.generation, AT), CUSTOMER, made.pk)


def test_a_restriction_is_compliances_and_hides_the_customer(bank: Town, enter: Enter) -> None:
    with pytest.raises(guards.NotAllowedError, match="may not create restriction"):
        add(bank, enter("rm"), "restricted")
    made = add(bank, enter("compliance"), "restricted")
    manager = enter("rm")
    with pytest.raises(guards.CustomerNotVisibleError):
        guards.customer(manager, bank.generation, CUSTOMER)
    assert queries.of_customer(manager, bank.generation, customer_id=CUSTOMER, today=TODAY) == ()
    operations.lift(who(enter("compliance"), bank.generation, AT), CUSTOMER, made.pk)
    assert guards.customer(enter("rm"), bank.generation, CUSTOMER).restricted is False


@pytest.mark.parametrize("today", [dt.date(2026, 4, 1), dt.date(2101, 4, 1)], ids=["past", "to come"])
def test_a_restriction_ends_by_the_day_of_the_pages_whatever_the_clock_says(
    bank: Town, enter: Enter, monkeypatch: pytest.MonkeyPatch, today: dt.date
) -> None:
    """The pages stand still on a day that the clock has left, or has not reached."""
    monkeypatch.setattr(settings, "TILTH_TODAY", today)
    yesterday, before = today - dt.timedelta(days=1), today - dt.timedelta(days=9)
    compliance = enter("compliance")
    for customer_id, last in ((CUSTOMER, today), ("B1-rm1-c2", yesterday)):
        operations.add(
            who(compliance, bank.generation, AT),
            customer_id,
            kind="restricted",
            starts_on=before,
            ends_on=last,
        )
    manager = enter("rm")
    with pytest.raises(guards.CustomerNotVisibleError):
        guards.customer(manager, bank.generation, CUSTOMER)
    assert guards.customer(manager, bank.generation, "B1-rm1-c2").restricted is False


def test_what_is_unclear_is_refused(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    with pytest.raises(Unclear, match="none of the choices"):
        add(bank, manager, "annoying")
    with pytest.raises(Unclear, match="before it starts"):
        add(bank, manager, "bereaved", ends_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(guards.CustomerNotVisibleError):
        add(bank, manager, "bereaved", customer_id="B2-rm1-c1")
    with pytest.raises(guards.NotAllowedError):
        add(bank, enter("branch_head"), "bereaved")
