"""How each kind of data is shown: cell by cell where people would look, and over the whole matrix."""

import itertools

import pytest

from tilth.policy import roles
from tilth.policy.registry import KINDS, showing
from tilth.policy.registry.showing import CHANNELS, RELATIONS, Show, how, show

CLEAR, MASKED, HIDDEN = Show.CLEAR, Show.MASKED, Show.HIDDEN


@pytest.mark.parametrize(
    ("role", "relation", "channel", "kind", "expected"),
    [
        ("rm", "own", "list", "customer_name", CLEAR),
        ("rm", "own", "search", "customer_name", CLEAR),
        ("rm", "own", "export", "customer_name", MASKED),
        ("rm", "own", "log", "customer_name", HIDDEN),
        ("rm", "own", "error", "customer_name", HIDDEN),
        ("rm", "invited", "list", "customer_name", MASKED),
        ("supervisor", "team", "detail", "customer_name", MASKED),
        ("branch_head", "branch", "search", "customer_name", MASKED),
        ("compliance", "bank", "api", "customer_name", MASKED),
        ("rm", "own", "list", "phone", MASKED),
        ("rm", "own", "detail", "phone", MASKED),
        ("rm", "own", "detail", "email", MASKED),
        ("rm", "own", "detail", "address", MASKED),
        ("rm", "own", "detail", "birth_date", MASKED),
        ("rm", "own", "detail", "age", CLEAR),
        ("supervisor", "team", "detail", "age", MASKED),
        ("rm", "own", "detail", "gender", CLEAR),
        ("rm", "own", "list", "gender", HIDDEN),
        ("compliance", "bank", "detail", "gender", HIDDEN),
        ("rm", "own", "detail", "account_number", MASKED),
        ("rm", "own", "list", "amount", CLEAR),
        ("branch_head", "branch", "list", "amount", CLEAR),
        ("branch_head", "branch", "export", "amount", MASKED),
        ("planner", "invited", "detail", "note", CLEAR),
        ("planner", "own", "detail", "note", HIDDEN),
        ("teller", "own", "detail", "amount", HIDDEN),
        ("rm", "own", "list", "note", HIDDEN),
        ("rm", "own", "list", "staff_name", CLEAR),
        ("rm", "own", "list", "customer_number", CLEAR),
        ("rm", "own", "log", "customer_number", CLEAR),
        ("nobody", "own", "list", "customer_name", HIDDEN),
        ("rm", "own", "telegram", "customer_name", HIDDEN),
    ],
)
def test_cells(role: str, relation: str, channel: str, kind: str, expected: Show) -> None:
    assert how(role, relation, channel, kind) is expected
    assert how(role, relation, channel, KINDS[kind]) is expected


def _matrix():
    return itertools.product(roles.CODES, RELATIONS, CHANNELS, KINDS.values())


def test_logs_and_errors_carry_what_is_loggable_and_nothing_else() -> None:
    for role, relation, channel, kind in _matrix():
        if channel in ("log", "error"):
            assert how(role, relation, channel, kind) is (CLEAR if kind.loggable else HIDDEN)


def test_numbers_of_identity_digests_and_passwords_are_shown_nowhere() -> None:
    for role, relation, channel, kind in _matrix():
        if kind.code in ("id_number", "blind_index", "name_search", "password_digest", "payload"):
            assert how(role, relation, channel, kind) is HIDDEN


def test_what_lies_sealed_is_never_shown_in_clear() -> None:
    for role, relation, channel, kind in _matrix():
        if kind.encrypted or kind.code in ("birth_date", "account_number"):
            assert how(role, relation, channel, kind) is not CLEAR


@pytest.mark.requirement("GOV-06", part="cases told without names")
def test_an_export_carries_no_customer_data_in_clear() -> None:
    for role, relation, _channel, kind in _matrix():
        if kind.cls == "C2":
            assert how(role, relation, "export", kind) is not CLEAR


def test_others_never_see_more_than_the_owner() -> None:
    order = [HIDDEN, MASKED, CLEAR]
    for role, relation, channel, kind in _matrix():
        assert order.index(how(role, relation, channel, kind)) <= order.index(how("rm", "own", channel, kind))


def test_a_mask_that_hides_is_never_called_masked() -> None:
    for role, relation, channel, kind in _matrix():
        if how(role, relation, channel, kind) is MASKED:
            assert kind.mask not in ("hidden", "clear")


def test_values_are_shown_as_decided() -> None:
    assert show("张三", CLEAR, "customer_name") == "张三"
    assert show("张三", MASKED, "customer_name") == "张*"
    assert show("张三", HIDDEN, KINDS["customer_name"]) == ""
    assert show(None, CLEAR, "customer_name") == ""


def test_only_what_has_a_mask_of_its_own_can_be_unmasked() -> None:
    assert {kind for kind in showing.UNMASKABLE if KINDS[kind].mask in ("hidden", "clear")} == set()
    assert "id_number" not in showing.UNMASKABLE
