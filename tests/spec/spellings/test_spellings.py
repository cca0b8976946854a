"""The table of spellings, typed by four roles: who sees somebody finds them; parts of numbers stay home."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from spec.spellings.names import FORMS, NAMES, NUMBERS
from support import keys, lakes, published
from support.standing import Begin
from tilth.access import reads
from tilth.connectors.warehouse import source, tables
from tilth.data import models
from tilth.domain.customers import quick, search

_SEARCHED = ("name", "name_pinyin", "name_pinyin_2", "name_pinyin_3", "name_initials", "name_initials_2")
_SEARCHED += (
    "name_initials_3",
    "name_readings",
    "name_key",
    "kind",
    "mobile",
    "mobile_index",
    "mobile_end_index",
)
_SEARCHED += (
    "mobile_tail_index",
    "phone",
    "phone_index",
    "phone_line_index",
    "phone_end_index",
    "phone_tail_index",
)
_MUST_TELL = ("compliance",)
"""Who sees the whole bank names somebody: a text that could be many is refused, and says so."""
ROLES = {"rm": "S1", "branch_head": "H1", "region_head": "R1", "compliance": "K1"}


@dataclass(frozen=True)
class Spelled:
    """A published bank of the table's people, and who looks for them."""

    generation: models.Generation
    users: dict[str, models.User]
    people: dict[str, str]
    """Name or number → customer."""


def _company(name: str) -> bool:
    return name.endswith(("公司", "支行"))


def _rows() -> Iterator[dict[str, object]]:
    """Yield what the night makes of the table's names and numbers."""
    night = lakes.bank(customers=len(NAMES) + len(NUMBERS))
    for customer, (place, wanted) in zip(night["feed.customers"], enumerate([*NAMES, *NUMBERS]), strict=True):
        customer |= {"name": wanted, "kind": "company" if _company(wanted) else "person", "mobile": None}
        if wanted in NUMBERS:
            column = "mobile" if wanted.startswith(("1", "+")) else "phone"
            customer |= {"name": f"号客{place}", column: wanted}
    lake = lakes.write(Path(settings.TILTH_DATA), night)
    values = {"generation": 1, "day": lakes.DAY, "base": "CNY"}
    reader = source.Source(source.paths(lake, lakes.DAY), values=values)
    try:
        with reader.batches(tables.CUSTOMERS) as batches:
            yield from sorted(batches.read_all().to_pylist(), key=lambda row: str(row["customer_id"]))
    finally:
        reader.close()


def _build() -> Spelled:
    generation = published.generation()
    for branch, path in {"B1": ["B1", "R", "T"], "R": ["R", "T"], "B2": ["B2", "T"], "T": ["T"]}.items():
        published.branch(generation, branch, path=path)
    published.staff(generation, "S1", branch_id="B1")
    for role, staff, branch in (("branch_head", "H1", "B1"), ("branch_head", "R1", "R")):
        published.staff(generation, staff, branch_id=branch, role=role)
    people = {}
    for row, wanted in zip(_rows(), [*NAMES, *NUMBERS], strict=True):
        given = {name: row[name] for name in _SEARCHED}
        made = published.customer(generation, str(row["customer_id"]), aum=Decimal(len(people)), **given)
        people[wanted] = made.customer_id
    users = {role: published.user(role, role=role, staff_id=staff) for role, staff in ROLES.items()}
    return Spelled(generation=generation, users=users, people=people)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, standing: Begin[Spelled]) -> Spelled:
    monkeypatch.setattr(settings, "TILTH_DATA", tmp_path)
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    monkeypatch.setattr(quick, "QUICK", 200)
    # the number is part of the read as it is compiled: other tests keep theirs
    monkeypatch.setattr(quick, "_met", reads.scoped(quick._met.__wrapped__))
    return standing(_build)


def _found(bank: Spelled, role: str, text: str) -> tuple[set[str], str]:
    found = quick.quick(bank.users[role], bank.generation, text=text)
    return {hit.customer_id for hit in found.people}, found.refused


def _typed() -> list[tuple[str, str]]:
    forms = [(name, change(name)) for name in NAMES if len(name) < 50 for change in FORMS.values()]
    return [*((name, text) for name, texts in NAMES.items() for text in texts), *forms]


@pytest.mark.parametrize("role", ROLES)
def test_every_spelling_finds_its_person(bank: Spelled, role: str) -> None:
    typed = _typed()
    assert len(typed) >= 300
    missed, refused = [], 0
    for name, text in typed:
        found, why = _found(bank, role, text)
        if why and role in _MUST_TELL:
            refused += 1
        elif bank.people[name] not in found:
            missed.append((name, text))
    assert missed == []
    told = len(typed) - refused
    print(f"FIGURE spellings: {role}: {told} of {len(typed)} texts find, {refused} are too short")


@pytest.mark.parametrize("role", ROLES)
def test_numbers_are_found_whole_everywhere_and_in_part_in_the_own_book(bank: Spelled, role: str) -> None:
    asked = [
        (number, text, kind) for number, typed in NUMBERS.items() for kind in typed for text in typed[kind]
    ]
    wrong = [
        (number, text, kind)
        for number, text, kind in asked
        if (bank.people[number] in _found(bank, role, text)[0]) != (kind == "whole" or role == "rm")
    ]
    assert wrong == []


def test_in_a_large_branch_the_likeliest_readings_are_found(
    bank: Spelled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "READ", 0)
    for name in ("单雪晴", "王重阳", "欧阳达晟", "吕小九", "John Smith", "𠮷𬎆"):
        for text in NAMES[name]:
            found, _ = _found(bank, "region_head", text)
            assert bank.people[name] in found, text
            assert quick.quick(bank.users["region_head"], bank.generation, text=text).cut, text


def test_the_whole_bank_is_searched_by_two_characters_of_any_plane(bank: Spelled) -> None:
    for text in ("张𬎆", "𠮷𬎆", "龚\ue863", "김철수", "محمد علي", "Сергей", "买买提艾力"):
        assert _found(bank, "compliance", text)[1] == "", text
    for text in ("张", "zy", "علي", "9988"):
        assert _found(bank, "compliance", text)[1] == "needs_key", text


@pytest.mark.parametrize(
    "sign", ["张", "a", "1", " ", "·", "\u0301", "ب", "가", "\ue000", "%", "-", "\U0001f600"]
)
def test_a_search_of_ten_thousand_signs_is_answered(bank: Spelled, sign: str) -> None:
    for role in ROLES:
        found, why = _found(bank, role, sign * 10_000)
        assert found == set() or sign == "a"
        assert why in ("", "needs_key", "only_wildcards")
