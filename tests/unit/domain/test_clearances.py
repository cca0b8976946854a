"""The contact gate over what is recorded, and the clearances that reserve its yes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integration.doors.town import Town
from support import keys, published
from support.acting import who
from tilth.access import scopes, visibility
from tilth.data import models
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.contacts import clearances, gate, operations
from tilth.domain.contacts.clearances import Granted, Held
from tilth.domain.records import consent as consents
from tilth.domain.records import do_not_disturb as wishes
from tilth.domain.records import preference as contact_times
from tilth.domain.records import suppression as suppressions
from tilth.policy import playbook
from tilth.policy.contact_gate import Window

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
"""Ten in the morning of a Wednesday in Shanghai."""
TODAY = dt.date(2026, 4, 1)
DAY = dt.timedelta(days=1)
CUSTOMER = "B1-rm1-c1"
RULES = playbook.default()
CAP = min(cap.count for cap in RULES.call_list.caps)
Enter = Callable[[str], models.User]


@pytest.fixture(autouse=True)
def numbers(bank: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give everybody a mobile number: a call that nobody can make is refused."""
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    for row in models.PublishedCustomer.objects.unscoped():
        held = keys.sealed(row.customer_id, mobile="13800001111")
        models.PublishedCustomer.objects.unscoped().filter(customer_id=row.customer_id).update(**held)


def ask(bank: Town, by: models.User, *, at: dt.datetime = AT, **changes: Any) -> Granted | Held:
    given = {"customer_id": CUSTOMER, "channel": "phone", "purpose": "maintain"} | changes
    return clearances.request(who(by, bank.generation, at), given.pop("customer_id"), **given)


def reason(bank: Town, by: models.User, *, at: dt.datetime = AT, **changes: Any) -> str:
    given = {"customer_id": CUSTOMER, "channel": "phone", "purpose": "maintain"} | changes
    return gate.decide(by, bank.generation, at=at, rules=RULES, **given).reason


def record(by: models.User, bank: Town, *, at: dt.datetime = AT, **changes: Any) -> models.Contact:
    given: dict[str, Any] = {
        "customer_id": CUSTOMER,
        "key": f"form {at}",
        "channel": "phone",
        "outcome": "no_answer",
        "two_way": False,
        "purpose": "maintain",
    }
    return operations.add(who(by, bank.generation, at), record=operations.Record(**given | changes))


def family(bank: Town, *customers: str) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(generation=bank.generation.pk)
    rows.filter(customer_id__in=customers).update(household_id="family")


def noted() -> list[dict[str, Any]]:
    scopes.regain_privileges()
    rows = models.AuditEntry.objects.unscoped().filter(action="clearance").order_by("id")
    return [row.detail | {"of": row.customer_ids, "by": row.staff_id} for row in rows]


def test_a_clearance_is_reserved_noted_and_used_by_the_contact(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    answer = ask(bank, manager)
    assert isinstance(answer, Granted)
    assert answer.clearance.valid_until - AT == dt.timedelta(minutes=RULES.contact.clearance_minutes)
    made = record(manager, bank, at=AT + dt.timedelta(minutes=5))
    assert made.clearance == answer.clearance
    again = record(manager, bank, at=AT + dt.timedelta(minutes=9))
    assert again.clearance is None
    assert noted() == [
        {
            "channel": "phone",
            "purpose": "maintain",
            "allowed": True,
            "reason": "",
            "of": [CUSTOMER],
            "by": "B1-rm1",
        }
    ]


def test_the_number_comes_with_the_clearance_of_a_call_only(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    call, visit = ask(bank, manager), ask(bank, manager, channel="visit")
    assert isinstance(call, Granted)
    assert isinstance(visit, Granted)
    assert (call.number, visit.number) == ("13800001111", "")


def test_asking_twice_is_one_attempt_and_a_used_or_late_clearance_is_asked_anew(
    bank: Town, enter: Enter
) -> None:
    manager = enter("rm")
    first, second = ask(bank, manager), ask(bank, manager, at=AT + dt.timedelta(minutes=1))
    assert isinstance(first, Granted)
    assert isinstance(second, Granted)
    assert first.clearance == second.clearance
    other = ask(bank, manager, purpose="service")
    late = ask(bank, manager, at=AT + dt.timedelta(minutes=31))
    assert isinstance(other, Granted)
    assert isinstance(late, Granted)
    assert other.clearance == first.clearance
    assert late.clearance != first.clearance


def test_the_cap_counts_contacts_and_open_clearances_but_neither_twice(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    for number in range(CAP):
        at = AT + number * dt.timedelta(hours=1)
        assert isinstance(ask(bank, manager, at=at), Granted)
        if number % 2:
            record(manager, bank, at=at + dt.timedelta(minutes=1))
    held = ask(bank, manager, at=AT + dt.timedelta(hours=CAP))
    assert isinstance(held, Held)
    assert held.decision.reason == "frequency_cap"
    assert held.decision.until == dt.datetime(2026, 4, 7, 16, tzinfo=dt.UTC)
    assert noted()[-1]["reason"] == "frequency_cap"


def test_a_members_attempts_count_though_the_member_is_out_of_sight(bank: Town, enter: Enter) -> None:
    family(bank, CUSTOMER, "B1-rm2-c1", "B2-rm1-c1")
    wealth = enter("wealth")
    for number in range(3):
        record(wealth, bank, customer_id="B1-rm2-c1", at=AT - number * DAY)
    manager = enter("rm")
    assert isinstance(ask(bank, manager), Granted)
    held = ask(bank, manager, at=AT + dt.timedelta(hours=2))
    assert isinstance(held, Held)
    assert (held.decision.reason, dict(held.decision.detail)) == ("frequency_cap", {})
    assert reason(bank, manager, customer_id="B1-rm1-c2") == ""


def attempts(customer_id: str, household_id: str | None) -> list[tuple[dt.date, bool, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM tilth_attempts(%s, %s, %s) ORDER BY 1, 2", [customer_id, household_id, TODAY - DAY]
        )
        return cursor.fetchall()


def test_the_database_counts_only_for_a_customer_in_sight_and_only_its_own_household(
    bank: Town, enter: Enter
) -> None:
    family(bank, CUSTOMER, "B1-rm2-c1")
    record(enter("wealth"), bank, customer_id="B1-rm2-c1")
    enter("rm")
    nothing = (TODAY - DAY, True, 0)
    assert attempts(CUSTOMER, "family") == [nothing, (TODAY, False, 1)]
    assert attempts(CUSTOMER, None) == [nothing]
    assert attempts("B1-rm1-c2", "family") == [nothing]
    assert attempts("B1-rm2-c1", "family") == []
    assert attempts("nobody", "family") == []


def test_a_day_is_counted_on_the_customers_own_calendar(bank: Town, enter: Enter) -> None:
    """At 01:00 in Shanghai it is still the day before further west."""
    manager = enter("rm")
    for number in range(CAP):
        record(manager, bank, at=dt.datetime(2026, 3, 25, 17, number, tzinfo=dt.UTC))
    assert reason(bank, manager) == "frequency_cap"
    contact_times.set(who(manager, bank.generation, AT), CUSTOMER, windows=(), zone="Europe/Berlin")
    noon = dt.datetime(2026, 4, 1, 10, tzinfo=dt.UTC)
    assert reason(bank, manager, at=noon) == ""


@pytest.mark.requirement("GOV-03", part="campaigns and messages, which do not exist yet")
def test_every_kind_of_record_reaches_the_gate(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    by = (who(manager, bank.generation, AT), CUSTOMER)
    assert reason(bank, manager) == ""
    assert reason(bank, manager, channel="sms") == "no_consent"
    contact_times.set(*by, windows=[Window(4, 600, 660)])
    assert reason(bank, manager) == "unsuitable_time"
    assert reason(bank, manager, at=AT + dt.timedelta(hours=12)) == "quiet_hours"
    record(manager, bank, outcome="connected", two_way=True)
    assert reason(bank, manager) == "contacted_recently"
    record(manager, bank, outcome="refused", two_way=False, key="2")
    assert reason(bank, manager) == "no_consent"
    wishes.add(*by, channel="phone", topic="maintain")
    assert reason(bank, manager) == "do_not_disturb"
    suppressions.add(*by, kind="bereaved")
    assert reason(bank, manager) == "suppressed"
    assert reason(bank, manager, purpose="service") == "unsuitable_time"


def test_a_minor_and_a_closed_customer_are_held_a_young_company_is_not(bank: Town, enter: Enter) -> None:
    young = dt.date(2020, 5, 5)
    published.customer(bank.generation, "minor", birth_date=young, rm_id="B1-rm1")
    published.customer(bank.generation, "company", kind="company", birth_date=young, rm_id="B1-rm1")
    published.customer(bank.generation, "gone", closed_on=TODAY, rm_id="B1-rm1")
    manager = enter("rm")
    assert reason(bank, manager, customer_id="minor") == "suppressed"
    assert reason(bank, manager, customer_id="company") == ""
    assert reason(bank, manager, customer_id="gone") == "closed"


def test_a_consent_withdrawn_while_a_list_is_open_holds_the_next_clearance(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    given = {"purpose": "marketing", "channel": "sms"}
    yes = {**given, "decision": "granted", "text_version": "marketing-1"}
    consents.record(who(manager, bank.generation, AT - DAY), CUSTOMER, **yes)
    assert isinstance(ask(bank, manager, channel="sms"), Granted)
    consents.withdraw(who(manager, bank.generation, AT + dt.timedelta(minutes=1)), CUSTOMER, **given)
    held = ask(bank, manager, channel="sms", at=AT + dt.timedelta(minutes=2))
    assert isinstance(held, Held)
    assert (held.decision.reason, held.decision.until) == ("no_consent", None)


def test_out_of_sight_not_allowed_and_unclear_are_told_apart(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    with pytest.raises(guards.CustomerNotVisibleError):
        ask(bank, manager, customer_id="B1-rm2-c1")
    with pytest.raises(guards.CustomerNotVisibleError):
        gate.decide(
            manager,
            bank.generation,
            customer_id="none",
            channel="phone",
            purpose="other",
            at=AT,
            rules=RULES,
        )
    with pytest.raises(Unclear, match="no channel"):
        ask(bank, manager, channel="pigeon")
    with pytest.raises(Unclear, match="no purpose"):
        ask(bank, manager, purpose="gossip")
    for role in ("branch_head", "compliance", "planner", "admin"):
        with pytest.raises(guards.NotAllowedError, match="may not create clearance"):
            ask(bank, enter(role))
    assert noted() == []


def test_without_an_actor_in_the_transaction_nothing_is_cleared(bank: Town, enter: Enter) -> None:
    """The application remembers a scope, the database does not: it fails closed."""
    manager = enter("rm")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL tilth.managers = '{}'")
    with pytest.raises(guards.CustomerNotVisibleError):
        ask(bank, manager)


def test_the_gate_asks_a_fixed_number_of_questions(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    for channel in ("phone", "sms"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            reason(bank, manager, channel=channel)
        assert len(asked) == 2
        wishes.add(who(manager, bank.generation, AT), CUSTOMER, channel="email")


def test_a_contact_without_a_clearance_is_stored_and_another_managers_clearance_stays(
    bank: Town, enter: Enter
) -> None:
    models.Cover.objects.create(
        absent_staff_id="B1-rm1",
        substitute_staff_id="B1-rm2",
        reason="leave",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        arranged_by=bank.users["branch_head"],
    )
    theirs = ask(bank, enter("wealth"))
    manager = enter("rm")
    assert record(manager, bank).clearance is None
    assert isinstance(theirs, Granted)
    rows = visibility.visible(models.Clearance, manager, bank.generation).filter(contact__isnull=True)
    assert list(rows) == [theirs.clearance]
    with pytest.raises(guards.NotAllowedError):
        record(enter("branch_head"), bank)
