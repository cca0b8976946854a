-- One pass over holdings per use: positions per customer, falling due, fund history. Base currency in cents, half away from zero.

create temp table latest_rate as
select currency, max(date) as date, arg_max(rate, (date, night)) as rate
from all_fx_rates where date <= d() group by currency;

create temp table rate as
select currency, cast(rate as decimal(18, 8)) as rate from latest_rate where currency <> base_currency();

create temp table product as
select p.product_id, c.*,
    cast(row_number() over (order by p.product_id) - 1 as integer) as number
from feed_products p join category c using (category);

create temp view holding as
select h.holding_id, h.customer_id, h.product_id, h.opened_on, h.matures_on, h.balance, h.cost, h.take_profit,
    h.stop_loss, h.opened_on <= d() and (h.closed_on is null or h.closed_on > d()) as is_open,
    p.category, p.bit, p.number, p.is_asset, p.is_deposit, p.is_liability, p.is_familiar, p.is_investment, p.is_activity,
    p.maturing, r.rate as fx,
    case when r.rate is null then h.balance else cast(round(h.balance * r.rate, 2) as decimal(18, 2)) end as base
from feed_holdings h join product p using (product_id) left join rate r on h.currency = r.currency;

create temp table position as
select customer_id,
    coalesce(sum(base) filter (is_open and is_asset), 0) as aum,
    coalesce(sum(base) filter (is_open and is_liability), 0) as liabilities,
    coalesce(sum(base) filter (is_open and is_deposit), 0) as deposit_balance,
    coalesce(sum(base) filter (is_open and bit = 1), 0) as time_deposit,
    coalesce(sum(base) filter (is_open and bit = 2), 0) as fx_deposit,
    coalesce(bit_or(1 << bit) filter (is_open), 0) as mask,
    count(distinct number) filter (is_open) as product_count,
    coalesce(bit_or(1 << bit), 0) & ~coalesce(bit_or(1 << bit) filter (is_open), 0) as former_mask,
    count(*) filter (is_investment and opened_on > months_on(d(), -12)) as bought_year,
    max(opened_on) filter (is_investment) as last_bought_on, min(opened_on) filter (is_investment) as first_bought_on
from holding group by customer_id;

create temp table falling_due as
select customer_id, holding_id, maturing as kind, matures_on, base, category, product_id
from holding where is_open and maturing is not null and matures_on between d() and d() + 30;

create temp table first_fund as
select customer_id, unnest(arg_min(
    {holding_id: holding_id, opened_on: opened_on, is_open: is_open, balance: balance, cost: cost, fx: fx,
     product_id: product_id}, (opened_on, holding_id)))
from holding where category = 'fund' group by customer_id;
