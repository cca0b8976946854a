"""A hand-over leaves no open record with somebody who has lost sight of its customer (TRAP-38, ROLE-12)."""

import datetime as dt
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integration.doors import town
from subjects import examples
from subjects.conftest import NOON
from support.acting import who
from tilth.access import scopes
from tilth.data.models import Participant, PublishedCustomer
from tilth.data.records import MODELS, columns_of
from tilth.domain.transfers import operations as transfers
from tilth.policy.subjects import SUBJECTS, Subject
from tilth.policy.subjects.kit import Moves

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FOLLOWING = [one for one in SUBJECTS if one.moves is Moves.FOLLOW]
CUSTOMERS = ("B1-rm1-c1", "B1-rm1-c2", "B1-rm2-c1")
MANAGERS = ("B1-rm1", "B1-rm2")


def written(bank: town.Town, subject: Subject, customer: str, staff: str, **more: Any) -> Any:
    return MODELS[subject.name].objects.create(
        customer_id=customer,
        staff_id=staff,
        made_by=bank.users["rm"],
        made_at=NOON,
        **(examples.row(subject.name, "text") | more),
    )


def move(bank: town.Town, customer: str, to: str | None) -> None:
    transfers.move(
        who(bank.users["branch_head"], bank.generation, NOON),
        customer,
        to_staff_id=to,
        cause="rebalance",
    )


def kept(row: Any) -> str:
    return str(type(row).objects.unscoped().get(pk=row.pk).staff_id)


@pytest.mark.parametrize("subject", FOLLOWING, ids=lambda one: one.name)
def test_what_is_open_goes_along_and_what_is_done_stays(bank: town.Town, subject: Subject) -> None:
    assert subject.due is not None
    done: dict[str, Any] = {subject.due.until: NOON}
    if subject.states:
        done["state"] = list(subject.states)[-1]
    if "decided_by_id" in columns_of(MODELS[subject.name]):
        done |= {"decided_by": bank.users["branch_head"], "decided_at": NOON}
    open_row = written(bank, subject, CUSTOMERS[0], "B1-rm1")
    finished = written(bank, subject, CUSTOMERS[0], "B1-rm1", **done)
    back = written(bank, subject, CUSTOMERS[0], "B1-rm1", voided_at=NOON, voided_by=bank.users["rm"])
    other = written(bank, subject, CUSTOMERS[1], "B1-rm1")
    move(bank, CUSTOMERS[0], "B1-rm2")
    assert [kept(one) for one in (open_row, finished, back, other)] == [
        "B1-rm2",
        "B1-rm1",
        "B1-rm1",
        "B1-rm1",
    ]


def test_whoever_takes_part_keeps_the_own(bank: town.Town) -> None:
    Participant.objects.create(
        customer_id=CUSTOMERS[0],
        staff_id="B1-planner",
        purpose="planner",
        reason="plan",
        invited_by=bank.users["branch_head"],
        starts_on=dt.date(2000, 1, 1),
        ends_on=dt.date(2100, 1, 1),
    )
    rows = [written(bank, one, CUSTOMERS[0], "B1-planner") for one in FOLLOWING]
    move(bank, CUSTOMERS[0], "B1-rm2")
    assert {kept(one) for one in rows} == {"B1-planner"}


def test_nobodys_customer_keeps_them_until_somebody_has_it(bank: town.Town) -> None:
    rows = [written(bank, one, CUSTOMERS[0], "B1-rm1") for one in FOLLOWING]
    move(bank, CUSTOMERS[0], None)
    assert {kept(one) for one in rows} == {"B1-rm1"}
    move(bank, CUSTOMERS[0], "B1-rm2")
    assert {kept(one) for one in rows} == {"B1-rm2"}


def test_the_pages_login_moves_them_and_nobody_else(bank: town.Town) -> None:
    rows = [written(bank, one, CUSTOMERS[0], "B1-rm1") for one in FOLLOWING]
    with transaction.atomic():
        scopes.enter(bank.users["branch_head"], bank.generation, step_down=True)
        move(bank, CUSTOMERS[0], "B1-rm2")
        scopes.regain_privileges()
    assert {kept(one) for one in rows} == {"B1-rm2"}
    scopes.enter(bank.users["wealth"], bank.generation, step_down=True)
    for one in FOLLOWING:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"UPDATE {one.table} SET staff_id = 'B1-rm1'")
    scopes.regain_privileges()


NAMES = [one.name for one in FOLLOWING]
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("write"), st.sampled_from(CUSTOMERS), st.sampled_from([one.name for one in FOLLOWING])
        ),
        st.tuples(st.just("move"), st.sampled_from(CUSTOMERS), st.sampled_from([*MANAGERS, None])),
    ),
    max_size=12,
)


@pytest.mark.requirement("TRAP-38", part="what a manager who leaves may not do")
def test_after_any_hand_overs_no_open_record_is_an_orphan(bank: town.Town) -> None:
    subjects = {one.name: one for one in FOLLOWING}
    told = {"histories": 0, "records": 0, "moves": 0}

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=STEPS)
    def after(steps: list[Any]) -> None:
        rows: list[Any] = []
        with transaction.atomic():
            for what, customer, said in steps:
                owner = _owner(customer)
                if what == "write" and owner is not None:
                    rows.append(written(bank, subjects[said], customer, owner))
                elif what == "move" and said != owner:
                    move(bank, customer, said)
                    told["moves"] += 1
            orphans = [one for one in rows if _owner(one.customer_id) not in (None, kept(one))]
            transaction.set_rollback(True)
        assert orphans == []
        told["histories"] += 1
        told["records"] += len(rows)

    after()
    print(
        f"FIGURE hand-over: {told['histories']} histories, {told['records']} open records of"
        f" {len(FOLLOWING)} subjects, {told['moves']} hand-overs, 0 orphans"
    )


def _owner(customer: str) -> str | None:
    return PublishedCustomer.objects.unscoped().get(customer_id=customer).rm_id
