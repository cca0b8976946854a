"""Comparing all customers: as the slow reading says, planted pairs are found, killed it goes on."""

from dataclasses import replace
from pathlib import Path

import pytest

from linkage.planted import SOUNDS, Town, town
from reference import duplicates as slow
from tilth.connectors.linkage import people, scan
from tilth.policy import playbook
from tilth.policy.duplicates.evidence import Known, Pair
from tilth.policy.subjects.duplicate import DuplicateRules

RULES = playbook.default().of(DuplicateRules)


def found(made: Town, folder: Path, rules: DuplicateRules = RULES) -> list[Pair]:
    people.of_known(made.people, folder / scan.PEOPLE)
    return list(scan.pairs(folder, rules))


@pytest.mark.requirement("IDN-02", part="the referral form")
@pytest.mark.parametrize("seed", [1, 2])
def test_planted_pairs_are_found_and_next_to_nobody_else(tmp_path: Path, seed: int) -> None:
    made = town(people=20_000, doubles=400, alike=500, seed=seed)
    pairs = {(one.customer_id, one.other_id) for one in found(made, tmp_path)}
    right = len(pairs & made.pairs)
    precision, recall = right / len(pairs), right / len(made.pairs)
    print(f"FIGURE duplicates: precision {precision:.4f}, recall {recall:.4f} of {len(made.pairs)} pairs")
    assert precision >= 0.98
    assert recall >= 0.95


@pytest.mark.requirement("IDN-02", part="the referral form")
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("least", ["0.75", "0.001"])
def test_splink_equals_the_slow_reading(tmp_path: Path, seed: int, least: str) -> None:
    rules = DuplicateRules.model_validate(RULES.model_dump() | {"least": least, "shared_by": 3})
    small = town(people=60, doubles=20, alike=20, seed=seed)
    made = replace(small, people=tuple(_crowded(small.people)))
    wanted = slow.pairs(made.people, rules)
    pairs = found(made, tmp_path, rules)
    assert {(one.customer_id, one.other_id) for one in pairs} == set(wanted)
    for one in pairs:
        weight, told = wanted[one.customer_id, one.other_id]
        assert one.weight == pytest.approx(weight)
        assert {code: level for code, level, _points in one.told} == told
        assert sum(points for _code, _level, points in one.told) == pytest.approx(
            weight - slow._start(rules, len(made.people))
        )


def test_what_was_killed_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = town(people=400, doubles=40, alike=40, seed=5)
    (tmp_path / "whole").mkdir()
    whole = found(made, tmp_path / "whole")
    monkeypatch.setattr(scan, "PART", 100)
    people.of_known(made.people, tmp_path / scan.PEOPLE)

    def killed(done: int, _parts: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(scan.pairs(tmp_path, RULES, now=killed))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*-of-5.parquet")}
    assert len(before) == 3
    assert list(scan.pairs(tmp_path, RULES)) == whole
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_other_rules_do_not_go_on_with_what_was_kept(tmp_path: Path) -> None:
    made = town(people=200, doubles=20, alike=20, seed=6)
    assert found(made, tmp_path)
    strict = DuplicateRules.model_validate(RULES.model_dump() | {"least": "0.999999999999"})
    assert len(found(made, tmp_path, strict)) < len(found(made, tmp_path))


@pytest.mark.parametrize("count", [0, 1])
def test_a_bank_of_nobody_has_no_pairs(tmp_path: Path, count: int) -> None:
    one = Known(customer_id="C1", kind="person", name="无名")
    assert found(Town(people=(one,) * count, pairs=frozenset()), tmp_path) == []


def test_a_number_that_half_the_town_has_brings_nobody_together(tmp_path: Path) -> None:
    made = town(people=300, doubles=0, alike=0, seed=7)
    crowd = tuple(replace(one, mobile="switchboard") for one in made.people)
    assert found(replace(made, people=crowd), tmp_path) == []


def test_what_is_kept_names_nobody(tmp_path: Path) -> None:
    found(town(people=200, doubles=20, alike=20, seed=8), tmp_path)
    [part] = tmp_path.glob("*-of-1.parquet")
    written = part.read_bytes()
    assert not any(
        one.name.encode() in written for one in town(people=200, doubles=20, alike=20, seed=8).people
    )


def _crowded(those: tuple[Known, ...]) -> list[Known]:
    """Let a few share a number, an employer, a name, a birthday's month and day turned round."""
    few = those[:12]
    made = [
        replace(
            one, mobile="m" if place % 2 else one.mobile, employer="禾岸" if place % 3 else "禾岸有限公司"
        )
        for place, one in enumerate(few)
    ]
    made[0] = replace(made[0], kind="company", gender=None, birthday=None)
    made[1] = replace(made[1], name=next(iter(SOUNDS)), pinyin=None, document=None)
    made[2] = replace(made[3], customer_id=made[2].customer_id, document="other")
    return [*made, *those[12:]]
