"""The order by value in the playbook: chosen per bank and per scheme; openings that may be said."""

import pytest

from tilth.kernel.errors import Refused
from tilth.policy import playbook
from tilth.policy.playbook import Playbook

TEXT = playbook.default_text()


def parsed(before: str, after: str) -> Playbook:
    assert before in TEXT
    return playbook.parse(TEXT.replace(before, after, 1), "own.toml")


def test_a_bank_has_the_documents_order_unless_it_says_otherwise() -> None:
    assert not playbook.default().by_value
    assert parsed('order = { value = "document"', 'order = { value = "value"').by_value


def test_a_scheme_in_force_decides_before_the_bank() -> None:
    scheme = '[segments.schemes.four_types]\ncode = "four_types"\n'
    assert parsed(scheme, f'{scheme}order = "value"\n').by_value
    other = '[segments.schemes.seven_segments]\ncode = "seven_segments"\n'
    assert not parsed(other, f'{other}order = "value"\n').by_value


def test_a_playbook_of_before_keeps_its_order_and_gets_the_rest() -> None:
    lines = [line for line in TEXT.splitlines() if not line.startswith("order = {")]
    book = playbook.parse("\n".join(lines), "own.toml")
    assert not book.by_value
    assert book.openings == playbook.default().openings
    assert parsed("by_effort = {", "# by_effort = {").value_order == playbook.default().value_order


@pytest.mark.requirement("PLAN-12", part="prospects, counted apart")
def test_places_are_shared_out_between_new_and_existing() -> None:
    effort = playbook.default().effort
    assert [effort.shared(places) for places in (0, 1, 7, 13, 33, 67)] == [
        *((0, 0), (0, 1), (3, 4)),
        *((5, 8), (13, 20), (27, 40)),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("打算怎么安排", "这款产品保本", "保本"),
        ("I would like to hear first what you plan for it", "it is sure to rise", "sure to"),
        ("{amount}定期{day}到期", "{price}定期{day}到期", "'price', which is none of amount"),
        ('kind = "deposit_maturing", turn = 0', 'kind = "weather", turn = 0', "kind is 'weather'"),
        ('code = "idle_cash_2"', 'code = "idle_cash_1"', "'idle_cash_1' 2 times"),
        ("deposit_maturing = 1, deposit", "weather = 1, deposit", "stakes names 'weather'"),
        ("idle_cash = 7", "salary_grew = 7", "again_days names 'salary_grew'"),
        ('value = ["appointment"]', 'value = ["applause"]', "agreed names 'applause'"),
    ],
)
def test_what_may_not_be_said_or_counted_is_refused_in_a_sentence(before: str, after: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        parsed(before, after)
