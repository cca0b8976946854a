"""From night to night, balances move by the feed's transactions and prices, and by nothing else."""

from demo_bank.conftest import MadeBank

_MOVED = (
    "with moved as (select holding_id, sum(amount) amount from transactions group by 1) "
    "select h.holding_id, coalesce(o.balance, 0), coalesce(m.amount, 0), h.balance "
    "from holdings h join products p using (product_id) left join old_holdings o using (holding_id) "
    "left join moved m using (holding_id) where category in {categories} and "
    "h.balance <> coalesce(o.balance, 0) {sign} coalesce(m.amount, 0)"
)


def test_deposits_move_by_their_transactions(each_bank: MadeBank) -> None:
    question = _MOVED.format(categories="('demand_deposit', 'time_deposit', 'fx_deposit')", sign="+")
    for before, day in each_bank.pairs:
        assert each_bank.ask(question, day, before) == []


def test_debts_shrink_by_payments_and_grow_by_purchases_and_interest(each_bank: MadeBank) -> None:
    question = _MOVED.format(categories="('loan', 'mortgage', 'credit_card')", sign="-")
    for before, day in each_bank.pairs:
        assert each_bank.ask(question, day, before) == []


def test_what_has_a_price_is_worth_its_units_times_that_price(each_bank: MadeBank) -> None:
    for day in each_bank.plan.feeds:
        wrong = each_bank.ask(
            "select holding_id from holdings join prices using (product_id) where closed_on is null "
            "and date = getvariable('day') and balance <> round(units * nav, 2)",
            day,
        )
        assert wrong == []


def test_nothing_vanishes_and_closed_holdings_stay_closed(each_bank: MadeBank) -> None:
    for before, day in each_bank.pairs:
        lost = each_bank.ask(
            "select holding_id from old_holdings o left join holdings h using (holding_id) "
            "where h.holding_id is null or (o.closed_on <> h.closed_on) or (o.closed_on is not null and "
            "h.closed_on is null) "
            "union all select customer_id from old_customers left join customers c using (customer_id) "
            "where c.customer_id is null",
            day,
            before,
        )
        assert lost == []


def test_a_transaction_comes_once_and_after_the_feed_before(each_bank: MadeBank) -> None:
    for before, day in each_bank.pairs:
        late = each_bank.ask(
            "select transaction_id from transactions where cast(\"at\" as date) <= getvariable('before') "
            "union all select transaction_id from old_transactions semi join transactions "
            "using (transaction_id)",
            day,
            before,
        )
        assert late == []


def test_matured_deposits_are_paid_out_or_renewed_on_their_day(each_bank: MadeBank) -> None:
    closed = renewed = 0
    for before, day in each_bank.pairs:
        rows = each_bank.ask(
            "select h.matures_on = h.closed_on, h.auto_renew, exists(select 1 from holdings n where "
            "n.customer_id = h.customer_id and n.product_id = h.product_id and n.opened_on = h.closed_on) "
            "from holdings h join products using (product_id) join old_holdings o using (holding_id) "
            "where category = 'time_deposit' and o.closed_on is null and h.closed_on is not null",
            day,
            before,
        )
        assert all(on_time and (follows or not renews) for on_time, renews, follows in rows)
        closed, renewed = closed + len(rows), renewed + sum(renews for _, renews, _ in rows)
    assert closed > renewed > 0


def test_every_kind_of_life_goes_on(holiday_bank: MadeBank) -> None:
    kinds = holiday_bank.ask("select distinct kind from transactions", holiday_bank.plan.feeds[0])
    expected = {"card", "salary", "interest", "fee", "purchase", "redemption", "loan_payment", "deposit"}
    assert expected | {"withdrawal", "transfer_in", "transfer_out"} <= {kind for (kind,) in kinds}


def test_customers_join_and_leave(weekend_bank: MadeBank) -> None:
    first, last = weekend_bank.plan.feeds[0], weekend_bank.plan.feeds[-1]
    joined = weekend_bank.ask(
        "select count(*) from customers anti join old_customers using (customer_id)", last, first
    )
    left = weekend_bank.ask(
        "select count(*), count(h.holding_id) from customers c left join holdings h on "
        "h.customer_id = c.customer_id and h.closed_on is null where c.closed_on > date '2026-10-13'",
        last,
    )
    assert joined[0][0] > 0
    assert left[0][0] > 0
    assert left[0][1] == 0
