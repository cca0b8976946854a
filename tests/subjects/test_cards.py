"""A customer's vCard: in clear, with a reason, for whoever may export and unmask, and nothing beside it."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from integration.doors import town
from subjects.conftest import As
from support import keys, published
from tilth.data import models
from tilth.data.models import AuditEntry, PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.exports.cards import card
from tilth.domain.records import contact_point
from tilth.domain.records.memo import note_down

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


@pytest.fixture(autouse=True)
def _reached(bank: town.Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the customer be reached by what the core system and people say; keys of the test's own."""
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    rows = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    rows.update(**keys.sealed(MINE, mobile="13800018001", email="li@example.com"), phone=None, address=None)


def _lines(as_: As) -> list[str]:
    told = card(as_("compliance"), MINE, why="request: to the notary").replace("\r\n ", "")
    return told.split("\r\n")


def test_it_holds_by_what_the_customer_is_reached_and_nothing_else_that_anybody_wrote(as_: As) -> None:
    first = {"kind": "mobile", "place": "work", "value": "13900001234", "first": True}
    contact_point.tell(as_("rm"), MINE, **first, note="after six")
    home = {"kind": "address", "value": "浙江省杭州市西湖区样板路8号", "postcode": "310000"}
    contact_point.tell(as_("rm"), MINE, **home)
    gone = contact_point.tell(as_("rm"), MINE, kind="wechat", value="fang_1980")
    contact_point.outdate(as_("rm"), MINE, gone.pk)
    note_down(as_("rm"), MINE, demand="a secret of hers", due_on=published.DAY)
    told = _lines(as_)
    assert [line for line in told if line.startswith(("TEL", "EMAIL", "ADR", "X-"))] == [
        "TEL;TYPE=cell:+8613800018001",
        "EMAIL;PREF=1:li@example.com",
        'TEL;TYPE="work,cell";PREF=1:+8613900001234',
        "ADR;TYPE=home;PREF=1:;;浙江省杭州市西湖区样板路8号;;;310000;",
    ]
    assert not {"after six", "secret", "fang_1980", "BDAY"} & set(" ".join(told).replace(":", " ").split())
    [noted] = AuditEntry.objects.unscoped().filter(action="export")
    assert noted.detail == {"card": ["address", "email", "mobile"]}
    assert "notary" not in noted.why, "own words of a reason are sealed"


def test_a_number_that_is_marked_wrong_is_left_out(as_: As, bank: town.Town) -> None:
    models.NumberMark.objects.create(
        customer_id=MINE,
        field="mobile",
        number_index=keys.RING.index("mobile", "13800018001"),
        staff_id="B1-rm1",
        user=bank.users["rm"],
        marked_at=as_("rm").at,
    )
    assert not [line for line in _lines(as_) if line.startswith("TEL")]


def test_it_needs_a_reason_and_leaves_nothing_of_whose_data_may_only_be_kept(as_: As) -> None:
    with pytest.raises(Unclear, match="Say why"):
        card(as_("compliance"), MINE, why=" ")
    models.Suppression.objects.create(
        customer_id=MINE, kind="restricted", starts_on=published.DAY, recorded_by=as_("compliance").by
    )
    PublishedCustomer.objects.unscoped().filter(customer_id=MINE).update(restricted=True)
    with pytest.raises(Unclear, match="may only be kept"):
        card(as_("compliance"), MINE, why="request")
    assert AuditEntry.objects.unscoped().filter(action="export").count() == 0


def test_nobody_takes_one_without_the_right_to_export_and_to_unmask(as_: As) -> None:
    for role in town.ROLES:
        if role != "compliance":
            with pytest.raises(guards.NotAllowedError):
                card(as_(role), MINE, why="request")


def test_pages_and_programs_answer_with_the_same_file(as_: As, bank: town.Town) -> None:
    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(bank.users[role])
        return client

    address, asked = f"/api/v1/customers/{MINE}/vcard", {"why": "request"}
    client = signed_in("compliance")
    answer = client.post(address, json.dumps(asked), content_type="application/json")
    page = client.post(f"/customers/{MINE}/export/", {"own": "card", **asked, "more": ""})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/vcard; charset=utf-8")
    assert page["Content-Disposition"] == f'attachment; filename="customer-{MINE}.vcf"'
    without = [[line for line in one.content.split(b"\r\n") if b"REV" not in line] for one in (answer, page)]
    assert without[0] == without[1]
    assert client.post(address, "{}", content_type="application/json").status_code == 422
    refused = signed_in("rm").post(address, json.dumps(asked), content_type="application/json")
    assert (refused.status_code, refused.json()["error"]) == (403, "forbidden")
