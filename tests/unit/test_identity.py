"""A former identity number as the eighteen digits that it became."""

import pytest

from feed.samples import resident_id
from tilth.kernel.identity import as_eighteen


@pytest.mark.parametrize(("birth", "female"), [("19610302", True), ("19991231", False), ("19800229", True)])
def test_fifteen_digits_become_eighteen(birth: str, *, female: bool) -> None:
    whole = resident_id(birth, 7, female=female)
    assert as_eighteen(whole[:6] + whole[8:17]) == whole
    assert as_eighteen(whole) == whole


@pytest.mark.parametrize(
    "number",
    ["", "110101610230011", "110101611302011", "010101610302011", "11010161030201X", "１" * 15, "E12345678"],
)
def test_what_is_no_former_number_stays(number: str) -> None:
    assert as_eighteen(number) == number
