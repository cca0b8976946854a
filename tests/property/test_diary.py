"""After any history of acts the diary is what it would be if it were made again from the records."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integration.doors import town
from support import published
from tilth.connectors.warehouse import changes
from tilth.data import models
from tilth.domain.diary import keeping
from tilth.kernel.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AT = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
DAY = AT.date()
CUSTOMERS = tuple(f"{manager}-c{number}" for manager in town.MANAGERS for number in (1, 2))
KEPT = {
    "contact": (models.Contact, "contacted_at", None, lambda _row: False),
    "task": (models.Task, "made_at", "due_on", lambda row: row.done_at is None),
    "skip": (models.Skip, "made_at", None, lambda _row: False),
    "suppression": (
        models.Suppression,
        "created_at",
        "ends_on",
        lambda row: bool(row.ends_on and not row.lifted_at),
    ),
    "participant": (models.Participant, "created_at", "ends_on", lambda row: row.ended_at is None),
    "do_not_disturb": (models.DoNotDisturb, "created_at", "ends_on", lambda row: bool(row.ends_on)),
    "transfer": (models.Transfer, "moved_at", None, lambda _row: False),
}
"""Subject → its model, when it happened, what is due, and whether it still asks for something."""


def record(user: models.User, customer: str, days: int, *, note: bool) -> None:
    common = {"customer_id": customer, "staff_id": "B1-rm1", "user": user}
    at = AT + dt.timedelta(days=days % 5)
    contact = models.Contact.objects.create(
        **common, contacted_at=at, contact_on=at.date(), channel="phone", two_way=True,
        outcome="connected",        purpose="maintain", idempotency_key=str(uuid7()),
    )  # fmt: skip
    kind = "note" if note else "task"
    models.Task.objects.create(
        **common, kind=kind, due_on=DAY + dt.timedelta(days=days), contact=contact, made_at=at,
        done_at=at if note else None,
    )  # fmt: skip


def many(user: models.User, customer: str, days: int, *, note: bool) -> None:
    rows = [
        models.Skip(
            customer_id=one, staff_id="B1-rm1", user=user, business_date=DAY + dt.timedelta(days=days),
            list_rank=1, reason="away", list_reasons=[], made_at=AT,
        )
        for one in {customer, *CUSTOMERS[: 1 + days % 3]}
    ]  # fmt: skip
    models.Skip.objects.unscoped().bulk_create(rows, ignore_conflicts=True)


def void(user: models.User, customer: str, days: int, *, note: bool) -> None:
    model = (models.Contact, models.Task, models.Skip)[days % 3]
    rows = model.objects.unscoped().filter(customer_id=customer)
    # a plan taken back is taken up again by whoever took it back
    given = (None, None) if note and model is models.Task else (AT, user)
    rows.update(voided_at=given[0], voided_by=given[1])


def done(user: models.User, customer: str, days: int, *, note: bool) -> None:
    rows = models.Task.objects.unscoped().filter(customer_id=customer).exclude(kind="note")
    rows.update(done_at=None if note else AT, due_on=DAY + dt.timedelta(days=days), due_at=dt.time(9))


def move(user: models.User, customer: str, days: int, *, note: bool) -> None:
    """Hand over one customer or, with a note, all of the same manager at once."""
    current = models.Publication.objects.get().current_id
    shown = models.PublishedCustomer.objects.unscoped().filter(generation=current)
    first = shown.get(customer_id=customer)
    whom = shown.filter(rm_id=first.rm_id) if note else shown.filter(customer_id=customer)
    to = (*town.MANAGERS, None)[days % 5]
    models.Transfer.objects.unscoped().bulk_create([
        models.Transfer(
            customer_id=one.customer_id, from_staff_id=one.rm_id, from_branch_id=one.branch_id,
            to_staff_id=to, to_branch_id=to[:2] if to else None, cause="move", moved_by=user,
        )
        for one in whom if one.rm_id != to
    ])  # fmt: skip


def restrict(user: models.User, customer: str, days: int, *, note: bool) -> None:
    """Stop all processing, until a day or until it is lifted; or lift what stopped it."""
    held = models.Suppression.objects.unscoped().filter(customer_id=customer, lifted_at=None)
    if note and held.exists():
        held.update(lifted_at=AT, lifted_by=user)
        return
    ends = None if days % 2 else DAY + dt.timedelta(days=400)
    models.Suppression.objects.create(
        customer_id=customer, kind="restricted" if days % 3 else "complaint_open", starts_on=DAY,
        ends_on=ends,
        recorded_by=user,
    )  # fmt: skip


def widen(user: models.User, customer: str, days: int, *, note: bool) -> None:
    common = {"customer_id": customer, "starts_on": DAY, "ends_on": DAY + dt.timedelta(days=days)}
    if note:
        models.Participant.objects.create(
            **common, staff_id="B1-planner", purpose="planner", reason="plan", invited_by=user
        )
    else:
        models.Participant.objects.unscoped().filter(customer_id=customer).update(ended_at=AT)
        models.DoNotDisturb.objects.create(**common, created_by=user)


def remove(user: models.User, customer: str, days: int, *, note: bool) -> None:
    models.DoNotDisturb.objects.unscoped().filter(customer_id=customer).delete()


def publish(user: models.User, customer: str, days: int, *, note: bool) -> None:
    """Show another night: one customer has another manager or is gone, and the tree may have changed."""
    before = models.Publication.objects.get().current
    night = published.generation(day=before.business_date + dt.timedelta(days=1), current=False)
    with connection.cursor() as cursor:
        for table in ("published_branch", "published_customer"):
            cursor.execute(
                "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
                " AND attname NOT IN ('generation', 'branch_no', 'branch_last')",
                [table],
            )
            names = cursor.fetchone()[0]
            cursor.execute(
                f"INSERT INTO {table} (generation, {names})"
                f" SELECT %s, {names} FROM {table} WHERE generation = %s",
                [night.pk, before.pk],
            )
        shown = models.PublishedCustomer.objects.unscoped().filter(generation=night.pk)
        if days % 4 == 0:
            shown.exclude(customer_id=CUSTOMERS[-1]).filter(customer_id=CUSTOMERS[-2]).delete()
        shown.filter(customer_id=customer).update(rm_id=town.MANAGERS[days % 4], branch_id="B1")
        if note:
            models.PublishedBranch.objects.create(
                generation=night.pk,
                branch_id=f"A{night.pk}",
                name="new",
                level="branch",
                path=[f"A{night.pk}", "H"],
            )
        cursor.execute("SELECT tilth_number_branches(%s, 'published_branch')", [night.pk])
    models.Publication.objects.update(current=night)
    changes.turn(connection.connection, generation=night.pk)


ACTS: dict[str, Callable[..., None]] = {
    act.__name__: act for act in (record, many, void, done, move, restrict, widen, remove, publish)
}
"""Each is one statement or a few, as pages, jobs and people at a prompt write them."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*ACTS, "record", "move", "publish"]),
        st.sampled_from(CUSTOMERS[:5]),
        st.integers(0, 30),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def oracle() -> dict[tuple[str, str], tuple[Any, ...]]:
    """What the lines have to say, told row by row without any SQL of the program."""
    current = models.Publication.objects.get().current_id
    known = {
        one.customer_id: one for one in models.PublishedCustomer.objects.unscoped().filter(generation=current)
    }
    numbers = dict(
        models.PublishedBranch.objects.filter(generation=current).values_list("branch_id", "branch_no")
    )
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for subject, (model, happened, due, still) in KEPT.items():
        for row in model.objects.unscoped():
            if getattr(row, "voided_at", None):
                continue
            whose = known.get(row.customer_id)
            scope = (None, None, False)
            if whose is not None:
                scope = (whose.rm_id, numbers.get(whose.branch_id, 0), whose.restricted)
            day = getattr(row, due) if due else None
            found[subject, str(row.pk)] = (getattr(row, happened), day, still(row), row.customer_id, *scope)
    return found


def written() -> dict[tuple[str, str], tuple[Any, ...]]:
    rows = models.DiaryLine.objects.unscoped().all()
    return {
        (row.subject, row.row_id): (
            row.happened_at, row.due_on, row.open, row.customer_id,
            row.owner_id, row.branch_no, row.restricted,
        )
        for row in rows
    }  # fmt: skip


def test_after_any_history_of_acts_the_diary_is_what_the_records_say(db: None) -> None:
    told = {"histories": 0, "acts": 0, "lines": 0}

    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(steps=STEPS)
    def after(steps: list[Any]) -> None:
        with transaction.atomic():
            user = town.build().users["rm"]
            for name, customer, days, note in steps:
                known = models.PublishedCustomer.objects.unscoped().filter(
                    generation=models.Publication.objects.get().current_id, customer_id=customer
                )
                if known.exists():
                    ACTS[name](user, customer, days, note=note)
                    told["acts"] += 1
            assert written() == oracle()
            assert keeping.compare().sentences == ()
            made = keeping.rebuild()
            assert made.mended == 0
            transaction.set_rollback(True)
        told["histories"] += 1
        told["lines"] += made.lines

    after()
    print(
        f"FIGURE diary: {told['histories']} histories, {told['acts']} acts, {told['lines']} lines made again,"
        " 0 differ"
    )
