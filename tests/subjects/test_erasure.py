"""Erasure of a person: two people decide it, the law comes first, and nobody reads what was written."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction

from subjects.conftest import NOON, As
from support import keys as ring
from support import published
from tilth.data.models import (
    AuditEntry,
    Contact,
    DiaryLine,
    Erasure,
    PublishedCustomer,
    Suppression,
)
from tilth.data.notes import ERASED
from tilth.domain import acts, guards
from tilth.domain.acting import Unclear, Who
from tilth.domain.erasures import hindrances, keys
from tilth.domain.erasures.hindrances import Hindrance
from tilth.domain.records.erasure import ask, decide
from tilth.policy.registry import erasing
from tilth.policy.subjects.erasure import ERASURE, may_go_on
from tilth.vault import persons

MINE = "B1-rm1-c1"
DAY = published.DAY
LONG_AGO = dt.date(2010, 3, 1)


@pytest.mark.parametrize(
    ("ended", "rules", "goes"),
    [
        (dt.date(2016, 11, 19), {"identity"}, dt.date(2026, 11, 20)),
        (dt.date(2016, 2, 29), {"identity", "marketing"}, dt.date(2026, 3, 1)),
        (dt.date(2020, 5, 31), {"marketing"}, dt.date(2022, 6, 1)),
        (dt.date(2020, 5, 31), {"none"}, dt.date(2020, 6, 1)),
    ],
)
def test_the_longest_rule_counts_from_the_end_of_the_relationship(
    ended: dt.date, rules: set[str], goes: dt.date
) -> None:
    assert may_go_on(ended, rules) == goes


def test_what_identifies_somebody_is_taken_and_what_is_summed_stays() -> None:
    taken = erasing.emptied()
    assert {"name", "mobile", "mobile_index", "id_number", "birth_date", "email"} <= {
        *taken["published_customer"]
    }
    assert {"counterparty_name", "memo"} <= {*taken["published_transaction"]}
    assert not {"customer_id", "aum", "rm_id", "tier", "opened_on"} & {*taken["published_customer"]}
    assert erasing.rules() >= {"identity", "dealings"}


@pytest.fixture(autouse=True)
def _keys_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A destroyed key stays destroyed: other tests have other keys."""
    monkeypatch.setattr(settings, "TILTH_KEYRING", ring.put(tmp_path))


@pytest.fixture
def ended(bank: Any) -> None:
    """Let the relationship have ended long ago."""
    rows = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    rows.update(closed_on=LONG_AGO, mobile="sealed", birth_date=LONG_AGO)


@pytest.fixture
def second(bank: Any) -> Any:
    """A colleague of compliance."""
    by = published.user("compliance2", role="compliance", staff_id="H-compliance2")
    return Who(by=by, at=NOON, generation=bank.generation, today=DAY)


def written(as_: As, text: str) -> Contact:
    """A contact in which a manager wrote something down."""
    return Contact.objects.create(
        customer_id=MINE,
        staff_id="B1-rm1",
        user=as_("rm").by,
        contacted_at=NOON,
        contact_on=DAY,
        channel="phone",
        two_way=True,
        outcome="connected",
        purpose="maintain",
        content=text,
        idempotency_key=text,
    )


def stored(row: Any, column: str) -> str:
    """What the database holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return str((cursor.fetchone() or [""])[0])


@pytest.mark.django_db
@pytest.mark.postgres
def test_what_people_write_lies_sealed_and_reads_as_written(as_: As) -> None:
    row = written(as_, "his daughter marries in May")
    lies = stored(row, "content")
    assert lies.startswith(persons.BEGINS)
    assert "daughter" not in lies
    assert Contact.objects.unscoped().get(pk=row.pk).content == "his daughter marries in May"
    history = Contact.pgh_event_model.objects.get(pgh_obj_id=row.pk)  # type: ignore[attr-defined]
    assert history.content == "his daughter marries in May"
    before = lies
    row.save()
    assert stored(row, "content") == before


@pytest.mark.django_db(transaction=False)
@pytest.mark.postgres
@pytest.mark.requirement("GOV-01")
def test_a_decided_erasure_leaves_nothing_to_read(
    as_: As, second: Who, ended: None, django_capture_on_commit_callbacks: Any
) -> None:
    row = written(as_, "his daughter marries in May")
    asked = ask(as_("compliance"), MINE, reason="requested", note="by letter")
    assert PublishedCustomer.objects.unscoped().get(customer_id=MINE).restricted
    with pytest.raises(Unclear, match="Somebody else decides"):
        decide(as_("compliance"), MINE, asked.pk, yes=True)
    with django_capture_on_commit_callbacks(execute=True):
        done = decide(second, MINE, asked.pk, yes=True, answer="verified")
    assert (done.state, done.mark) == ("erased", keys.held().mark(MINE))
    shown = PublishedCustomer.objects.unscoped().get(customer_id=MINE)
    assert (shown.name, shown.name_pinyin, shown.mobile, shown.birth_date) == ("", "", None, None)
    assert Contact.objects.unscoped().get(pk=row.pk).content == ERASED.zh
    assert Erasure.objects.unscoped().get(pk=asked.pk).note == ERASED.zh
    assert not keys.left()
    entry = AuditEntry.objects.unscoped().get(action="erase")
    assert (entry.customer_ids, entry.detail["mark"]) == ([], done.mark)
    assert MINE not in str(entry.detail)
    lines = DiaryLine.objects.unscoped().filter(customer_id=MINE, subject="contact")
    assert lines.get().said["channel"] == "phone"
    assert Contact.objects.unscoped().get(pk=row.pk).channel == "phone"
    # what is written about them later is gone with being written; another customer's words stay
    assert Contact.objects.unscoped().get(pk=written(as_, "again").pk).content == ERASED.zh


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_law_comes_first(as_: As, second: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(as_("compliance"), MINE, reason="purpose")
    with pytest.raises(Unclear, match="relationship has not ended"):
        decide(second, MINE, asked.pk, yes=True)
    rows = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    rows.update(closed_on=DAY - dt.timedelta(days=30))
    with pytest.raises(Unclear, match="keeps the data until 2036"):
        decide(second, MINE, asked.pk, yes=True)
    rows.update(closed_on=LONG_AGO)
    held = Hindrance(sentence="A court holds the data.")
    monkeypatch.setattr(hindrances, "ASKED", (*hindrances.ASKED, lambda _customer, _today: held))
    with pytest.raises(Unclear, match="A court holds"):
        decide(second, MINE, asked.pk, yes=True)
    assert not keys.held().is_erased(MINE)
    assert rows.get().restricted


@pytest.mark.django_db
@pytest.mark.postgres
def test_it_is_asked_for_once_by_compliance_alone_and_may_be_refused(as_: As, second: Who) -> None:
    with pytest.raises(guards.NotAllowedError):
        ask(as_("rm"), MINE, reason="requested")
    asked = ask(as_("compliance"), MINE, reason="requested")
    assert ask(second, MINE, reason="purpose").pk == asked.pk
    assert decide(second, MINE, asked.pk, yes=False, answer="not the person").state == "refused"
    with pytest.raises(Unclear, match="waits for nobody"):
        decide(second, MINE, asked.pk, yes=True)
    again = ask(second, MINE, reason="requested")
    with pytest.raises(IntegrityError, match="erasure_four_eyes"), transaction.atomic():
        Erasure.objects.unscoped().filter(pk=again.pk).update(
            decided_by=second.by, decided_at=NOON, state="erased", mark="x"
        )


@pytest.mark.django_db
@pytest.mark.postgres
def test_what_was_erased_stays_and_so_does_its_restriction(
    as_: As, second: Who, ended: None, django_capture_on_commit_callbacks: Any
) -> None:
    asked = ask(as_("compliance"), MINE, reason="requested")
    with django_capture_on_commit_callbacks(execute=True):
        decide(second, MINE, asked.pk, yes=True)
    with pytest.raises(guards.TooLateError):
        acts.take_back(as_("compliance", minutes=1), ERASURE, MINE, asked.pk)
    with pytest.raises(ProgrammingError, match="stays as it was decided"), transaction.atomic():
        Erasure.objects.unscoped().filter(pk=asked.pk).update(state="asked", decided_at=None, decided_by=None)
    Suppression.objects.unscoped().filter(customer_id=MINE).update(lifted_at=NOON, lifted_by=second.by)
    assert PublishedCustomer.objects.unscoped().get(customer_id=MINE).restricted
