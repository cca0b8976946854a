"""Two customer numbers that are one person: what moves, what is refused, the exact way back (IDN-02)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integration.doors import town
from subjects import examples
from subjects.conftest import NOON
from support import acting, published
from tilth.access import scopes
from tilth.data import models
from tilth.data.records import MODELS, model_of
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.contacts import gate
from tilth.domain.diary import keeping
from tilth.domain.merges import operations, queries
from tilth.domain.records import do_not_disturb as wishing
from tilth.domain.records import suppression as stopping
from tilth.domain.transfers import operations as transfers
from tilth.domain.transfers import taking_back
from tilth.domain.transfers.choosing import Choice
from tilth.kernel.ids import uuid7
from tilth.policy import playbook
from tilth.policy.subjects import DECLARED, SUBJECTS
from tilth.policy.subjects.kit import Merges

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
A, B, C = "B1-rm1-c1", "B1-rm1-c2", "B1-rm1-c3"
OTHER = "B1-rm2-c1"
Stand = dict[tuple[str, str], dict[str, Any]]
MOVED = [one for one in DECLARED if one.merges is not Merges.STAY]


@pytest.fixture
def home(bank: town.Town) -> town.Town:
    """The town with a third customer of its first manager."""
    published.customer(bank.generation, C, branch_id="B1", rm_id="B1-rm1")
    return bank


def merge(bank: town.Town, survivor: str, other: str, *, role: str = "branch_head") -> models.Merge:
    by = acting.who(bank.users[role], bank.generation, NOON)
    return operations.merge(by, survivor, merged_id=other, cause="same_document")


def undo(bank: town.Town, row: models.Merge, *, role: str = "branch_head") -> models.Merge:
    return operations.undo(acting.who(bank.users[role], bank.generation, NOON), row.pk)


def write(bank: town.Town, subject: str, customer: str) -> None:
    """Write one record; where there may be one, change it."""
    user, owner = bank.users["rm"], _shown(customer).rm_id or "B1-rm1"
    if subject in MODELS:
        MODELS[subject].objects.create(
            customer_id=customer, staff_id=owner, made_by=user, made_at=NOON, **examples.row(subject, "text")
        )
        return
    _BY_HAND[subject](user, customer, owner)


def _contact(user: models.User, customer: str, owner: str) -> None:
    models.Contact.objects.create(
        customer_id=customer, staff_id=owner, user=user, contacted_at=NOON, contact_on=NOON.date(),
        channel="phone", two_way=True, outcome="connected", purpose="maintain", idempotency_key=str(uuid7()),
    )  # fmt: skip


def _task(user: models.User, customer: str, owner: str) -> None:
    put_off = not models.Task.objects.unscoped().filter(customer_id=customer).exists()
    models.Task.objects.create(
        customer_id=customer, staff_id=owner, user=user, kind="call" if put_off else "task", made_at=NOON,
        due_on=NOON.date(), business_date=published.DAY if put_off else None,
    )  # fmt: skip


def _one(model: Any, customer: str, **values: Any) -> None:
    model.objects.unscoped().update_or_create(customer_id=customer, defaults=values)


_WISH: dict[str, Any] = {"channel": "phone", "starts_on": published.DAY}
_SPAN = {"starts_on": published.DAY, "ends_on": dt.date(2100, 1, 1)}
_BY_HAND: dict[str, Callable[[models.User, str, str], Any]] = {
    "contact": _contact,
    "task": _task,
    "clearance": lambda user, customer, owner: models.Clearance.objects.create(
        customer_id=customer, staff_id=owner, user=user, channel="phone", purpose="maintain", given_at=NOON,
        given_on=NOON.date(), valid_until=NOON + dt.timedelta(hours=1),
    ),
    "consent": lambda user, customer, _owner: models.Consent.objects.create(
        customer_id=customer, purpose="marketing", decision="refused", decided_at=NOON, recorded_by=user
    ),
    "do_not_disturb": lambda user, customer, _owner: models.DoNotDisturb.objects.create(
        customer_id=customer, created_by=user, **_SPAN
    ),
    "suppression": lambda user, customer, _owner: models.Suppression.objects.create(
        customer_id=customer, kind="restricted", recorded_by=user, **_SPAN
    ),
    "participant": lambda user, customer, _owner: models.Participant.objects.create(
        customer_id=customer, staff_id="B1-planner", purpose="planner", reason="plan", invited_by=user,
        **_SPAN,
    ),
    "preference": lambda user, customer, _owner: _one(
        models.ContactPreference, customer, windows=[], recorded_by=user
    ),
    "segment_assignment": lambda user, customer, _owner: models.SegmentAssignment.objects.unscoped()
    .update_or_create(
        customer_id=customer, scheme=f"scheme-{customer[-1]}", defaults={
            "segment": "x", "confirmed_by": user, "confirmed_at": NOON
        }
    ),
    "cadence_agreement": lambda user, customer, _owner: _one(
        models.CadenceAgreement, customer, days=30, agreed_on=published.DAY, recorded_by=user
    ),
}  # fmt: skip


def stand() -> Stand:
    """Every record of every declared table, every line of the diary, and with whom each number is one."""
    found: Stand = {}
    for one in DECLARED:
        if one.name != "merge":
            rows = QuerySet(model_of(one)).values()
            found |= {(one.table, str(row["id"])): row for row in rows}
    lines = QuerySet(models.DiaryLine).exclude(subject="merge").defer("restricted").values()
    found |= {("diary", f"{row['subject']} {row['row_id']}"): row for row in lines}
    for row in found.values():
        row.pop("restricted", None)
    shown = QuerySet(models.PublishedCustomer).values("customer_id", "one_with")
    return found | {("number", row["customer_id"]): row for row in shown}


def _shown(customer: str) -> models.PublishedCustomer:
    return models.PublishedCustomer.objects.unscoped().get(customer_id=customer)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from((A, B, C)), st.sampled_from([one.name for one in MOVED])),
        st.tuples(st.just("merge"), st.sampled_from((A, B, C)), st.sampled_from((A, B, C))),
        st.tuples(st.just("undo"), st.just(""), st.integers(0, 3)),
    ),
    min_size=4,
    max_size=16,
)


def survivor(customer: str) -> str:
    while (above := _shown(customer).one_with) is not None:
        customer = above
    return customer


@dataclass(frozen=True)
class Held:
    """A merge that holds, and how everything stood before and after it."""

    row: models.Merge
    before: Stand
    after: Stand


def returned(held: Held, now: Stand) -> Stand:
    """Return how everything stands once a merge is undone, told without any SQL of the program.

    What it changed is as it was before; what was written since stays where it was written.
    """
    return {
        key: {
            name: held.before[key][name] if key in held.after and held.after[key][name] == value else value
            for name, value in row.items()
        }
        for key, row in now.items()
    }


def restricted() -> dict[str, bool]:
    """Return which numbers are restricted: those of a person of whom one number is."""
    stopped = QuerySet(models.Suppression).filter(kind="restricted", lifted_at=None)
    people = {survivor(one) for one in stopped.values_list("customer_id", flat=True)}
    numbers = QuerySet(models.PublishedCustomer).values_list("customer_id", flat=True)
    return {one: survivor(one) in people for one in numbers}


@pytest.mark.requirement("IDN-02", part="the referral form")
@settings(
    max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(steps=STEPS)
def test_undone_every_table_is_as_it_was_but_for_what_was_written_since(
    home: town.Town, steps: list[Any]
) -> None:
    with transaction.atomic():
        holding: list[Held] = []
        for what, customer, said in steps:
            if what == "write":
                write(home, said, survivor(customer))
            elif what == "merge" and survivor(customer) != survivor(said):
                before = stand()
                row = merge(home, survivor(customer), survivor(said), role="compliance")
                holding.append(Held(row, before, stand()))
            elif what == "undo" and holding:
                _undone(home, holding, len(holding) - 1 - said % len(holding))
        while holding:
            _undone(home, holding, len(holding) - 1)
        assert keeping.compare().sentences == ()
        transaction.set_rollback(True)


def _undone(bank: town.Town, holding: list[Held], place: int) -> None:
    """Undo one of the merges that hold: refused while a later one of its numbers does, else exact."""
    held = holding[place]
    numbers = {held.row.customer_id, held.row.merged_id}
    if any(not numbers.isdisjoint({one.row.customer_id, one.row.merged_id}) for one in holding[place + 1 :]):
        with pytest.raises(Unclear, match="later merge"):
            undo(bank, held.row, role="compliance")
        return
    wanted = returned(held, stand())
    undo(bank, held.row, role="compliance")
    del holding[place]
    assert stand() == wanted
    shown = dict(QuerySet(models.PublishedCustomer).values_list("customer_id", "restricted"))
    assert shown == restricted()


def _acting(bank: town.Town, role: str) -> models.User:
    scopes.regain_privileges()
    user = bank.users[role]
    user.entered = scopes.enter(user, bank.generation, step_down=True)
    return user


def test_by_the_pages_login_a_head_merges_and_undoes_what_both_managers_wrote(home: town.Town) -> None:
    for subject in MOVED:
        if subject.name != "suppression":
            write(home, subject.name, A)
            write(home, subject.name, B)
    _acting(home, "branch_head")
    row = merge(home, A, B)
    one = {subject.name for subject in MOVED if subject.merges is Merges.ONE and not subject.one_per}
    assert {name: len(rows) for name, rows in row.moved.items()} == {
        subject.name: 1 for subject in MOVED if subject.name not in one | {"suppression"}
    }
    counted = queries.parts(home.users["branch_head"], home.generation, customer_id=A, merged_id=B)
    assert {part.subject.name: (part.survivor, part.merged) for part in counted} == {
        subject.name: (1, 1) if subject.name in one else (2, 0)
        for subject in MOVED
        if subject.name not in {"suppression", "hold", "dismissal"}  # these have no line in the diary
    }
    (told,) = queries.of_customer(home.users["branch_head"], home.generation, customer_id=A)
    assert (told.merged_id, told.last, told.moved) == (B, True, len(row.moved))
    assert undo(home, row).undone_by == home.users["branch_head"]
    assert not queries.touches(A)
    with pytest.raises(Unclear, match="undone before"):
        undo(home, row)


def test_of_two_calls_put_off_from_one_list_one_is_a_task_meanwhile(home: town.Town) -> None:
    write(home, "task", A)
    write(home, "task", B)
    row = merge(home, A, B)
    tasks = QuerySet(models.Task).filter(customer_id=A)
    assert sorted(str(one) for one in tasks.values_list("business_date", flat=True)) == [
        str(published.DAY), "None",
    ]  # fmt: skip
    undo(home, row)
    assert QuerySet(models.Task).get(customer_id=B).business_date == published.DAY


def test_a_wish_or_a_stop_of_either_counts_for_both_and_nothing_is_written_about_the_merged(
    home: town.Town,
) -> None:
    write(home, "do_not_disturb", B)
    write(home, "consent", A)
    row = merge(home, A, B)
    rules = playbook.default()
    for number in (A, B):
        known = gate.history(_shown(number), NOON, rules)
        assert (len(known.wishes), len(known.consents)) == (1, 1)
    with pytest.raises(guards.OneWithAnotherError, match=A):
        wishing.add(acting.who(home.users["rm"], home.generation, NOON), B, **_WISH)
    with pytest.raises(DatabaseError, match="is one with another number"), transaction.atomic():
        write(home, "memo", B)
    undo(home, row)
    write(home, "memo", B)


def test_a_restriction_of_the_survivor_hides_the_merged_number_too(home: town.Town) -> None:
    row = merge(home, A, B)
    stop = stopping.add(acting.who(home.users["compliance"], home.generation, NOON), A, kind="restricted")
    assert (_shown(A).restricted, _shown(B).restricted) == (True, True)
    undo(home, row, role="compliance")
    assert (_shown(A).restricted, _shown(B).restricted) == (True, False)
    assert stop.customer_id == A


def test_what_does_not_fit_together_is_refused_in_one_sentence(home: town.Town) -> None:
    closed = QuerySet(models.PublishedCustomer).filter(customer_id=C)
    closed.update(closed_on=published.DAY)
    for survivor_id, merged_id, why in (
        (A, A, "two customers"),
        (A, OTHER, "different managers"),
        (C, A, "let the open one stay"),
    ):
        with pytest.raises(Unclear, match=why):
            merge(home, survivor_id, merged_id)
    with pytest.raises(guards.CustomerNotVisibleError):
        merge(home, A, "B2-rm1-c1")
    with pytest.raises(guards.NotAllowedError):
        merge(home, A, B, role="rm")
    merge(home, A, B)
    for survivor_id, merged_id in ((B, C), (C, B)):
        with pytest.raises(Unclear, match="one with another number already"):
            merge(home, survivor_id, merged_id)
    with pytest.raises(DatabaseError, match="one with another already"), transaction.atomic():
        models.Merge.objects.create(
            customer_id=C, merged_id=B, cause="renumbered", made_by=home.users["rm"], made_at=NOON
        )


def test_what_is_gone_since_cannot_be_undone_exactly(home: town.Town) -> None:
    write(home, "gift", B)
    write(home, "memo", B)
    row = merge(home, A, B)
    QuerySet(models.Memo).delete()
    with pytest.raises(Unclear, match="cannot be undone exactly"):
        undo(home, row)
    assert (_shown(B).one_with, QuerySet(models.Gift).get().customer_id) == (A, A)


def test_a_hand_over_takes_both_numbers_and_a_bare_one_is_refused(home: town.Town) -> None:
    row = merge(home, A, B)
    with pytest.raises(DatabaseError, match="is one with a customer who goes"), transaction.atomic():
        models.Transfer.objects.create(
            customer_id=A, from_staff_id="B1-rm1", from_branch_id="B1", to_staff_id="B1-rm2", cause="move",
            moved_by=home.users["branch_head"],
        )  # fmt: skip
    head = acting.who(home.users["branch_head"], home.generation, NOON)
    transfers.move(head, B, to_staff_id="B1-rm2", cause="move")
    assert (_shown(A).rm_id, _shown(B).rm_id) == ("B1-rm2", "B1-rm2")
    act = models.HandOver.objects.get()
    assert (act.customers, taking_back.take_back(head, act.pk).number) == (2, 2)
    transfers.hand_over(
        head, choice=Choice(owner="B1-rm1", only=(A, C)), to=("B1-rm2", "B2-rm1"), cause="request"
    )
    assert (_shown(A).rm_id, _shown(B).rm_id) == (_shown(B).rm_id, _shown(A).rm_id) != ("B1-rm1", "B1-rm1")
    undo(home, row, role="region_head")


def test_nobody_moves_a_record_to_another_number_by_a_statement(home: town.Town) -> None:
    write(home, "preference", A)
    _acting(home, "rm")
    with (
        pytest.raises(DatabaseError, match="stays with its customer"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE tilth_contact_preference SET customer_id = %s, recorded_by_id = %s",
            [B, home.users["rm"].pk],
        )
    scopes.regain_privileges()


def test_every_declared_record_says_what_a_merge_does() -> None:
    staying = {one.name for one in SUBJECTS if one.merges is Merges.STAY}
    assert staying == {"erasure", "duplicate"}, "they are of the numbers that they name"
    assert set(_BY_HAND) | (set(MODELS) - staying) == {one.name for one in MOVED}
