"""What people recorded, on its way to the night."""

import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection

from support import published
from tilth.connectors.warehouse.extract import extract
from tilth.data import models
from tilth.kernel.errors import TilthError
from tilth.lake.arrow import arrow_schema
from tilth.ports import operational

D = dt.date(2026, 3, 31)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def extracted(tmp_path: Path, day: dt.date = D) -> dict[str, list[dict]]:
    settings = connection.settings_dict
    url = f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"
    extract(url=url, day=day, out=lambda table: tmp_path / f"{table}.parquet")
    tables = {table.name: pq.read_table(tmp_path / f"{table.name}.parquet") for table in operational.TABLES}
    for name, table in tables.items():
        assert table.schema == arrow_schema(operational.BY_NAME[name])
    return {name: table.to_pylist() for name, table in tables.items()}


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=8)))


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


def test_nothing_recorded_gives_four_empty_typed_files(tmp_path: Path) -> None:
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
        customer_id="next", channel="phone", starts_on=dt.date(2026, 4, 2), created_by=user
    )
    rows = extracted(tmp_path)["do_not_disturb"]
    assert [(row["customer_id"], row["channel"]) for row in rows] == [
        ("ends", "any"),
        ("next", "phone"),
        ("open", "any"),
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
    rows = extracted(tmp_path)
    assert rows["segment_assignments"] == [{"customer_id": "in", "scheme": "four_types", "segment": "x"}]
    assert rows["cadence_agreements"] == [{"customer_id": "in", "days": 9}]


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TilthError, match="Reading contacts and settings") as told:
        extract(url=f"postgresql://x@/x?host={tmp_path}", day=D, out=lambda name: tmp_path / name)
    assert "\n" not in str(told.value)
