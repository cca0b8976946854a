"""The people of the demo bank: plausible, consistent, and certainly nobody."""

import re

import numpy as np
import pytest

from demo_bank.conftest import MadeBank
from tilth.connectors.demo_bank import Plan
from tilth.connectors.demo_bank.people import identity, names, network, population
from tilth.connectors.demo_bank.streams import stream
from tilth.policy.vocabulary import CATEGORIES

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@pytest.fixture(scope="module")
def large() -> population.Population:
    plan = Plan(customers=20_000, days=1, seed=5)
    return population.build(plan, network.build(seed=5, customers=20_000))


def test_identity_numbers_agree_with_birth_gender_and_check_digit(each_bank: MadeBank) -> None:
    rows = each_bank.rows(each_bank.plan.feeds[-1], "customers")
    persons = [row for row in rows if row["kind"] == "person"]
    assert {row["id_type"] for row in persons} <= {"resident_id", "passport"}
    second = [row for row in persons if row["id_type"] == "passport"]
    assert len(second) == len(each_bank.truth["second_numbers"]["one_person"])
    assert all(re.fullmatch(r"E\d{8}", row["id_number"]) for row in second)
    for row in persons:
        if row in second:
            continue
        number = row["id_number"]
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert number[6:14] == f"{row['birth_date']:%Y%m%d}"
        assert (int(number[16]) % 2 == 1) == (row["gender"] == "M")
        assert number.startswith("19990")
    assert len({row["id_number"] for row in rows}) == len(rows)


@pytest.mark.requirement("TRAP-36", part="that no real bank or company is named")
def test_telephones_and_addresses_are_out_of_use(each_bank: MadeBank) -> None:
    last = each_bank.plan.feeds[-1]
    people = each_bank.rows(last, "customers") + each_bank.rows(last, "staff")
    assert all(re.fullmatch(r"154\d{8}", row["mobile"]) for row in people)
    numbers = each_bank.truth["second_numbers"]
    shared = [pair for pair in (*numbers["one_person"], *numbers["twins"]) if _shares_mobile(pair, people)]
    assert len({row["mobile"] for row in people}) == len(people) - len(shared)
    assert all(re.search(r"@example\.(com|org|net)$", row["email"]) for row in people if row["email"])
    assert all(re.fullmatch(r"0300\d{8}", row["phone"]) for row in people if row.get("phone"))


def test_many_people_of_one_birthday_get_different_numbers() -> None:
    born = np.zeros(4_000, dtype=np.int32)
    numbers = identity.resident_numbers(born, np.arange(4_000) % 2 == 0).to_pylist()
    assert len(set(numbers)) == 4_000


def test_names_have_polyphonic_double_and_rare_characters() -> None:
    called = names.people(stream(1, "test"), 60_000).to_pylist()
    assert all(2 <= len(name) <= 4 for name in called)
    for surname in ("曾", "单", "仇", "解", "区", "欧阳", "司马", "上官"):
        assert any(name.startswith(surname) for name in called), surname
    assert any("䶮" in name for name in called)
    shares = [sum(name.startswith(surname) for name in called) for surname in ("王", "曹", "单")]
    assert shares[0] > 3 * shares[1] > 3 * shares[2] > 0


def test_the_pyramid_has_its_shape(large: population.Population) -> None:
    yuan = large.assets / 100
    shares = [np.mean(yuan >= floor) for floor in (8_000_000, 1_000_000, 100_000)]
    assert np.allclose(shares, [0.005, 0.04, 0.22], atol=0.002)


def test_managers_have_books_of_the_size_that_was_asked_for() -> None:
    for customers, least, most in ((500, 100, 160), (20_000, 300, 400), (1_000_000, 800, 1_000)):
        managers = len(network.build(seed=1, customers=customers).rm_sub) - 1
        assert least <= customers / managers <= most
        assert managers >= 4


def test_married_couples_bank_together_mostly_and_sometimes_apart(weekend_bank: MadeBank) -> None:
    rows = weekend_bank.ask(
        "select a.gender <> b.gender, a.branch_id = b.branch_id, "
        "exists(select 1 from relations x where x.from_id = r.to_id and x.to_id = r.from_id "
        "and x.kind = r.kind) from relations r join customers a on a.customer_id = from_id "
        "join customers b on b.customer_id = to_id "
        "where r.kind = 'spouse'",
        weekend_bank.plan.feeds[-1],
    )
    assert len(rows) > 50
    assert all(mixed and mutual for mixed, _, mutual in rows)
    assert 0.8 < np.mean([together for _, together, _ in rows]) < 1


def test_parents_are_a_generation_older(weekend_bank: MadeBank) -> None:
    ages = weekend_bank.ask(
        "select date_diff('day', p.birth_date, c.birth_date) / 365.25 from relations "
        "join customers c on c.customer_id = from_id join customers p on p.customer_id = to_id "
        "where relations.kind = 'parent'",
        weekend_bank.plan.feeds[-1],
    )
    assert ages
    assert all(19.9 < age < 45.1 for (age,) in ages)


def test_the_retired_keep_four_fifths_in_time_deposits_and_the_self_directed_little(
    weekend_bank: MadeBank,
) -> None:
    shares = dict(
        weekend_bank.ask(
            "with held as (select customer_id, sum(balance) aum, "
            "sum(balance * (category = 'time_deposit')::int) saved from holdings join products "
            "using (product_id) where holdings.currency = 'CNY' and category not in "
            "('loan', 'mortgage', 'credit_card', 'annuity', 'bill') group by 1) "
            "select case when occupation = '退休人员' then 'retired' else 'self_directed' end, "
            "median(saved / aum) from held join customers using (customer_id) where aum > 50000 and "
            "occupation in ('退休人员', '企业负责人', '企业高管', '个体经营者') group by 1",
            weekend_bank.plan.feeds[0],
        )
    )
    assert shares["retired"] >= 0.8
    assert shares["self_directed"] <= 0.15


@pytest.mark.requirement("PROD-08", part="the gold card")
def test_every_category_of_the_catalogue_is_sold_and_held(weekend_bank: MadeBank) -> None:
    last = weekend_bank.plan.feeds[-1]
    sold = {row["category"] for row in weekend_bank.rows(last, "products")}
    assert sold == set(CATEGORIES)
    held = {
        kind
        for (kind,) in weekend_bank.ask(
            "select distinct category from holdings join products using (product_id)", last
        )
    }
    assert held >= set(CATEGORIES) - {"trust", "bill", "cash_management"}


def test_birthdays_are_kept_in_both_calendars(weekend_bank: MadeBank) -> None:
    rows = weekend_bank.rows(weekend_bank.plan.feeds[-1], "customers")
    kept = [row["birth_calendar"] for row in rows if row["kind"] == "person"]
    assert 0.05 < kept.count("lunar") / len(kept) < 0.3
    assert set(kept) == {"solar", "lunar"}


def _shares_mobile(pair: list[str], people: list[dict[str, object]]) -> bool:
    first, second = (row["mobile"] for row in people if row.get("customer_id") in pair)
    return first == second
