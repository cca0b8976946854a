-- The mart events: calendar, holdings, flows, customers; one row per customer, kind, subject and due date.

create temp table event (
    customer_id varchar, kind varchar, subject varchar, due_on date, amount decimal(18, 2), detail varchar);

-- The days D ... D+7 in both calendars, as keys month * 100 + day of birth.
create temp table coming as
select due_on, 'solar' as calendar, month(due_on) * 100 + day(due_on) as key, year(due_on) as year
from (select cast(unnest(generate_series(d(), d() + 7, interval 1 day)) as date) as due_on);
insert into coming
select due_on, 'solar', 229, year from coming where key = 228 and month(due_on + 1) = 3;
insert into coming
select c.due_on, 'lunar', l.month * 100 + l.day, l.year from coming c join lunar_day l on l.day_on = c.due_on
where c.key <> 229 and not l.leap
union all
select c.due_on, 'lunar', l.month * 100 + 30, l.year from coming c join lunar_day l on l.day_on = c.due_on
join lunar_day n on n.day_on = c.due_on + 1 where c.key <> 229 and not l.leap and l.day = 29 and n.day = 1;

insert into event
select c.customer_id, 'birthday', '', k.due_on, null, '{"calendar":"solar"}'
from customer c join coming k on not c.is_dead and k.key = month(c.birth_date) * 100 + day(c.birth_date)
where k.calendar = 'solar' and c.kind = 'person' and coalesce(c.birth_calendar, 'solar') = 'solar'
    and k.year > year(c.birth_date)
union all
select c.customer_id, 'birthday', '', k.due_on, null, '{"calendar":"lunar"}'
from customer c join lunar_day b on b.day_on = c.birth_date
join coming k on not c.is_dead and k.key = b.month * 100 + b.day
where k.calendar = 'lunar' and c.kind = 'person' and c.birth_calendar = 'lunar' and k.year > b.year
union all
select c.customer_id, 'account_anniversary', '', k.due_on, null,
    '{"years":' || (k.year - year(c.opened_on)) || '}'
from customer c join coming k on not c.is_dead and k.key = month(c.opened_on) * 100 + day(c.opened_on)
where k.calendar = 'solar' and k.year > year(c.opened_on);

insert into event
select customer_id, kind, holding_id, matures_on, base,
    '{"category":"' || category || '","days":' || (matures_on - d()) || ',"product_id":"' || product_id || '"}'
from falling_due;

insert into event
select customer_id, kind, holding_id, d(), cast(round((balance - cost) * coalesce(fx, 1), 2) as decimal(18, 2)),
    '{' || case when band is null then '' else '"band":"' || band || '",' end || '"product_id":"' || product_id
        || '","return_bp":' || cast(floor(cast(balance - cost as double) / cast(cost as double) * 10000 + 0.5) as bigint) || '}'
from (
    select h.customer_id, 'take_profit' as kind, h.holding_id, h.balance, h.cost, h.fx, h.product_id,
        cast(h.take_profit as varchar) as band
    from holding_state h join prev_customers b using (customer_id) where h.take_profit_hit and not h.took_profit
    union all
    select h.customer_id, 'stop_loss', h.holding_id, h.balance, h.cost, h.fx, h.product_id, cast(h.stop_loss as varchar)
    from holding_state h join prev_customers b using (customer_id) where h.stop_loss_hit and not h.stopped_loss
    union all
    select customer_id, 'first_fund_in_profit', holding_id, balance, cost, fx, product_id, null from first_fund_profit);

insert into event
select customer_id, 'post_purchase_followup', holding_id, bought_on + 14, null,
    '{"bought_on":"' || bought_on || '","product_id":"' || product_id || '"}'
from (
    select customer_id, holding_id, product_id, opened_on as bought_on from holding
    where is_open and is_investment and is_tonight(opened_on + 14)
    union
    select h.customer_id, h.holding_id, h.product_id, q.day
    from holding h join (
        select holding_id, day from earlier_purchases where is_tonight(day + 14)
        union select holding_id, day from purchases where is_tonight(day + 14)) q using (holding_id)
    where h.is_open and h.is_investment);

insert into event
select w.customer_id, case when w.net > 0 then 'large_inflow' else 'large_outflow' end, '', w.day, w.net,
    '{"aum_before":"' || w.before || '"}'
from (
    select f.customer_id, f.day, cast(f.external_inflow + f.external_outflow as decimal(18, 2)) as net, cast(case when p() is not null
        then coalesce(c.aum_before, 0) else greatest(0, c.aum - f.external_inflow - f.external_outflow) end as decimal(18, 2)) as before
    from daily_flows f join customer c using (customer_id)
    where is_tonight(f.day) and abs(f.external_inflow + f.external_outflow) >= 50000) w
where abs(w.net) * 5 >= w.before
union all
select customer_id, 'large_cash', holding_id, day, cast(sum(abs(base)) as decimal(18, 2)), '{"count":' || count(*) || '}'
from movement where cash and abs(base) >= 50000 and is_tonight(day) group by customer_id, holding_id, day;

insert into event
select customer_id, case when tier_number(tier) > tier_number(tier_before) then 'tier_up' else 'tier_down' end, '', d(),
    null, '{"before":"' || tier_before || '","tier":"' || tier || '"}'
from customer where tier <> tier_before
union all
select customer_id, 'near_next_tier', '', d(), next_floor(aum) - aum, '{"next":"' || tier_of(next_floor(aum)) || '"}'
from customer where known_before and is_near_next(aum) and not is_near_next(basis_before)
union all
select customer_id, 'became_under_served', '', d(), null, '{}' from customer
where under_served and not under_served_before
union all
select customer_id, 'became_' || lifecycle, '', d(), null, '{}' from customer
where lifecycle in ('dormant', 'lost') and lifecycle <> lifecycle_before
union all
select customer_id, 'cadence_overdue', '', next_contact_due_on + 1, null,
    '{"cadence_days":' || cadence_days || ',"source":"' || cadence_source || '"}'
from customer where is_tonight(next_contact_due_on + 1)
union all
select customer_id, 'risk_assessment_expiring', '', day_over(risk_assessed_on), null,
    '{"risk_level":' || coalesce('"' || risk_level || '"', 'null') || '}'
from customer where not is_dead and day_over(risk_assessed_on) between d() and d() + 30
union all
select customer_id, 'referral_due', '', months_on(greatest(opened_on, first_bought_on, kept_on), 3) as due, null, '{}'
from customer left join kept_promises using (customer_id)
where not is_dead and is_tonight(due) and coalesce(asked_before <= months_on(due, -12), true)
    and customer_id not in (select customer_id from suppressions
        where kind = 'complaint_open' and starts_on <= l() and coalesce(ends_on >= l(), true))
union all
select customer_id, 'retirement_talk', '', months_on(birth_date, age * 12), null, '{"age":' || age || '}'
from customer, range(43, 61) ages (age)
where kind = 'person' and not is_dead and is_tonight(months_on(birth_date, cast(age as integer) * 12))
    and not coalesce(contains(occupation, '退休') or contains(occupation, 'retired'), false);

-- Time deposits that matured of late: what they came to, what lay on demand on the last night before.
create temp table matured as
with before as (
    select h.customer_id, h.holding_id, h.product_id, h.matures_on, c.category,
        case when h.currency = base_currency() then h.balance
            else cast(round(h.balance * cast(r.rate as decimal(18, 8)), 2) as decimal(18, 2)) end as base
    from prev_holdings h join product c using (product_id) left join latest_rate r on r.currency = h.currency
    where h.opened_on <= p() and (h.closed_on is null or h.closed_on > p()))
select m.holding_id, m.customer_id, m.product_id, m.matures_on, m.base as balance,
    cast(coalesce((select sum(base) from before n where n.customer_id = m.customer_id
        and n.category = 'demand_deposit'), 0) as decimal(18, 2)) as demand
from before m
where m.category = 'time_deposit' and m.matures_on > p() and m.matures_on between d() - 7 and d()
union all
select holding_id, customer_id, product_id, matures_on, balance, demand from prev_matured
where matures_on between d() - 7 and d();

insert into event
select m.customer_id, 'deposit_matured', m.holding_id, m.matures_on, m.balance,
    '{"days":' || (d() - m.matures_on) || ',"product_id":"' || m.product_id || '"}'
from matured m join customer using (customer_id)
left join (select customer_id, sum(base) as now from holding where is_open and category = 'demand_deposit' group by all)
    using (customer_id)
where m.balance > 0 and coalesce(now, 0) - m.demand >= m.balance * 0.8;
