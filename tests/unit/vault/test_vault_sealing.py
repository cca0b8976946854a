"""What is sealed opens in its place only, unchanged only, and under its own key only (C-25, C-26)."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import keys
from support.soak import scale
from tilth.vault import envelope
from tilth.vault.ciphers import Profile
from tilth.vault.errors import KeyMissingError, TamperedError
from tilth.vault.keys import Purpose

MUTATIONS = scale(300, 10_000)
NONCES = scale(20_000, 1_000_000)
PLACE = {"table": "customers", "column": "mobile", "row": "C1"}
RINGS = {profile: keys.made(profile) for profile in Profile}
both = pytest.mark.parametrize("profile", Profile)
names = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)


@both
@settings(max_examples=scale(60, 2_000), deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=300), column=names, row=names)
def test_what_is_sealed_opens(profile: Profile, text: str, column: str, row: str) -> None:
    ring = RINGS[profile]
    sealed = ring.seal(text, table="customers", column=column, row=row)
    assert envelope.read(sealed) is not None
    assert ring.open(sealed, table="customers", column=column, row=row) == text
    assert ring.seal(text, table="customers", column=column, row=row) == sealed


@both
@pytest.mark.parametrize("moved", [{"row": "C2"}, {"column": "phone"}, {"table": "staff"}], ids=str)
def test_a_value_opens_in_no_other_place(profile: Profile, moved: dict[str, str]) -> None:
    sealed = RINGS[profile].seal("13800138000", **PLACE)
    with pytest.raises(TamperedError, match="changed, cut or moved") as told:
        RINGS[profile].open(sealed, **{**PLACE, **moved})
    assert "13800138000" not in str(told.value)


def test_a_row_that_could_be_read_as_another_place_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="control character"):
        keys.RING.seal("13800138000", table="customers", column="mobile", row="C1\x1f138")


def _mutate(sealed: str, dice: random.Random) -> str:
    """Return the value with one thing about it changed."""
    raw = bytearray(envelope.read(sealed)[1])
    kind = dice.randrange(7)
    if kind == 0:
        bit = dice.randrange(8 * len(raw))
        raw[bit // 8] ^= 1 << bit % 8
    elif kind == 1:
        del raw[dice.randrange(1, len(raw)) :]
    elif kind == 2:
        raw += dice.randbytes(dice.randrange(1, 20))
    elif kind == 3:
        raw[0:4] = bytes([dice.randrange(4), dice.randrange(4), dice.randrange(3), dice.randrange(2, 9)])
    elif kind == 4:
        at = dice.randrange(len(sealed))
        other = dice.choice(string.ascii_letters + string.digits + "-_+/= \n张")
        return sealed[:at] + other + sealed[at + 1 :]
    elif kind == 5:
        at = dice.randrange(len(sealed) + 1)
        return sealed[:at] + dice.choice("AZ09=-_ \n") + sealed[at:]
    else:
        raw[4:16], raw[16:28] = raw[16:28], raw[4:16]
    return envelope.written(bytes(raw)).decode()


@both
def test_no_mutation_opens(profile: Profile) -> None:
    ring, dice = RINGS[profile], random.Random(20261123)
    refused = changed = 0
    for number in range(MUTATIONS):
        sealed = ring.seal(f"1380013{number:04d}", **PLACE)
        mutated = _mutate(sealed, dice)
        if mutated == sealed:
            continue
        changed += 1
        try:
            ring.open(mutated, **PLACE)
        except (TamperedError, KeyMissingError):
            refused += 1
    print(f"FIGURE sealed values, {profile}: {changed:,} mutations, {changed - refused} opened")
    assert refused == changed > 0.9 * MUTATIONS


@both
def test_no_nonce_serves_two_messages(profile: Profile) -> None:
    """Neighbouring numbers in neighbouring rows of two columns: all messages differ."""
    ring, seen = RINGS[profile], set()
    count = NONCES if profile is Profile.INTL else NONCES // 10
    for column in ("mobile", "phone"):
        rows = [f"C{number}" for number in range(count // 2)]
        texts = [f"138{number % 1000:08d}" for number in range(count // 2)]
        for one in ring.seal_all(texts, table="customers", column=column, rows=rows):
            seen.add(envelope.read(one.decode())[1][4:16])
    print(f"FIGURE nonces, {profile}: {count:,} messages, {count - len(seen)} repeated")
    assert len(seen) == count


def test_another_ring_does_not_open_it_and_an_unknown_key_is_named() -> None:
    sealed = keys.RING.seal("13800138000", **PLACE)
    with pytest.raises(TamperedError):
        keys.made(salt=1).open(sealed, **PLACE)
    rotated = keys.RING.rotate(Purpose.DATA, Profile.GM, at=keys.MADE)
    newer = rotated.seal("13800138000", **PLACE)
    with pytest.raises(KeyMissingError, match="no key 4"):
        keys.RING.open(newer, **PLACE)
    assert rotated.open(sealed, **PLACE) == rotated.open(newer, **PLACE) == "13800138000"


def test_a_key_of_another_purpose_or_profile_opens_nothing() -> None:
    raw = bytearray(envelope.read(keys.RING.seal("13800138000", **PLACE))[1])
    for changed in ({3: 2}, {1: 2}):
        forged = bytearray(raw)
        for at, value in changed.items():
            forged[at] = value
        with pytest.raises(TamperedError):
            keys.RING.open(envelope.written(bytes(forged)).decode(), **PLACE)


@pytest.mark.parametrize("text", ["", "13800138000", "AQEAAQ", "张伟", "a@b.cn", "A" * 200])
def test_what_was_never_sealed_is_refused(text: str) -> None:
    with pytest.raises(TamperedError):
        keys.RING.open(text, **PLACE)


@pytest.mark.parametrize(
    ("tag", "spellings"),
    [
        (
            "mobile",
            ["13800138000", "138 0013 8000", "+86-13800138000", "0086 13800138000", "１３８００１３８０００"],
        ),
        ("mobile", ["+420601123456", "00420 601 123 456"]),
        ("mobile_tail", ["01065529988", "9988", "010-65529988转8001"]),
        ("number_end", ["01065529988", "65529988", "010-65529988转8001", "021 6552 9988"]),
        ("number_end", ["05718123456", "8123456", "0571-812 3456"]),
        ("number_end", ["13800138000", "00138000", "+86 138 0013 8000"]),
        ("number_end", ["+85291234567", "91234567"]),
        ("number_line", ["02161234567转808", "021-61234567", "02161234567"]),
        ("mobile_tail", ["13800138000", "8000", "+86 138-0013-8000", "８０００"]),
        (
            "id_number",
            ["11010119610302019X", "11010119610302019x", " 110101 19610302 019x ", "110101610302019"],
        ),
    ],
)
def test_one_number_has_one_index_however_it_is_written(tag: str, spellings: list[str]) -> None:
    found = {keys.RING.index(tag, spelling) for spelling in spellings}
    assert len(found) == 1
    assert len(found.pop()) == 22


def test_nothing_to_find_has_no_index() -> None:
    assert keys.RING.index_all("mobile_tail", [None, "", "123", "无"]) == [None] * 4
    assert keys.RING.index("mobile", " ") == ""
    assert keys.RING.indexes("mobile", "") == ()


def test_indexes_differ_by_tag_and_key_and_searching_tries_all_keys() -> None:
    rotated = keys.RING.rotate(Purpose.INDEX, Profile.GM, at=keys.MADE)
    old, new = keys.RING.index("mobile", "13800138000"), rotated.index("mobile", "13800138000")
    assert old != new
    assert rotated.indexes("mobile", "13800138000") == (new, old)
    assert rotated.index_key("mobile", "13800138000", old) == 2
    assert rotated.index_key("mobile", "13800138001", old) is None
    assert keys.RING.index("id_number", "13800138000") != old


def test_a_whole_column_is_what_single_values_are() -> None:
    texts, rows = ["13800138000", None, "a@b.cn", ""], ["C1", "C2", "C3", "C4"]
    column = keys.RING.seal_all(texts, table="customers", column="email", rows=rows)
    single = [
        None if text is None else keys.RING.seal(text, table="customers", column="email", row=row).encode()
        for text, row in zip(texts, rows, strict=True)
    ]
    assert column == single
    numbers = [f"1380000{n % 40:04d}" for n in range(100)]
    one_by_one = [keys.RING.index("mobile_tail", number).encode() for number in numbers]
    assert keys.RING.index_all("mobile_tail", numbers) == one_by_one


def test_a_mark_is_made_by_this_ring_only() -> None:
    ring = keys.RING.rotate(Purpose.HEAD, Profile.GM, at=keys.MADE)
    mark = keys.RING.mark("2026-11-23 17 abc")
    assert ring.is_mark(mark, "2026-11-23 17 abc")
    assert ring.is_mark(ring.mark("x"), "x")
    assert not ring.is_mark(mark, "2026-11-23 18 abc")
    assert not keys.made(salt=1).is_mark(mark, "2026-11-23 17 abc")
    assert not ring.is_mark("x.y", "x")
    with pytest.raises(KeyMissingError, match="no key 4"):
        keys.RING.is_mark(ring.mark("x"), "x")
