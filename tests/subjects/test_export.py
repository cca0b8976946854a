"""What leaves the house about one customer: everything there is, as its kind of data allows (PIPL 45)."""

import csv
import datetime as dt
import io
import json
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from subjects.conftest import NOON, As
from support import keys, published
from tilth.data import models
from tilth.data.records import columns_of, model_of
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.exports import columns, operations, parts
from tilth.domain.exports.operations import Handed
from tilth.domain.records.gift import give
from tilth.domain.records.memo import note_down
from tilth.jobs import export as command
from tilth.kernel.errors import Refused
from tilth.policy.registry.showing import Show
from tilth.policy.subjects import DECLARED, Subject
from tilth.policy.subjects.gift import GIFT

MINE = "B1-rm1-c1"
FORMULA = "＝HYPERLINK(1)"


def test_every_table_about_customers_is_a_part_or_says_why_not() -> None:
    named = {
        model._meta.db_table
        for model in apps.get_app_config("tilth").get_models()
        if {"customer_id", "from_id"} & {field.column for field in model._meta.concrete_fields}
        and not model._meta.db_table.endswith("_history")
    }
    handed = {one.model._meta.db_table for one in parts.every()}
    assert named == handed | set(parts.LEFT_OUT)
    assert handed & set(parts.LEFT_OUT) == set()
    names = [one.name for one in parts.every()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("channel", ["export", "detail"])
@pytest.mark.parametrize("subject", DECLARED, ids=lambda one: one.name)
def test_no_subject_leaves_its_export_unanswered(subject: Subject, channel: str) -> None:
    shown = columns.columns(subject, channel)
    assert {one.name for one in shown} <= set(columns_of(model_of(subject)))
    assert shown, "nothing of it would leave: the customer's own copy would lack it"
    assert all(one.how is not Show.HIDDEN for one in shown)


def test_columns_follow_from_their_kinds_and_the_channel() -> None:
    exported = {one.name: one.how for one in columns.columns(GIFT, "export")}
    assert exported["value"] is Show.MASKED
    assert not {"note", "kind", "given_on", "id", "voided_at"} & set(exported)
    own = {one.name: one.how for one in columns.columns(GIFT, "detail")}
    assert {own[name] for name in ("value", "note", "kind", "given_on")} == {Show.CLEAR}
    assert columns.columns(GIFT, "detail", role="teller", relation="own") == tuple(
        one for one in columns.columns(GIFT, "detail") if one.kind.cls in ("C1", "none")
    )


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys of the test's own: reasons are sealed."""
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))


def handed(as_: As, *, own: bool, role: str = "compliance") -> tuple[Handed, zipfile.ZipFile]:
    file = io.BytesIO()
    told = operations.customer(as_(role), MINE, why="request", own=own, to=file)
    return told, zipfile.ZipFile(file)


def table(file: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    text = file.read(f"{name}.csv")
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def document(file: zipfile.ZipFile, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read(f"{name}.json"))
    return found


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.usefixtures("bank")
class TestFile:
    """The file of a customer of the town."""

    def test_the_own_copy_has_every_record_in_both_languages(self, as_: As) -> None:
        give(as_("rm"), MINE, kind="meal", value=Decimal(600), given_on=published.DAY, note=FORMULA)
        note_down(as_("rm"), MINE, demand="\t=1+1", due_on=published.DAY)
        told, file = handed(as_, own=True)
        assert file.testzip() is None
        [gift] = table(file, "gift")
        assert (gift["类别 Kind"], gift["金额 Value"], gift["状态 State"]) == (
            "餐叙 Meal",
            "600.00",
            "待审批 Waits for approval",
        )
        assert gift["登记时间 Written at"] == f"{NOON:%Y-%m-%d} 12:00:00"
        assert gift["备注 Note"] == f"'{FORMULA}"
        # what people write is stored without tabs around it, and a formula behind one calculates nowhere
        assert table(file, "memo")[0]["客户诉求 What is wanted"] == "'=1+1"
        read = document(file, "gift")
        assert (read["words"], read["rows"][0]["note"]) == (
            {"en": "Gifts and hospitality", "zh": "礼品与招待"},
            FORMULA,
        )
        assert {one["name"]: one["shown"] for one in read["columns"]}["value"] == "clear"
        [state] = [one for one in read["columns"] if one["name"] == "state"]
        assert state["codes"]["asked"] == {"en": "Waits for approval", "zh": "待审批"}
        [person] = document(file, "customer")["rows"]
        assert person["name"] == f"canary-7f3a-{MINE}"
        assert not {"id_number", "id_index", "mobile_index", "name_pinyin"} & set(person)
        contents = document(file, "contents")
        assert contents["for"] == "the customer"
        assert contents["parts"]["gift"]["rows"] == told.rows["gift"] == 1
        assert {f"{one}.{kind}" for one in told.rows for kind in ("csv", "json")} <= set(file.namelist())
        assert "B2-rm1" not in json.dumps([document(file, name) for name in told.rows])

    def test_for_somebody_else_it_is_masked_as_any_export(self, as_: As) -> None:
        give(as_("rm"), MINE, kind="meal", value=Decimal(600), given_on=published.DAY, note="lunch")
        _, file = handed(as_, own=False)
        [gift] = document(file, "gift")["rows"]
        assert "note" not in gift
        assert gift["value"] not in (600, "600.00")
        [person] = document(file, "customer")["rows"]
        assert person["name"] == "c***"

    def test_what_left_is_noted_by_part_and_its_reason_sealed(self, as_: As) -> None:
        file = io.BytesIO()
        told = operations.customer(as_("compliance"), MINE, why="other: she wrote", own=True, to=file)
        entry = models.AuditEntry.objects.unscoped().filter(action="export").latest("pk")
        assert (entry.customer_ids, entry.subject_type, entry.subject_id) == ([MINE], "customer", MINE)
        assert entry.detail == {"own": True, "rows": told.rows}
        assert entry.why.startswith("other")
        assert "she wrote" not in entry.why

    def test_the_command_leaves_a_file_or_nothing(self, as_: As, tmp_path: Path) -> None:
        place = tmp_path / "mine.zip"
        told = command._written(as_("compliance"), MINE, why="request", own=True, to=place)
        assert zipfile.ZipFile(place).testzip() is None
        assert told.rows["customer"] == 1
        for role, number, said in (
            ("rm", MINE, "may not export customer"),
            ("compliance", "nobody", "There is no customer nobody whom compliance sees"),
        ):
            with pytest.raises(Refused, match=said):
                command._written(as_(role), number, why="request", own=False, to=tmp_path / "other.zip")
        assert [one.name for one in tmp_path.glob("*.zip*")] == ["mine.zip"]

    @pytest.mark.parametrize("role", ["rm", "branch_head", "planner", "audit_admin", "security_admin"])
    def test_nobody_else_takes_it_away(self, as_: As, role: str) -> None:
        with pytest.raises(guards.NotAllowedError, match="may not export customer"):
            handed(as_, own=False, role=role)

    def test_without_a_reason_or_a_customer_there_is_none(self, as_: As) -> None:
        for number, why, error in (
            (MINE, " ", Unclear),
            (MINE, "密码是 83746152", guards.AuthenticationDataError),
            ("nobody", "request", guards.CustomerNotVisibleError),
        ):
            with pytest.raises(error):
                operations.customer(as_("compliance"), number, why=why, own=True, to=io.BytesIO())
        assert not models.AuditEntry.objects.unscoped().filter(action="export").exists()

    def test_two_thousand_rows_are_written_as_they_are_read(self, as_: As) -> None:
        who = as_("compliance")
        night = published.transactions(who.generation, published.DAY)
        models.PublishedTransaction.objects.unscoped().bulk_create(
            models.PublishedTransaction(
                night=night.pk,
                business_date=published.DAY,
                transaction_id=f"T{number:05d}",
                customer_id=MINE,
                holding_id=f"{MINE}-h",
                product_name="活期存款",
                currency="CNY",
                at=dt.datetime.combine(published.DAY, dt.time(10)),
                amount=Decimal(number + 1),
                kind="transfer_in",
            )
            for number in range(2000)
        )
        begin = time.perf_counter()
        told, file = handed(as_, own=True)
        took = time.perf_counter() - begin
        assert told.rows["transaction"] == 2000 == len(table(file, "transaction"))
        size = sum(one.compress_size for one in file.infolist())
        print(f"FIGURE export: 2,000 bookings of one customer in {took:.2f} s, {size // 1024} KiB")
