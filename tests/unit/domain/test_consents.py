"""Consents: one purpose an act, only ever added to, never asked for too soon."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from integration.doors.town import Town
from support.acting import who
from tilth.access import visibility
from tilth.data import models
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.consents import queries
from tilth.domain.records import consent as operations
from tilth.domain.records import suppression as suppressions
from tilth.policy import playbook

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
CUSTOMER = "B1-rm1-c1"
RULES = playbook.default()
Enter = Callable[[str], models.User]


def record(bank: Town, by: models.User, *, at: dt.datetime = AT, **changes: Any) -> models.Consent:
    given = {"customer_id": CUSTOMER, "purpose": "marketing", "decision": "granted", "channel": "sms"}
    if changes.get("decision", "granted") == "granted":
        given["text_version"] = "marketing-1"
    given |= changes
    return operations.record(who(by, bank.generation, at), given.pop("customer_id"), **given)


def withdraw(bank: Town, by: models.User, *, at: dt.datetime, channel: str = "sms") -> models.Consent:
    return operations.withdraw(who(by, bank.generation, at), CUSTOMER, purpose="marketing", channel=channel)


def test_the_latest_decision_stands_and_all_are_kept(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    record(bank, manager)
    withdraw(bank, manager, at=AT + DAY)
    record(bank, manager, purpose="greeting", channel="any")
    greeting, marketing = queries.of_customer(manager, bank.generation, customer_id=CUSTOMER)
    assert (greeting.purpose, greeting.channel, greeting.latest.decision) == ("greeting", "any", "granted")
    assert (marketing.channel, marketing.latest.decision) == ("sms", "withdrawn")
    assert [(item.decision, item.text_version) for item in marketing.earlier] == [("granted", "marketing-1")]
    for statement in ("UPDATE tilth_consent SET decision = 'granted'", "DELETE FROM tilth_consent"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("no", ["refused", "withdrawn"])
def test_after_a_no_nobody_asks_again_until_the_day_comes(bank: Town, enter: Enter, no: str) -> None:
    manager = enter("rm")
    if no == "refused":
        record(bank, manager, decision="refused")
    else:
        withdraw(bank, manager, at=AT)
    until = dt.date(2026, 4, 1) + RULES.contact.ask_again_days * DAY
    with pytest.raises(operations.AskedTooSoonError, match=f"until {until}") as caught:
        record(bank, manager, at=AT + 179 * DAY)
    assert caught.value.until == until
    assert record(bank, manager, at=AT + 179 * DAY, channel="email").pk is not None
    assert record(bank, manager, at=AT + 180 * DAY).pk is not None


def test_a_customer_who_comes_unasked_may_change_the_mind_with_proof(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    record(bank, manager, decision="refused")
    with pytest.raises(Unclear, match="proof"):
        record(bank, manager, at=AT + DAY, asked=False)
    assert record(bank, manager, at=AT + DAY, asked=False, evidence="form 17").evidence == "form 17"


def test_a_suppressed_customer_is_not_asked_but_may_always_withdraw(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    suppressions.add(who(manager, bank.generation, AT), CUSTOMER, kind="complaint_open")
    with pytest.raises(operations.MayNotAskError, match="suppressed"):
        record(bank, manager)
    assert withdraw(bank, manager, at=AT, channel="any").decision == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"purpose": "marketing,greeting"}, Unclear, "none of the choices"),
        ({"channel": "pigeon"}, Unclear, "pigeon is none of"),
        ({"decision": "perhaps"}, Unclear, "perhaps is none of"),
        ({"text_version": ""}, Unclear, "names the text"),
        ({"customer_id": "B1-rm2-c1"}, guards.CustomerNotVisibleError, "B1-rm2-c1"),
    ],
)
def test_what_is_unclear_is_refused_with_a_sentence(
    bank: Town, enter: Enter, changes: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    manager = enter("rm")
    with pytest.raises(error, match=sentence):
        record(bank, manager, **changes)
    assert not visibility.visible(models.Consent, manager, bank.generation).exists()


def test_others_record_no_consent(bank: Town, enter: Enter) -> None:
    for role in ("branch_head", "compliance", "planner"):
        with pytest.raises(guards.NotAllowedError):
            record(bank, enter(role))
