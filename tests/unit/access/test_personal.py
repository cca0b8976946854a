"""What becomes of a value whose key is gone, or that was meddled with: a dash, and the page goes on."""

from pathlib import Path

import pytest
from django.conf import settings

from support import keys
from tilth.access import personal
from tilth.access.scopes import Scope
from tilth.data import models

OWN = Scope(user=1, generation=1, role="rm", staff_id="S1", kind="own", managers=("S1",))


def row(**values: str) -> models.PublishedCustomer:
    given = {"customer_id": "C1", "rm_id": "S1", "branch_id": "B1", "name": "张三"} | values
    return models.PublishedCustomer(**given)


def sealed(column: str, text: str, *, customer_id: str = "C1") -> str:
    return keys.RING.seal(text, table="customers", column=column, row=customer_id)


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    return tmp_path


def test_a_number_is_masked_and_opened_only_on_purpose(ring: Path) -> None:
    mobile = sealed("mobile", "13812348000")
    assert personal.show(row(mobile=mobile), OWN, "list").mobile == "138****8000"
    assert personal.number(row(mobile=mobile), "mobile") == "13812348000"


def test_a_value_without_its_key_is_a_dash(
    ring: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    mobile = sealed("mobile", "13812348000")
    elsewhere = tmp_path_factory.mktemp("other")
    rotated = keys.RING.rotate("data", "intl").without(keys.RING.active("data").id)
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(elsewhere, rotated))
    shown = personal.show(row(mobile=mobile), OWN, "list")
    assert (shown.mobile, shown.name) == (personal.UNREADABLE, "张三")


def test_a_value_from_another_row_is_a_dash(ring: Path) -> None:
    foreign = sealed("mobile", "13812348000", customer_id="C2")
    assert personal.show(row(mobile=foreign), OWN, "detail").mobile == personal.UNREADABLE
