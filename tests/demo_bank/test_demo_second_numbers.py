"""Second customer numbers planted in the demo bank are found, and the twins are two (IDN-02)."""

from pathlib import Path
from typing import Any

import pytest
from pypinyin import lazy_pinyin

from demo_bank.conftest import MadeBank
from tilth.connectors.linkage import people, scan
from tilth.policy import playbook
from tilth.policy.duplicates.evidence import Known
from tilth.policy.subjects.duplicate import DuplicateRules


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_second_numbers_are_found_and_twins_are_two(each_bank: MadeBank, tmp_path: Path) -> None:
    rows = each_bank.rows(each_bank.plan.feeds[-1], "customers")
    people.of_known(map(_known, rows), tmp_path / scan.PEOPLE)
    found = {(one.customer_id, one.other_id) for one in scan.pairs(tmp_path, _rules())}
    planted = each_bank.truth["second_numbers"]
    assert found == {tuple(pair) for pair in planted["one_person"]}


def _rules() -> DuplicateRules:
    return playbook.default().of(DuplicateRules)


def _known(row: dict[str, Any]) -> Known:
    return Known(
        customer_id=str(row["customer_id"]),
        kind=str(row["kind"]),
        name=str(row["name"]),
        pinyin="".join(lazy_pinyin(str(row["name"]))),
        document=row["id_number"],
        document_kind=row["id_type"],
        mobile=row["mobile"],
        landline=row["phone"],
        birthday=row["birth_date"],
        gender=row["gender"],
        employer=row["employer"],
        branch=row["branch_id"],
    )
