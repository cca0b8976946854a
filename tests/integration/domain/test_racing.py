"""Many managers, one household; many hands, one customer."""

import datetime as dt
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from integration.domain.at_work import at_once, at_work
from integration.doors.town import Town
from support import keys, published
from support.acting import who
from support.soak import scale
from tilth.data import models
from tilth.domain import guards
from tilth.domain.contacts import clearances, operations
from tilth.domain.contacts.clearances import Granted
from tilth.domain.transfers import operations as transfers
from tilth.domain.transfers.choosing import Choice
from tilth.domain.transfers.moving import first_to_move
from tilth.policy import playbook

pytestmark = pytest.mark.postgres
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
RULES = playbook.default()
SHARED = min(cap.count for cap in RULES.contact.household_caps)
MANAGERS = scale(12, 500)
ROUNDS = scale(3, 2)
THREADS = scale(12, 40)
FAMILY = 3


@pytest.fixture(autouse=True)
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))


def mobile(name: str) -> dict[str, str]:
    """Return the columns of a number: a call that nobody can make is refused."""
    return keys.sealed(name, mobile="13800001111")


def crowd(bank: Town, customers: list[str]) -> list[tuple[models.User, str]]:
    """Make managers, each of whom takes part in one of the customers in turn."""
    made = []
    for number in range(MANAGERS):
        staff_id, customer_id = f"X{number}", customers[number % len(customers)]
        user = models.User.objects.create(username=staff_id, name=staff_id, role="rm", staff_id=staff_id)
        models.Participant.objects.create(
            customer_id=customer_id,
            staff_id=staff_id,
            purpose="b_manager",
            reason="many hands",
            starts_on=dt.date(2026, 1, 1),
            ends_on=dt.date(2099, 1, 1),
            invited_by=bank.users["branch_head"],
        )
        made.append((user, customer_id))
    return made


def race(bank: Town, household: str | None, customers: int) -> dict[str, int]:
    """Let everybody ask at once about the customers; return how many clearances each customer has."""
    names = [f"{household or 'alone'}-{number}" for number in range(customers)]
    for name in names:
        published.customer(
            bank.generation, name, household_id=household, rm_id="B3-rm1", branch_id="B3", **mobile(name)
        )
    asking = crowd(bank, names)

    def ask(one: tuple[models.User, str]) -> bool:
        user, customer_id = one
        with at_work(bank, user) as actor:
            answer = clearances.request(
                who(actor, bank.generation, AT), customer_id, channel="phone", purpose="maintain"
            )
        return isinstance(answer, Granted)

    granted = at_once(ask, asking, threads=THREADS)
    stored = Counter(models.Clearance.objects.unscoped().values_list("customer_id", flat=True))
    assert sum(stored.values()) == sum(granted)
    models.Clearance.objects.unscoped().delete()
    models.Participant.objects.unscoped().delete()
    models.User.objects.filter(username__startswith="X").delete()
    models.PublishedCustomer.objects.unscoped().filter(customer_id__in=names).delete()
    return dict(stored)


@pytest.mark.requirement("TRAP-24")
def test_racing_managers_never_exceed_a_cap(bank: Town) -> None:
    """Of all who ask for one customer at once one is cleared; the others are told who is calling."""
    for number in range(ROUNDS):
        alone = race(bank, None, 1)
        family = race(bank, f"family{number}", FAMILY)
        assert alone == {"alone-0": 1}
        assert sum(family.values()) == min(SHARED, FAMILY)
        assert max(family.values()) == 1
    print(
        f"FIGURE contact gate race: {MANAGERS} managers, {THREADS} at a time, {2 * ROUNDS} rounds,"
        f" 1 cleared per customer at a time, 0 over a cap of {SHARED} per household"
    )


def test_two_contacts_never_use_one_clearance(bank: Town) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="B1-rm1-c1")
    rows.update(**mobile("B1-rm1-c1"))
    with at_work(bank, bank.users["rm"]) as actor:
        clearances.request(who(actor, bank.generation, AT), "B1-rm1-c1", channel="phone", purpose="maintain")

    def record(key: str) -> bool:
        with at_work(bank, bank.users["rm"]) as actor:
            made = operations.add(
                who(actor, bank.generation, AT + dt.timedelta(minutes=1)),
                record=operations.Record(
                    customer_id="B1-rm1-c1",
                    key=key,
                    channel="phone",
                    outcome="no_answer",
                    two_way=False,
                    purpose="maintain",
                ),
            )
        return made.clearance is not None

    used = at_once(record, [str(number) for number in range(8)], threads=8)
    assert sorted(used) == [False] * 7 + [True]


def test_of_two_transfers_at_once_the_second_is_told(bank: Town) -> None:
    """Both have read the customer before either writes."""
    both_have_read = threading.Barrier(2, timeout=20)

    def move(to_staff_id: str | None) -> str:
        with at_work(bank, bank.users["branch_head"]) as actor:
            guards.customer(actor, bank.generation, "B1-rm1-c1")
            to = [] if to_staff_id is None else [to_staff_id]
            act = transfers._act(who(actor, bank.generation, AT), "B1-rm1", to, 1, "move")
            row = transfers._row(act, guards.customer(actor, bank.generation, "B1-rm1-c1"), to_staff_id, "")
            both_have_read.wait()
            try:
                with first_to_move():
                    row.save(force_insert=True)
            except transfers.MovedMeanwhileError as error:
                return str(error)
        return "moved"

    first, second = sorted(at_once(move, ["B1-rm2", None], threads=2))
    assert "Somebody else moved" in first
    assert second == "moved"
    assert models.Transfer.objects.unscoped().count() == 1
    assert models.OwnershipChange.objects.unscoped().count() == 1


def test_hand_overs_at_once_move_every_customer_once(bank: Town) -> None:
    for number in range(40):
        published.customer(bank.generation, f"many-{number:02}", rm_id="B1-rm1", branch_id="B1")

    def hand_over(role: str) -> str:
        try:
            with at_work(bank, bank.users[role]) as actor:
                made = transfers.hand_over(
                    who(actor, bank.generation, AT),
                    choice=Choice(owner="B1-rm1"),
                    to=["B1-rm2"],
                )
        except (transfers.MovedMeanwhileError, transfers.TransferUnclearError):
            return "too late"
        return f"moved {len(made)}"

    heads = ["branch_head", "region_head", "supervisor"]
    assert sorted(at_once(hand_over, heads, threads=3)) == ["moved 42", "too late", "too late"]
    moved = Counter(models.OwnershipChange.objects.unscoped().values_list("customer_id", flat=True))
    assert set(moved.values()) == {1}
    assert len(moved) == 42


def test_a_customer_who_moves_between_two_questions_is_gone_for_the_second(bank: Town) -> None:
    def take_away() -> None:
        with at_work(bank, bank.users["branch_head"]) as head:
            transfers.move(
                who(head, bank.generation, AT),
                "B1-rm1-c1",
                to_staff_id="B1-rm2",
                cause="move",
            )

    with at_work(bank, bank.users["rm"]) as manager:
        assert guards.customer(manager, bank.generation, "B1-rm1-c1").rm_id == "B1-rm1"
        at_once(lambda _: take_away(), [None], threads=1)
        with pytest.raises(guards.CustomerNotVisibleError), transaction.atomic():
            guards.customer(manager, bank.generation, "B1-rm1-c1")
        assert guards.customer(manager, bank.generation, "B1-rm1-c2").rm_id == "B1-rm1"


def test_what_one_decision_costs(bank: Town) -> None:
    """A figure, not a bound: speed depends on the machine."""
    spent = []
    for number in range(scale(30, 190)):
        name = f"quick-{number}"
        published.customer(bank.generation, name, household_id=f"h{number}", rm_id="B1-rm1", **mobile(name))
        with at_work(bank, bank.users["rm"]) as actor:
            began = time.perf_counter()
            answer = clearances.request(
                who(actor, bank.generation, AT), name, channel="phone", purpose="maintain"
            )
            spent.append(1000 * (time.perf_counter() - began))
        assert isinstance(answer, Granted)
    spent.sort()
    print(
        f"FIGURE clearance: {spent[len(spent) // 2]:.1f} ms median, {spent[-1]:.1f} ms at most,"
        f" of {len(spent)}, decided, stored and noted"
    )
    assert connection.in_atomic_block is False
