"""Books and calendars at their edges: three names and five thousand, nine days off, somebody who returns."""

import datetime as dt
from pathlib import Path

import pytest

from engine.bank import Bank, Row, day

# In 2026 Spring Festival is 15–23 February: nine days off, worked for on Saturdays 14 and 28 February.
THURSDAY, FRIDAY, SATURDAY = day("2026-02-12"), day("2026-02-13"), day("2026-02-14")


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return Bank(tmp_path)


def _people(*names: str) -> list[Row]:
    return [{"customer_id": name} for name in names]


def _listed(bank: Bank, night: dt.date) -> list[str]:
    rows = sorted(bank.mart("call_list", night), key=lambda row: row["rank"])
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    return [row["customer_id"] for row in rows]


def _promised(number: str, customer: str, on: str) -> Row:
    return {"promise_id": number, "customer_id": customer, "due_on": day(on)}


@pytest.mark.requirement("LIST-01")
def test_a_book_of_three_is_listed_whole(bank: Bank) -> None:
    bank.play(FRIDAY, customers=_people("a", "b", "c"))
    assert sorted(_listed(bank, FRIDAY)) == ["a", "b", "c"]
    assert bank.mart("exclusions", FRIDAY) == []


@pytest.mark.requirement("LIST-01")
def test_of_a_book_of_five_thousand_twenty_are_listed_and_each_other_has_a_cause(bank: Bank) -> None:
    bank.play(FRIDAY, customers=_people(*(f"c{n:04}" for n in range(5000))))
    listed = _listed(bank, FRIDAY)
    left = {row["customer_id"] for row in bank.mart("exclusions", FRIDAY)}
    assert (len(listed), len(left)) == (20, 4980)
    assert left.isdisjoint(listed)


@pytest.mark.requirement("LIST-05")
def test_what_falls_into_nine_days_off_is_named_on_the_last_day_before(bank: Bank) -> None:
    born = [
        {"customer_id": "in_the_holiday", "birth_date": day("1980-02-20")},
        {"customer_id": "after_it", "birth_date": day("1980-03-20")},
    ]
    held = [
        {
            "holding_id": "t",
            "customer_id": "saver",
            "product_id": "PT",
            "balance": "5000",
            "matures_on": day("2026-02-18"),
        }
    ]
    bank.play(FRIDAY, customers=[*_people("nobody", "saver"), *born], holdings=held)
    assert set(_listed(bank, FRIDAY)[:2]) == {"saver", "in_the_holiday"}
    bank.play(SATURDAY, customers=[*_people("nobody", "saver"), *born], holdings=held)
    assert _listed(bank, SATURDAY)[0] == "saver", "money that fell due while nobody worked comes first"


@pytest.mark.requirement("REC-03", part="how long unmet demands have been open, as a report")
def test_a_promise_for_a_day_off_is_kept_on_the_next_day_that_is_worked(bank: Bank) -> None:
    promises = [_promised("p", "promised", "2026-02-18")]
    people = _people("a", "promised")
    bank.play(FRIDAY, customers=people, promises=promises)
    assert "promised" not in _listed(bank, FRIDAY), "it waits for its day"
    bank.play(SATURDAY, customers=people, promises=promises)
    assert _listed(bank, SATURDAY)[0] == "promised", "the list after the holiday begins with it"


@pytest.mark.requirement("LIST-01")
def test_who_closed_and_returns_is_listed_again(bank: Bank) -> None:
    def night(on: dt.date, closed: dt.date | None) -> None:
        bank.play(on, customers=[*_people("stays"), {"customer_id": "returns", "closed_on": closed}])

    night(THURSDAY, None)
    night(FRIDAY, FRIDAY)
    night(SATURDAY, None)
    assert "returns" in _listed(bank, THURSDAY)
    assert "returns" not in _listed(bank, FRIDAY)
    assert "returns" in _listed(bank, SATURDAY)
