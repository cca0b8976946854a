"""What the night reads of a subject follows from its declaration and the engine's table."""

from dataclasses import replace

import pytest

from tilth.connectors.warehouse import extract
from tilth.policy.subjects import DECLARED, Subject
from tilth.policy.subjects.do_not_disturb import DO_NOT_DISTURB
from tilth.policy.subjects.kit import DeclarationError
from tilth.policy.subjects.memo import MEMO
from tilth.policy.subjects.task import TASK
from tilth.ports import operational


def test_every_table_of_the_engine_is_read_once_by_hand_or_by_declaration() -> None:
    declared = extract._declared(DECLARED)
    assert set(declared) & set(extract._BY_HAND) == set()
    assert set(extract.SELECTS) == {table.name for table in operational.TABLES}
    assert len(declared) == len([one for one in DECLARED if one.extract]) >= 6


def test_the_text_is_the_columns_of_the_table_and_the_declared_condition() -> None:
    assert extract._declared([DO_NOT_DISTURB]) == {
        "do_not_disturb": "SELECT id::text AS setting_id, customer_id, channel::text AS channel,"
        " topic::text AS topic, starts_on, ends_on FROM tilth_do_not_disturb"
        " WHERE ends_on IS NULL OR ends_on >= $1::date"
    }


@pytest.mark.parametrize("subject", [MEMO, replace(TASK, extract="true")], ids=lambda one: one.name)
def test_a_subject_without_a_table_of_the_engine_is_refused(subject: Subject) -> None:
    with pytest.raises(DeclarationError, match=r"has no table \w+s, or connectors/warehouse"):
        extract._declared([replace(subject, extract="due_on <= $1::date")])
