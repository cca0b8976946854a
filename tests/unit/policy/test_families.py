"""Which people are one household."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.policy.network.families import COUPLE, ELDER, YOUNGER, households

_BACK = {COUPLE: COUPLE, ELDER: YOUNGER, YOUNGER: ELDER}
Ties = list[tuple[str, str, str]]


def both(*ties: tuple[str, str, str]) -> Ties:
    return [*ties, *((other, one, _BACK[how]) for one, other, how in ties)]


@pytest.mark.requirement("PROF-23")
@pytest.mark.parametrize(
    ("ties", "homes"),
    [
        ([("a", "b", COUPLE), ("a", "c", YOUNGER)], {"a": "abc"}),
        ([("a", "b", COUPLE), ("a", "c", YOUNGER), ("c", "d", COUPLE)], {"a": "ab", "c": "cd"}),
        ([("m", "a", YOUNGER), ("a", "b", COUPLE)], {"a": "abm"}),
        (
            [("m", "a", YOUNGER), ("a", "b", COUPLE), ("m", "c", YOUNGER), ("c", "d", COUPLE)],
            {"a": "abm", "c": "cd"},
        ),
        ([("f", "g", COUPLE), ("m", "c", YOUNGER), ("f", "c", YOUNGER)], {"f": "cfg", "m": "m"}),
        ([("a", "b", ELDER), ("b", "c", ELDER), ("c", "a", ELDER)], {"a": "abc"}),
        ([("a", "b", COUPLE), ("a", "c", COUPLE)], {"a": "ab", "c": "c"}),
        ([("a", "a", COUPLE), ("a", "x", COUPLE)], {"a": "ax"}),
    ],
)
def test_who_lives_together(ties: Ties, homes: dict[str, str]) -> None:
    people = {end for one, other, _how in ties for end in (one, other)}
    found = households(people, both(*ties))
    for one, members in homes.items():
        assert "".join(sorted(person for person in people if found[person] == found[one])) == members


_TIES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from([*_BACK])), max_size=10
)


@given(_TIES, st.sampled_from("abcdef"))
def test_whoever_is_hidden_changes_nothing(ties: Ties, hidden: str) -> None:
    seen = set("abcdef") - {hidden}
    without = [one for one in ties if hidden not in one[:2]]
    assert households(seen, both(*ties)) == households(seen, both(*without))
