"""What people recorded, on its way to the night."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from integration.publish.extracting import D, at, extracted
from support import library, published
from tilth.connectors.warehouse.extract import extract
from tilth.data import models
from tilth.kernel.errors import TilthError
from tilth.ports import operational

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def contact(user: models.User, customer_id: str, moment: dt.datetime, **values) -> models.Contact:
    given = {
        "staff_id": "S1",
        "contact_on": moment.date(),
        "channel": "phone",
        "two_way": True,
        "outcome": "connected",
        "purpose": "greeting",
        "idempotency_key": f"{customer_id} {moment}",
    } | values
    return models.Contact.objects.create(user=user, customer_id=customer_id, contacted_at=moment, **given)


def test_nothing_recorded_gives_empty_typed_files(tmp_path: Path) -> None:
    assert extracted(tmp_path) == {table.name: [] for table in operational.TABLES}


def test_contacts_up_to_the_day_in_bytewise_order(tmp_path: Path) -> None:
    user = published.user("li")
    late = contact(user, "b", at(31, 23))
    early = contact(user, "b", at(30, 9), two_way=False, channel="visit")
    capital = contact(user, "Z", at(31, 0))
    contact(user, "a", at(31, 23) + dt.timedelta(hours=2))
    rows = extracted(tmp_path)["contacts"]
    assert [row["contact_id"] for row in rows] == [str(capital.id), str(early.id), str(late.id)]
    assert rows[1] == {
        "contact_id": str(early.id),
        "customer_id": "b",
        "staff_id": "S1",
        "contact_on": dt.date(2026, 3, 30),
        "channel": "visit",
        "two_way": False,
        "purpose": "greeting",
        "outcome": "connected",
    }


def test_settings_in_force_on_the_day_or_later(tmp_path: Path) -> None:
    user = published.user("li")
    for name, starts, ends in (("ended", 1, 30), ("ends", 1, 31), ("open", 1, None)):
        models.DoNotDisturb.objects.create(
            customer_id=name,
            starts_on=dt.date(2026, 3, starts),
            ends_on=ends and dt.date(2026, 3, ends),
            created_by=user,
        )
    models.DoNotDisturb.objects.create(
        customer_id="next",
        channel="phone",
        topic="new_product",
        starts_on=dt.date(2026, 4, 2),
        created_by=user,
    )
    rows = extracted(tmp_path)["do_not_disturb"]
    assert [(row["customer_id"], row["channel"], row["topic"]) for row in rows] == [
        ("ends", "any", ""),
        ("next", "phone", "new_product"),
        ("open", "any", ""),
    ]


def clearance(user: models.User, customer_id: str, moment: dt.datetime) -> models.Clearance:
    return models.Clearance.objects.create(
        user=user,
        customer_id=customer_id,
        staff_id="S1",
        channel="phone",
        purpose="greeting",
        given_at=moment,
        given_on=moment.date(),
        valid_until=moment + dt.timedelta(minutes=30),
    )


def test_clearances_that_no_contact_has_used_up_to_the_day(tmp_path: Path) -> None:
    user = published.user("li")
    used, late, unused = (clearance(user, name, at(31, 20)) for name in ("used", "late", "unused"))
    contact(user, "used", at(31, 21), clearance=used)
    contact(user, "late", at(31, 23) + dt.timedelta(hours=2), clearance=late)
    clearance(user, "tomorrow", at(31, 23) + dt.timedelta(hours=2))
    rows = extracted(tmp_path)["clearances"]
    assert [(row["clearance_id"], row["customer_id"]) for row in rows] == [
        (str(late.id), "late"),
        (str(unused.id), "unused"),
    ]
    assert {row["given_on"] for row in rows} == {D}


def test_stops_in_force_on_the_day_or_later_that_nobody_lifted(tmp_path: Path) -> None:
    user = published.user("li")
    lifted = {"lifted_at": at(31, 9), "lifted_by": user}
    for name, ends, more in (
        ("ended", 30, {}),
        ("ends", 31, {}),
        ("open", None, {}),
        ("lifted", None, lifted),
    ):
        models.Suppression.objects.create(
            customer_id=name,
            kind="bereaved",
            starts_on=dt.date(2026, 3, 1),
            ends_on=ends and dt.date(2026, 3, ends),
            recorded_by=user,
            **more,
        )
    rows = extracted(tmp_path)["suppressions"]
    assert [(row["customer_id"], row["kind"], row["ends_on"]) for row in rows] == [
        ("ends", "bereaved", D),
        ("open", "bereaved", None),
    ]


def consent(user: models.User, channel: str, decision: str, moment: dt.datetime, **more: str) -> None:
    text = "marketing-1" if decision == "granted" else ""
    given = {"customer_id": "a", "purpose": "marketing", "text_version": text} | more
    models.Consent.objects.create(
        channel=channel, decision=decision, decided_at=moment, recorded_by=user, **given
    )


def test_the_latest_decision_about_marketing_per_channel(tmp_path: Path) -> None:
    user = published.user("li")
    consent(user, "phone", "refused", at(1, 9))
    consent(user, "phone", "granted", at(2, 9))
    consent(user, "phone", "withdrawn", at(31, 23) + dt.timedelta(hours=2))
    consent(user, "sms", "granted", at(3, 9))
    consent(user, "sms", "refused", at(3, 9))
    consent(user, "any", "refused", at(31, 23), purpose="greeting")
    rows = extracted(tmp_path)["consents"]
    assert [(row["channel"], row["decision"], row["text_version"], row["decided_on"]) for row in rows] == [
        ("phone", "granted", "marketing-1", dt.date(2026, 3, 2)),
        ("sms", "refused", "", dt.date(2026, 3, 3)),
    ]


def test_suitable_weekdays_sorted_and_each_once(tmp_path: Path) -> None:
    user = published.user("li")
    for name, weekdays in (("a", (5, 2, 5)), ("b", ())):
        windows = [{"weekday": day, "from": "09:00", "until": "12:00"} for day in weekdays]
        models.ContactPreference.objects.create(customer_id=name, windows=windows, recorded_by=user)
    rows = extracted(tmp_path)["preferences"]
    assert rows == [{"customer_id": "a", "weekdays": ["2", "5"]}, {"customer_id": "b", "weekdays": []}]


@pytest.fixture
def unguarded() -> Iterator[None]:
    """Let transfers be recorded although nothing is published: the trigger would look for the customer."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tilth_transfer DISABLE TRIGGER tilth_apply_transfer")
        yield
        cursor.execute("ALTER TABLE tilth_transfer ENABLE TRIGGER tilth_apply_transfer")


@pytest.mark.usefixtures("unguarded")
def test_every_manager_whom_the_feed_may_still_name_leads_to_the_last_one(tmp_path: Path) -> None:
    user = published.user("li")
    moves = {
        "once": [("S1", "S2", "B2")],
        "twice": [("S1", "S2", "B2"), ("S2", "S3", None)],
        "back": [("S1", "S2", None), ("S2", "S1", None)],
        "feed came between": [("S1", "S2", None), ("S9", None, None)],
        "nobody's": [(None, "S1", None)],
    }
    for name, steps in moves.items():
        for before, after, branch in steps:
            models.Transfer.objects.create(
                customer_id=name,
                from_staff_id=before,
                from_branch_id="B1",
                to_staff_id=after,
                to_branch_id=branch,
                cause="request",
                moved_by=user,
            )
    found = [tuple(row.values()) for row in extracted(tmp_path)["transfers"]]
    assert found == [
        ("back", "S1", "S1", None),
        ("back", "S2", "S1", None),
        ("feed came between", "S9", None, None),
        ("nobody's", None, "S1", None),
        ("once", "S1", "S2", "B2"),
        ("twice", "S1", "S3", "B2"),
        ("twice", "S2", "S3", "B2"),
    ]


def test_confirmed_segments_and_agreed_intervals_up_to_the_day(tmp_path: Path) -> None:
    user = published.user("li")
    for name, moment in (("in", at(31, 23)), ("out", at(31, 23) + dt.timedelta(hours=2))):
        models.SegmentAssignment.objects.create(
            customer_id=name, scheme="four_types", segment="x", confirmed_by=user, confirmed_at=moment
        )
        models.CadenceAgreement.objects.create(
            customer_id=name, days=9, agreed_on=moment.date(), recorded_by=user
        )
    models.SegmentAssignment.objects.create(
        customer_id="left to the rules",
        scheme="four_types",
        segment="",
        confirmed_by=user,
        confirmed_at=at(30, 9),
    )
    rows = extracted(tmp_path)
    assert rows["segment_assignments"] == [{"customer_id": "in", "scheme": "four_types", "segment": "x"}]
    assert rows["cadence_agreements"] == [{"customer_id": "in", "days": 9}]


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TilthError, match="Reading contacts and settings") as told:
        extract(url=f"postgresql://x@/x?host={tmp_path}", day=D, items=(), out=lambda name: tmp_path / name)
    assert "\n" not in str(told.value)


def test_reasons_closed_up_to_the_day_and_not_taken_back(tmp_path: Path) -> None:
    user = published.user("li")
    moments = {"closed": at(31, 23), "before": at(30, 9), "tomorrow": at(31, 23) + dt.timedelta(hours=2)}
    for name, moment in moments.items():
        models.ReasonClosure.objects.create(
            event_id=f"e-{name}",
            customer_id=name,
            kind="large_outflow",
            staff_id="S1",
            user=user,
            reason="declined",
            business_date=dt.date(2026, 3, 27),
            closed_at=moment,
            idempotency_key=name,
        )
    undone = models.ReasonClosure.objects.unscoped().get(customer_id="before")
    assert [row["customer_id"] for row in extracted(tmp_path)["reason_closures"]] == ["before", "closed"]
    undone.voided_at, undone.voided_by = at(30, 10), user
    undone.save()
    assert extracted(tmp_path)["reason_closures"] == [
        {"event_id": "e-closed", "customer_id": "closed", "closed_on": dt.date(2026, 3, 31)}
    ]


def kept(user: models.User, customer_id: str, kind: str, done: dt.datetime | None, **values) -> models.Task:
    return models.Task.objects.create(
        user=user,
        customer_id=customer_id,
        staff_id="S1",
        kind=kind,
        due_on=D,
        made_at=at(1, 9),
        done_at=done,
        **values,
    )


def test_the_latest_day_on_which_a_promise_was_kept(tmp_path: Path) -> None:
    user = published.user("li")
    kept(user, "twice", "task", at(5, 9))
    kept(user, "twice", "task", at(7, 23))
    kept(user, "twice", "task", at(31, 23) + dt.timedelta(hours=2))
    kept(user, "came", "appointment", at(6, 9), came="came")
    kept(user, "stayed away", "appointment", at(6, 9), came="did_not_come")
    kept(user, "put off", "call", at(6, 9))
    kept(user, "open", "task", None)
    rows = extracted(tmp_path)["kept_promises"]
    assert rows == [
        {"customer_id": "came", "kept_on": dt.date(2026, 3, 6)},
        {"customer_id": "twice", "kept_on": dt.date(2026, 3, 7)},
    ]


def test_an_opening_is_read_from_its_approval_to_the_day_it_is_taken_out(tmp_path: Path) -> None:
    zhou, wu = (published.user(name, role="marketing", staff_id=name) for name in ("zhou", "wu"))
    after = at(31, 23) + dt.timedelta(hours=2)
    for name, done, moment in (
        ("draft", "draft", at(5, 9)),
        ("sent", "sent", at(5, 9)),
        ("said", "sent approved", at(31, 23)),
        ("too late", "sent approved", after),
        ("taken out", "sent approved ended", at(31, 9)),
    ):
        library.kept(zhou, done, by=wu, at=moment, owner=name)
    later = library.kept(zhou, "sent approved", by=wu, at=at(30, 9), about="birthday", turn=1)
    models.LibraryEntry.objects.filter(pk=later.pk).update(
        ended_at=at(31, 23) + dt.timedelta(hours=2), ended_by=wu
    )
    library.kept(zhou, "sent approved", by=wu, at=at(30, 9), kind="question", manner="open")
    rows = extracted(tmp_path)["library_openings"]
    said = models.LibraryEntry.objects.get(owner="said")
    assert sorted(row["opening"] for row in rows) == sorted(f"own_{one.pk.hex}" for one in (said, later))
    (row,) = [row for row in rows if row["about"] == "birthday"]
    assert row == {
        "opening": f"own_{later.pk.hex}",
        "about": "birthday",
        "turn": 1,
        "tone": "care",
        "history": "any",
        "segment": "",
        "valid_from": dt.date(2026, 1, 1),
        "valid_until": None,
    }


def test_a_merged_number_names_the_one_that_stays_last(tmp_path: Path) -> None:
    generation, user = published.generation(), published.user("li")
    for number in ("c1", "c2", "c3", "c4"):
        published.customer(generation, number)
    undone = {"undone_at": at(30, 10), "undone_by": user}
    for merged, survivor in (("c3", "c2"), ("c2", "c1"), ("c4", "c1")):
        made = models.Merge.objects.create(
            customer_id=survivor, merged_id=merged, cause="same_document", made_by=user, made_at=at(30, 9)
        )
    for name, value in undone.items():
        setattr(made, name, value)
    made.save(update_fields=list(undone))
    rows = extracted(tmp_path)["merges"]
    assert rows == [{"customer_id": "c2", "survivor_id": "c1"}, {"customer_id": "c3", "survivor_id": "c1"}]
