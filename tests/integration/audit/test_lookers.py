"""Who looked: for the customer's page, for compliance, and for a breach; asking is audited too (C-09)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from integration.doors import town
from tilth.access import audit, scopes
from tilth.access.audit import Event
from tilth.data import models
from tilth.domain.audit import entries, queries

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.xdist_group("lookers")]
SINCE = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
UNTIL = dt.datetime(2200, 1, 1, tzinfo=dt.UTC)
C1, C2, FOREIGN = "B1-rm1-c1", "B1-rm1-c2", "B2-rm1-c1"


@pytest.fixture
def bank(db) -> town.Town:
    made = town.build()
    for role, customers in (("rm", [C1, C2]), ("branch_head", [C1]), ("region_head", [FOREIGN])):
        enter(made, role)
        audit.note(Event.VIEW, customers=customers)
        scopes.regain_privileges()
    return made


def enter(bank: town.Town, role: str) -> models.User:
    scopes.regain_privileges()
    scopes.enter(bank.users[role], bank.generation, step_down=True)
    return bank.users[role]


def told(action: str) -> list[models.AuditEntry]:
    scopes.regain_privileges()
    return list(models.AuditEntry.objects.unscoped().filter(action=action).order_by("id"))


def test_the_manager_sees_who_looked_at_an_own_customer(bank: town.Town) -> None:
    found = queries.lookers(enter(bank, "rm"), bank.generation, customer_id=C1, since=SINCE)
    assert [(one.name, one.role, one.action) for one in found.items] == [
        ("branch_head", "branch_head", "view"),
        ("rm", "rm", "view"),
    ]
    assert [entry.customer_ids for entry in told("lookers")] == [[C1]]


@pytest.mark.parametrize("role", ["rm", "marketing", "security_admin", "planner"])
def test_nothing_is_told_about_a_customer_out_of_sight(bank: town.Town, role: str) -> None:
    found = queries.lookers(enter(bank, role), bank.generation, customer_id=FOREIGN, since=SINCE)
    assert found.items == ()
    assert [(entry.customer_ids, entry.subject_id) for entry in told("lookers")] == [([], FOREIGN)]


@pytest.mark.parametrize("role", ["compliance", "audit_admin"])
def test_readers_of_the_audit_ask_about_many_and_are_noted(bank: town.Town, role: str) -> None:
    actor = enter(bank, role)
    window = {"since": SINCE, "until": UNTIL}
    found = queries.who_saw(actor, bank.generation, customers=[C2, FOREIGN], **window)
    assert [(one.name, one.customers) for one in found.items] == [("region_head", (FOREIGN,)), ("rm", (C2,))]
    mine = queries.of_user(actor, bank.generation, user_id=bank.users["rm"].pk, **window)
    assert [(one.action, one.customers) for one in mine.items] == [("view", (C1, C2))]
    concerned = queries.affected(actor, bank.generation, user_id=bank.users["rm"].pk, **window)
    assert [(one.customer_id, one.entries) for one in concerned] == [(C1, 1), (C2, 1)]
    assert [entry.user_id for entry in told("audit")] == [actor.pk] * 3


@pytest.mark.parametrize("role", ["rm", "branch_head", "admin", "security_admin"])
def test_nobody_else_searches_the_audit(bank: town.Town, role: str) -> None:
    actor = enter(bank, role)
    window = {"since": SINCE, "until": UNTIL}
    with pytest.raises(PermissionDenied):
        queries.who_saw(actor, bank.generation, customers=[C1], **window)
    with pytest.raises(PermissionDenied):
        queries.of_user(actor, bank.generation, user_id=actor.pk, **window)
    with pytest.raises(PermissionDenied):
        queries.affected(actor, bank.generation, user_id=actor.pk, **window)


def test_pages_follow_each_other_without_gap_or_repetition(bank: town.Town) -> None:
    enter(bank, "rm")
    for _ in range(2 * entries.PAGE):
        audit.note(Event.VIEW, customers=[C2])
    actor = enter(bank, "compliance")
    seen: list[int] = []
    before = None
    for _ in range(3):
        page = queries.who_saw(
            actor, bank.generation, customers=[C2], since=SINCE, until=UNTIL, before=before
        )
        seen += [one.id for one in page.items if one.action == "view"]
        before = page.following
    assert before is None
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 2 * entries.PAGE + 1


def test_too_many_customers_are_refused(bank: town.Town) -> None:
    with pytest.raises(ValueError, match="200 at most"):
        queries.who_saw(enter(bank, "compliance"), None, customers=["C"] * 201, since=SINCE, until=UNTIL)
