-- Tonight's transactions in base currency, and what they say per customer, per holding and per day.

create temp table movement as
select t.customer_id, t.holding_id, cast(t."at" as date) as day, t.initiated_by_customer as initiated, t.cash,
    t.kind = 'purchase' and p.is_investment as is_purchase,
    case when r.rate is null then t.amount else cast(round(t.amount * r.rate, 2) as decimal(18, 2)) end as base
from feed_transactions t
join feed_holdings h on t.holding_id = h.holding_id
join product p on h.product_id = p.product_id
left join rate r on h.currency = r.currency;

create temp table daily_flows as
select day, customer_id,
    cast(coalesce(sum(base) filter (base > 0), 0) as decimal(18, 2)) as inflow,
    cast(coalesce(sum(base) filter (base < 0), 0) as decimal(18, 2)) as outflow
from movement where initiated group by day, customer_id;

create temp table purchases as
select day, customer_id, holding_id, cast(sum(base) as decimal(18, 2)) as amount
from movement where is_purchase group by day, customer_id, holding_id;

create temp table active_holding as
select holding_id, max(day) as active_on from movement where initiated group by holding_id;

create temp table flow as
select customer_id, sum(inflow) as inflow, sum(outflow) as outflow from (
    select customer_id, inflow, outflow from daily_flows where day > d() - 30
    union all
    select customer_id, -inflow, -outflow from earlier_flows where day > p() - 30 and day <= least(d() - 30, p()))
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
