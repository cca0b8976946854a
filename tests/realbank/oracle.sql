-- What the marts must say about the real bank, worked out from nothing but the raw feeds: every night's balances are
-- laid out over every calendar day, every transaction is read again for every night. Nothing is carried.
-- The views unit, staff, customer, product, holding, movement and relation hold the raw rows, each with its night.

create table night as
select night, lag(night) over (order by night) as before, coalesce(lag(night) over (order by night) + 1, night) as since
from (select distinct night from customer);

create table band as
select * from (values ('general', 0, 1), ('personal', 100000, 2), ('platinum', 1000000, 3), ('private', 8000000, 4))
    as band (tier, floor, number);

-- Positions of every night; the bank has one currency and, of assets, current accounts only.
create table position as
select h.night, h.customer_id, h.holding_id, h.balance, h.matures_on, p.category, p.product_id
from holding h join product p on h.night = p.night and h.product_id = p.product_id
where h.opened_on <= h.night and not coalesce(h.closed_on <= h.night, false);

create table worth as
select c.night, c.customer_id, c.opened_on, c.birth_date, c.branch_id, c.rm_id,
    coalesce(sum(x.balance) filter (x.category = 'demand_deposit'), 0) as aum,
    coalesce(sum(x.balance) filter (x.category in ('loan', 'credit_card')), 0) as liabilities,
    count(distinct x.product_id) as product_count,
    list_sort(coalesce(list(distinct x.category) filter (x.category is not null), [])) as categories
from customer c left join position x on c.night = x.night and c.customer_id = x.customer_id
group by all;

create table calendar as
select day, (select max(night) from night where night <= day) as night
from (select cast(unnest(generate_series((select min(night) from night), (select max(night) from night),
    interval 1 day)) as date) as day);

create table daily as
select k.day, w.customer_id, cast(w.aum * 100 as hugeint) as cents
from calendar k join worth w on w.night = k.night;

-- Mean of whole cents, rounded half away from zero to cents, without a floating point in between.
create macro mean(total, days) as
    cast(sign(total) * ((10 * abs(total) // days + 5) // 10) as decimal(18, 0)) / cast(100 as decimal(3, 0));
create macro exact(x) as cast(round(x, 2) as decimal(18, 2));

create table average as
select day, customer_id,
    exact(mean(sum(cents) over month, count(*) over month)) as avg_30,
    exact(mean(sum(cents) over quarter, count(*) over quarter)) as avg_90
from daily
window month as (partition by customer_id order by day rows 29 preceding),
    quarter as (partition by customer_id order by day rows 89 preceding);

-- Transactions with their own day; each night knows those of all feeds up to it.
create table own as
select night, customer_id, holding_id, cast("at" as date) as day, amount, cash,
    coalesce(initiated_by_customer, kind not in ('interest', 'fee') and coalesce(channel, '') <> 'auto') as initiated
from movement;

create table acting as
select n.night, o.customer_id, max(o.day) as last_on,
    coalesce(sum(o.amount) filter (o.amount > 0 and o.day > n.night - 30), 0) as inflow,
    coalesce(sum(o.amount) filter (o.amount < 0 and o.day > n.night - 30), 0) as outflow
from night n join own o on o.night <= n.night and o.initiated group by all;

create table in_use as
select x.night, x.customer_id, count(*) filter (exists (
        select 1 from own o where o.holding_id = x.holding_id and o.night <= x.night and o.initiated
        and o.day > x.night - 90)) / count(*) as activity
from position x where x.category in ('demand_deposit', 'credit_card') group by all;

create table peak as
select n.night, a.customer_id, max(a.avg_30) as highest
from night n join average a on a.day < n.night and a.day in (select night from night) group by all;

create table judged as
select w.*, a.avg_30, a.avg_90, coalesce(t.inflow, 0) as inflow, coalesce(t.outflow, 0) as outflow, u.activity,
    (select arg_max(tier, floor) from band where floor <= greatest(w.aum, 0)) as tier,
    (select min(floor) from band where floor > greatest(w.aum, 0)) as next_floor,
    case when len(w.categories) = 0 or (a.avg_30 < 100 and k.highest >= 10000) then 'lost'
        when w.night - w.opened_on <= 90 then 'new'
        when t.last_on is null or w.night - t.last_on >= 180 then 'dormant'
        when a.avg_30 * 10 >= a.avg_90 * 11 then 'growing' else 'mature' end as lifecycle,
    case when w.aum >= 100000 and w.product_count >= 3 then 'own_research' end as segment
from worth w
join average a on a.day = w.night and a.customer_id = w.customer_id
left join acting t on t.night = w.night and t.customer_id = w.customer_id
left join in_use u on u.night = w.night and u.customer_id = w.customer_id
left join peak k on k.night = w.night and k.customer_id = w.customer_id;

-- Families: the smallest number that is reached over at most four ties of kin.
create table kin as
select night, from_id as here, to_id as there from relation
where kind in ('spouse', 'parent', 'child') and from_id <> to_id
union select night, to_id, from_id from relation where kind in ('spouse', 'parent', 'child') and from_id <> to_id;

create table household as
with recursive path as (
    select night, here as customer_id, here as reached, 0 as steps from kin
    union
    select p.night, p.customer_id, k.there, p.steps + 1
    from path p join kin k on k.night = p.night and k.here = p.reached where p.steps < 4)
select night, customer_id, min(reached) as household_id from path group by all;

create table expected_customers as
select customer_id, night as business_date,
    (select household_id from household h where h.night = j.night and h.customer_id = j.customer_id) as household_id,
    exact(aum) as aum, exact(liabilities) as liabilities,
    exact(aum) as deposit_balance, case when aum <> 0 then 0 end as time_deposit_share, avg_30 as aum_avg_30,
    avg_90 as aum_avg_90, avg_30 as deposit_avg_30, avg_90 as deposit_avg_90, product_count, categories,
    false as familiar, cast(null as date) as last_investment_on, true as under_served, tier,
    exact(next_floor - aum) as next_tier_gap,
    (select p.tier from judged p join night n on n.before = p.night where n.night = j.night
        and p.customer_id = j.customer_id) as tier_before,
    segment, segment is not null as segment_assumed, lifecycle, activity as account_activity, exact(inflow) as inflow_30,
    exact(outflow) as outflow_30, cast(null as date) as last_contact_on,
    opened_on + case when segment is not null then 30 when tier = 'personal' then 60 else 90 end as next_contact_due_on,
    greatest(0, night - next_contact_due_on) as overdue_days
from judged j;
