-- Tonight's transactions in base currency, and what they say per customer, per holding and per day.

create temp table movement as
select t.customer_id, t.holding_id, cast(t."at" as date) as day, t.initiated_by_customer as initiated, t.cash,
    t.kind = 'purchase' and p.is_investment as is_purchase,
    case when r.rate is null then t.amount else cast(round(t.amount * r.rate, 2) as decimal(18, 2)) end as base
from feed_transactions t
join feed_holdings h on t.holding_id = h.holding_id
join product p on h.product_id = p.product_id
left join rate r on h.currency = r.currency;

-- Equal amounts there and back on one day: as many pairs as can be, none within one holding, own bookings first.
create temp table own_transfer as
select customer_id, day, sum(size * least(pairs, plus_own)) as own_in, sum(size * least(pairs, minus_own)) as own_out
from (
    select customer_id, day, size, sum(plus_own) as plus_own, sum(minus_own) as minus_own,
        least(sum(plus), sum(minus), sum(plus) + sum(minus) - max(plus + minus)) as pairs
    from (
        select customer_id, day, abs(base) as size, count(*) filter (base > 0) as plus,
            count(*) filter (base < 0) as minus, count(*) filter (base > 0 and initiated) as plus_own,
            count(*) filter (base < 0 and initiated) as minus_own
        from movement where base <> 0 group by customer_id, day, abs(base), holding_id)
    group by customer_id, day, size)
where pairs > 0 group by customer_id, day;

create temp table daily_flows as
select m.day, m.customer_id, m.inflow, m.outflow, cast(m.inflow - coalesce(o.own_in, 0) as decimal(18, 2)) as external_inflow,
    cast(m.outflow + coalesce(o.own_out, 0) as decimal(18, 2)) as external_outflow
from (
    select day, customer_id,
        cast(coalesce(sum(base) filter (base > 0), 0) as decimal(18, 2)) as inflow,
        cast(coalesce(sum(base) filter (base < 0), 0) as decimal(18, 2)) as outflow
    from movement where initiated group by day, customer_id) m
left join own_transfer o using (customer_id, day);

create temp table purchases as
select day, customer_id, holding_id, cast(sum(base) as decimal(18, 2)) as amount
from movement where is_purchase group by day, customer_id, holding_id;

create temp table active_holding as
select holding_id, max(day) as active_on from movement where initiated group by holding_id;

create temp table flow as
select customer_id, sum(inflow) as inflow, sum(outflow) as outflow,
    sum(external_inflow) as external_inflow, sum(external_outflow) as external_outflow from (
    select customer_id, inflow, outflow, external_inflow, external_outflow from daily_flows where day > d() - 30
    union all
    select customer_id, -inflow, -outflow, -external_inflow, -external_outflow from earlier_flows where day > p() - 30 and day <= least(d() - 30, p()))
group by customer_id;

create temp table holding_state as
select h.customer_id, h.holding_id, greatest(s.last_active_on, a.active_on) as last_active_on,
    coalesce(h.cost > 0 and h.balance - h.cost >= h.cost * h.take_profit, false) as take_profit_hit,
    coalesce(h.cost > 0 and h.balance - h.cost <= h.cost * h.stop_loss, false) as stop_loss_hit,
    h.is_activity, h.product_id, h.balance, h.cost, h.take_profit, h.stop_loss, h.fx,
    coalesce(s.take_profit_hit, false) as took_profit, coalesce(s.stop_loss_hit, false) as stopped_loss
from holding h
left join prev_holding_state s on h.holding_id = s.holding_id
left join active_holding a on h.holding_id = a.holding_id
where h.is_open and (h.is_activity or h.take_profit is not null or h.stop_loss is not null);

create temp table activity as
select customer_id, count(*) filter (last_active_on > d() - 90) / count(*) as account_activity
from holding_state where is_activity group by customer_id;
