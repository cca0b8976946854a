"""A merge that is being made or undone while somebody hands the customer over, or erases the person."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from integration.domain.at_work import at_work
from integration.doors.town import Town
from support import keys, published
from support.acting import who
from tilth.data import models
from tilth.domain.acting import Unclear, Who
from tilth.domain.erasures import keys as of_persons
from tilth.domain.merges import operations as merges
from tilth.domain.records import erasure
from tilth.domain.transfers import operations as transfers

pytestmark = pytest.mark.postgres
A, B = "B1-rm1-c1", "B1-rm1-c2"
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
PATIENCE = 20.0
"""Seconds after which somebody who should wait or go on is looked for no longer."""


@pytest.fixture(autouse=True)
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))


def told(bank: Town, role: str, act: Callable[[Who], object], before_commit: Callable[[], None]) -> str:
    """What one person is told who acts on a connection of their own."""
    try:
        with at_work(bank, bank.users[role]) as actor:
            act(who(actor, bank.generation, AT))
            before_commit()
    except Unclear as error:
        return error.sentence
    finally:
        connection.close()
    return "done"


def waits() -> bool:
    """Whether somebody waits for a lock within some seconds."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.rowcount:
                return True
        time.sleep(0.02)
    return False


def meanwhile(
    bank: Town, first: tuple[str, Callable[[Who], object]], second: tuple[str, Callable[[Who], object]]
) -> tuple[str, str]:
    """Let the second act begin once the first is done and not committed, and the first end once it waits."""
    acted, go_on = threading.Event(), threading.Event()

    def stays() -> None:
        acted.set()
        go_on.wait(PATIENCE)

    with ThreadPoolExecutor(2) as pool:
        one: Future[str] = pool.submit(told, bank, *first, stays)
        assert acted.wait(PATIENCE)
        other: Future[str] = pool.submit(told, bank, *second, lambda: None)
        waited = waits()
        go_on.set()
        assert waited, "the second waited for nobody"
        return one.result(), other.result()


def merge(by: Who) -> models.Merge:
    return merges.merge(by, A, merged_id=B, cause="same_document")


def move(by: Who) -> models.Transfer:
    return transfers.move(by, A, to_staff_id="B1-rm2", cause="move")


def owners() -> tuple[str | None, ...]:
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id__in=[A, B])
    return tuple(rows.order_by("customer_id").values_list("rm_id", flat=True))


def test_a_hand_over_during_a_merge_is_told_and_takes_both_the_next_time(bank: Town) -> None:
    head, region = ("branch_head", merge), ("region_head", move)
    done, refused = meanwhile(bank, head, region)
    assert (done, owners()) == ("done", ("B1-rm1", "B1-rm1"))
    assert refused == "Somebody else moved this customer in the same moment: look again, then decide."
    assert told(bank, "region_head", move, lambda: None) == "done"
    assert owners() == ("B1-rm2", "B1-rm2")


def test_a_merge_during_a_hand_over_finds_two_managers(bank: Town) -> None:
    done, refused = meanwhile(bank, ("region_head", move), ("branch_head", merge))
    assert (done, owners()) == ("done", ("B1-rm2", "B1-rm1"))
    assert refused == "The two have different managers: hand one of them over first, then merge them."
    assert not models.Merge.objects.unscoped().exists()


def written(customer: str) -> str:
    """What a memo about a customer says, as somebody reads it."""
    return str(models.Memo.objects.unscoped().get(customer_id=customer).demand)


def asked(bank: Town) -> None:
    """Two numbers of one person with a memo each, and the survivor's erasure asked for."""
    for customer in (A, B):
        models.Memo.objects.create(
            customer_id=customer, staff_id="B1-rm1", made_by=bank.users["rm"], made_at=AT,
            asked_on=published.DAY, demand=f"of {customer}", due_on=published.DAY,
        )  # fmt: skip
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id__in=[A, B])
    rows.update(closed_on=dt.date(2010, 3, 1))
    bank.users["second"] = published.user("compliance2", role="compliance", staff_id="H-compliance2")
    assert told(bank, "branch_head", merge, lambda: None) == "done"
    assert told(bank, "compliance", lambda by: erasure.ask(by, A, reason="requested"), lambda: None) == "done"


def undo(by: Who) -> models.Merge:
    return merges.undo(by, models.Merge.objects.unscoped().get().pk)


def erase(by: Who) -> models.Erasure:
    return erasure.decide(by, A, models.Erasure.objects.unscoped().get().pk, yes=True)


def test_an_erasure_while_a_merge_is_undone_waits_and_takes_its_own_number_alone(bank: Town) -> None:
    asked(bank)
    assert "undo the merge first" in told(bank, "second", erase, lambda: None)
    assert meanwhile(bank, ("compliance", undo), ("second", erase)) == ("done", "done")
    assert (of_persons.held().is_erased(A), of_persons.held().is_erased(B)) == (True, False)
    assert written(B) == f"of {B}"
    assert written(A) != f"of {A}"
