"""Names are spelled in two parts; the whole reads as if it had been spelled at once."""

from pathlib import Path

import pytest

from support import lakes, spelled
from tilth.connectors.warehouse import pinyin, readings, source, tables

NAMES = (
    *(
        (name, "person")
        for name in ("曾小明", "单于明", "单于", "尉迟恭", "尉迟", "尉明", "长孙", "长孙无忌", "欧阳修")
    ),
    *(
        (name, "person")
        for name in ("重", "丁丁", "", " ", "Anna 李", "阿依古丽·买买提", "𬭎若", "万俟卨", "👨‍👩‍👧明")
    ),
    *((name, "company") for name in ("区块链公司", "单于公司", "曾记茶庄", "重庆银行", "长", "")),
)


def test_every_customer_has_the_pinyin_of_the_whole_name(tmp_path: Path) -> None:
    night = lakes.bank(customers=len(NAMES))
    for customer, (name, kind) in zip(night["feed.customers"], NAMES, strict=True):
        customer |= {"name": name, "kind": kind}
    lake = lakes.write(tmp_path, night)
    values = {"generation": 1, "day": lakes.DAY, "base": "CNY"}
    reader = source.Source(source.paths(lake, lakes.DAY), values=values)
    try:
        with reader.batches(tables.CUSTOMERS) as batches:
            rows = {row["customer_id"]: row for row in batches.read_all().to_pylist()}
    finally:
        reader.close()
    assert len(rows) == len(NAMES)
    for customer, (name, kind) in zip(night["feed.customers"], NAMES, strict=True):
        row = rows[customer["customer_id"]]
        whole = spelled.spell(name, person=kind == "person")
        assert (row["name"], row["name_pinyin"], row["name_initials"]) == (name, *whole)


@pytest.mark.parametrize("surname", pinyin.compound_surnames())
def test_a_compound_surname_by_itself_is_read_as_in_a_name(surname: str) -> None:
    full, initials = spelled.spell(f"{surname}一", person=True)
    alone = readings.surname(surname)
    assert (alone[0][0] + "yi", alone[1][0] + "y") == (full, initials)


def test_every_member_of_staff_has_the_pinyin_of_the_whole_name(tmp_path: Path) -> None:
    night = lakes.bank(customers=1)
    names = [name for name, kind in NAMES if kind == "person" and name.strip()]
    night["feed.staff"] = [
        night["feed.staff"][0] | {"staff_id": f"S{number:03d}", "name": name}
        for number, name in enumerate(names)
    ]
    lake = lakes.write(tmp_path, night)
    values = {"generation": 1, "day": lakes.DAY, "base": "CNY"}
    reader = source.Source(source.paths(lake, lakes.DAY), values=values)
    try:
        with reader.batches(tables.STAFF) as batches:
            rows = batches.read_all().to_pylist()
    finally:
        reader.close()
    assert {row["name"]: row["name_pinyin"] for row in rows} == {
        name: spelled.spell(name, person=True)[0] for name in names
    }
