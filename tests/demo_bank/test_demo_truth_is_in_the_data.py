"""What truth.json promises is really in the feeds, and belongs to the first relationship manager."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from demo_bank.conftest import MadeBank, made
from tilth.connectors.demo_bank import Plan

_KINDS = {
    "neglected_millionaire",
    "split_household",
    "drifting_away",
    "about_to_reach_next_tier",
    "large_deposit_and_birthday",
    "hidden_wealth",
    "owner_and_company",
    "first_fund_in_profit",
    "take_profit_crossed",
    "stop_loss_crossed",
}


def _story(bank: MadeBank, kind: str) -> dict[str, Any]:
    return next(story for story in bank.truth["stories"] if story["kind"] == kind)


def _holding(bank: MadeBank, day: dt.date, holding: str) -> dict[str, Any]:
    return next(row for row in bank.rows(day, "holdings") if row["holding_id"] == holding)


def _customer(bank: MadeBank, customer: str) -> dict[str, Any]:
    rows = bank.rows(bank.plan.feeds[-1], "customers")
    return next(row for row in rows if row["customer_id"] == customer)


def _bookings(bank: MadeBank, customer: str) -> list[dict[str, Any]]:
    rows = [row for day in bank.plan.feeds for row in bank.rows(day, "transactions")]
    return sorted((row for row in rows if row["customer_id"] == customer), key=lambda row: row["at"])


def _returns(bank: MadeBank, holding: str) -> list[Decimal]:
    rows = [_holding(bank, day, holding) for day in bank.plan.feeds]
    return [row["balance"] / row["cost"] - 1 for row in rows]


def test_all_stories_are_told_and_belong_to_the_first_manager(each_bank: MadeBank) -> None:
    stories = each_bank.truth["stories"]
    assert {story["kind"] for story in stories} == _KINDS
    assert sum(story["kind"] == "stop_loss_crossed" for story in stories) == 3
    for story in stories:
        assert _customer(each_bank, story["customer_ids"][0])["rm_id"] == each_bank.truth["demo"]["rm"]


def test_the_demo_people_have_their_roles_at_one_branch(each_bank: MadeBank) -> None:
    staff = {row["staff_id"]: row for row in each_bank.rows(each_bank.plan.feeds[-1], "staff")}
    for role, number in each_bank.truth["demo"].items():
        assert staff[number]["role"] == role
        assert staff[number]["active"]
    posts = {staff[each_bank.truth["demo"][role]]["branch_id"] for role in ("rm", "wealth", "branch_head")}
    assert len(posts) == 1


def test_the_neglected_millionaire_has_millions_and_does_nothing(each_bank: MadeBank) -> None:
    story = _story(each_bank, "neglected_millionaire")
    account = _holding(each_bank, each_bank.plan.feeds[-1], story["holding_ids"][0])
    assert account["balance"] >= 1_000_000
    assert _bookings(each_bank, story["customer_ids"][0]) == []


def test_the_household_is_split_over_two_branches(each_bank: MadeBank) -> None:
    wife, husband = _story(each_bank, "split_household")["customer_ids"]
    assert _customer(each_bank, wife)["branch_id"] != _customer(each_bank, husband)["branch_id"]
    pairs = {
        (row["from_id"], row["to_id"], row["kind"])
        for row in each_bank.rows(each_bank.plan.feeds[0], "relations")
    }
    assert {(wife, husband, "spouse"), (husband, wife, "spouse")} <= pairs


def test_the_drifting_customer_sends_ever_more_to_the_same_bank(each_bank: MadeBank) -> None:
    story = _story(each_bank, "drifting_away")
    sent = _bookings(each_bank, story["customer_ids"][0])
    sums = [-row["amount"] for row in sent]
    assert [row["at"].date().isoformat() for row in sent] == story["transfers"]
    assert {(row["kind"], row["counterparty_bank"]) for row in sent} == {
        ("transfer_out", story["counterparty_bank"])
    }
    assert sums == sorted(set(sums))
    assert len(sums) >= 4


def test_bands_are_crossed_on_the_known_nights_and_no_others(each_bank: MadeBank) -> None:
    for story in each_bank.truth["stories"]:
        if not story["kind"].endswith("_crossed"):
            continue
        holding = story["holding_ids"][1]
        facts = _holding(each_bank, each_bank.plan.feeds[0], holding)
        low = facts["stop_loss"]
        beyond = [
            gain <= low if low is not None else gain >= facts["take_profit"]
            for gain in _returns(each_bank, holding)
        ]
        nights = zip(each_bank.plan.feeds[1:], beyond[1:], beyond[:-1], strict=True)
        crossed = [day.isoformat() for day, now, before in nights if now and not before]
        assert crossed == [expected["on"] for expected in story["expect"]]
        assert len(crossed) == 1


def test_three_funds_fall_on_three_nights(each_bank: MadeBank) -> None:
    stops = [story for story in each_bank.truth["stories"] if story["kind"] == "stop_loss_crossed"]
    assert len({story["expect"][0]["on"] for story in stops}) == 3
    assert len({story["product_id"] for story in stops}) == 3


def test_the_first_fund_is_in_profit_on_the_last_night_only(each_bank: MadeBank) -> None:
    story = _story(each_bank, "first_fund_in_profit")
    gains = _returns(each_bank, story["holding_ids"][1])
    assert gains[-1] > 0
    assert all(gain <= 0 for gain in gains[:-1])
    opened = _holding(each_bank, each_bank.plan.feeds[-1], story["holding_ids"][1])["opened_on"]
    assert opened <= each_bank.plan.feeds[-1] - dt.timedelta(days=92)


def test_the_next_tier_comes_near_on_the_last_night(each_bank: MadeBank) -> None:
    story = _story(each_bank, "about_to_reach_next_tier")
    balances = [_holding(each_bank, day, story["holding_ids"][0])["balance"] for day in each_bank.plan.feeds]
    assert 1_000_000 - balances[-2] > 100_000 >= 1_000_000 - balances[-1] > 0
    assert story["expect"][0]["amount"] == str(1_000_000 - balances[-1])


def test_a_large_deposit_matures_in_the_week_of_the_birthday(each_bank: MadeBank) -> None:
    story, last = _story(each_bank, "large_deposit_and_birthday"), each_bank.plan.feeds[-1]
    deposit = _holding(each_bank, last, story["holding_ids"][1])
    born = _customer(each_bank, story["customer_ids"][0])["birth_date"]
    assert deposit["balance"] >= 1_000_000
    assert 0 <= (deposit["matures_on"] - last).days <= 7
    assert 0 <= (born.replace(year=last.year) - last).days <= 7
    assert story["expect"][0]["due_on"] == born.replace(year=last.year).isoformat()


def test_hidden_wealth_passes_through_a_small_account(each_bank: MadeBank) -> None:
    story, last = _story(each_bank, "hidden_wealth"), each_bank.plan.feeds[-1]
    passed = [
        row["amount"]
        for row in _bookings(each_bank, story["customer_ids"][0])
        if row["amount"] > 0 and row["at"].date() > last - dt.timedelta(days=30)
    ]
    assert sum(passed) >= 10_000_000
    assert story["expect"][1]["value"] == str(sum(passed))
    assert _holding(each_bank, last, story["holding_ids"][0])["balance"] < 100_000


def test_the_owners_company_banks_here_too(each_bank: MadeBank) -> None:
    owner, firm = _story(each_bank, "owner_and_company")["customer_ids"]
    assert (_customer(each_bank, owner)["kind"], _customer(each_bank, firm)["kind"]) == ("person", "company")
    relations = each_bank.rows(each_bank.plan.feeds[0], "relations")
    kinds = {row["kind"] for row in relations if (row["from_id"], row["to_id"]) == (firm, owner)}
    assert kinds >= {"legal_representative", "shareholder", "controls"}


def test_a_single_night_promises_no_crossing(tmp_path: Path) -> None:
    bank = made(Plan(customers=200, days=1, seed=1), tmp_path / "one")
    promised = {fact["kind"] for story in bank.truth["stories"] for fact in story["expect"] if "kind" in fact}
    assert promised == {"birthday", "deposit_maturing", "first_fund_in_profit"}


def test_what_customers_would_agree_to_is_written_down_for_the_first_managers(each_bank: MadeBank) -> None:
    last = each_bank.plan.feeds[-1]
    owners = {row["customer_id"]: row["rm_id"] for row in each_bank.rows(last, "customers")}
    found = each_bank.truth["agreements"]
    assert found
    for one in found:
        assert owners[one["customer_id"]] is not None
        assert one["from"] <= one["until"]
        assert Decimal(one["amount"]) > 0
    assert {"deposit_maturing", "idle_cash", "anything"} <= {one["about"][0] for one in found}


_DAYS = {
    "premium_due": "premium",
    "card_expiring": "card",
    "certificate_expiring": "certificate",
    "wedding_anniversary": "wedding",
}


def test_each_demo_book_has_a_day_of_every_kind_that_only_other_systems_know(each_bank: MadeBank) -> None:
    told = [fact for fact in each_bank.truth["signals"] if fact["kind"] in _DAYS]
    books = {each_bank.truth["demo"][role] for role in ("rm", "wealth")}
    found = set()
    for fact in told:
        night = dt.date.fromisoformat(fact["on"])
        (row,) = (row for row in each_bank.rows(night, "due_days") if row["date_id"] == fact["subject"])
        assert (row["customer_id"], row["kind"]) == (fact["customer_id"], _DAYS[fact["kind"]])
        assert f"{row['day']:%m-%d}" == fact["due_on"][5:]
        assert (row["amount"] is not None) == (row["kind"] == "premium")
        found.add((_customer(each_bank, fact["customer_id"])["rm_id"], row["kind"]))
    assert found >= {(each_bank.truth["demo"]["rm"], kind) for kind in _DAYS.values()}
    assert {book for book, _ in found} <= books


def test_days_of_other_systems_are_believable(weekend_bank: MadeBank) -> None:
    """Documents lapse and some have, cards lie ahead, couples have one day after both were grown."""
    last = weekend_bank.plan.feeds[-1]
    ahead = dict(
        weekend_bank.ask(
            "select kind, avg((day > getvariable('day'))::int) from due_days group by 1 order by 1", last
        )
    )
    assert ahead["wedding"] < 0.05
    assert 0.9 < ahead["certificate"] < 1
    assert (
        weekend_bank.ask(
            "select w.date_id from due_days w join customers c using (customer_id) "
            "where w.kind = 'wedding' and w.day < c.birth_date + interval 20 year",
            last,
        )
        == []
    )


def _salaries(bank: MadeBank, customer: str) -> list[tuple[dt.date, Decimal]]:
    paid = [row for row in _bookings(bank, customer) if row["kind"] == "salary"]
    return [(row["at"].date(), row["amount"]) for row in paid]


def test_some_salaries_of_the_demo_books_have_stopped_and_some_have_grown(each_bank: MadeBank) -> None:
    """One that started cannot be told: a bank must have been fed for 90 days (docs/rules/signals.md)."""
    last = each_bank.plan.feeds[-1]
    told = [fact for fact in each_bank.truth["signals"] if fact["kind"].startswith("salary")]
    assert {fact["kind"] for fact in told} == {"salary_stopped", "salary_grew"}
    for fact in told:
        days, sums = zip(*_salaries(each_bank, fact["customer_id"]), strict=True)
        due = dt.date.fromisoformat(fact["due_on"])
        assert last - dt.timedelta(days=7) < due <= last
        assert len(days) >= 5
        if fact["kind"] == "salary_stopped":
            assert days[-1] + dt.timedelta(days=45) == due
        else:
            assert days[-1] == due
            assert sums[-1] * (len(sums) - 1) >= sum(sums[:-1]) * Decimal("1.2")
