-- What is carried from night to night for every customer ever seen: running sums in cents, flows, memories.

create temp table leaving as
select customer_id,
    sum(to_cents(aum) * days_30) as aum_30, sum(to_cents(aum) * days_90) as aum_90,
    sum(to_cents(deposit_balance) * days_30) as deposit_30, sum(to_cents(deposit_balance) * days_90) as deposit_90,
    sum(to_cents(weighted) * days_30) as weighted_30, sum(to_cents(weighted) * days_90) as weighted_90
from edges group by customer_id;

-- The sum tonight: what stays of last night's sum, last night's value on the days without a feed, tonight's value.
create temp macro rolled(total, gone, before, tonight, days) as cast(
    case when p() is null then 0
         when d() - p() >= days then coalesce(to_cents(before), 0) * (days - 1)
         else coalesce(total, 0) - coalesce(gone, 0) + coalesce(to_cents(before), 0) * (d() - p() - 1) end
    + to_cents(tonight) as bigint);
create temp macro span(days) as least(days, d() - f() + 1);

create temp table moved as
select customer_id, max(day) filter (initiated) as active_on, max(day) filter (is_purchase) as purchase_on
from movement group by customer_id;

create temp table tonight as
select customer_id, coalesce(x.aum, 0) as aum, coalesce(x.deposit_balance, 0) as deposit_balance
from feed_customers c left join position x using (customer_id);

create temp table summed as
select coalesce(t.customer_id, o.customer_id) as customer_id,
    coalesce(t.aum, 0) as aum, coalesce(t.deposit_balance, 0) as deposit_balance,
    rolled(o.aum_sum_30, l.aum_30, o.aum, coalesce(t.aum, 0), 30) as aum_sum_30,
    rolled(o.aum_sum_90, l.aum_90, o.aum, coalesce(t.aum, 0), 90) as aum_sum_90,
    rolled(o.deposit_sum_30, l.deposit_30, o.deposit_balance, coalesce(t.deposit_balance, 0), 30) as deposit_sum_30,
    rolled(o.deposit_sum_90, l.deposit_90, o.deposit_balance, coalesce(t.deposit_balance, 0), 90) as deposit_sum_90,
    coalesce(o.inflow_30, 0) + coalesce(w.inflow, 0) as inflow_30,
    coalesce(o.outflow_30, 0) + coalesce(w.outflow, 0) as outflow_30,
    coalesce(o.external_inflow_30, 0) + coalesce(w.external_inflow, 0) as external_inflow_30,
    coalesce(o.external_outflow_30, 0) + coalesce(w.external_outflow, 0) as external_outflow_30,
    o.peak_aum_avg_30 as peak_before, coalesce(o.first_fund_told, false) as told_before,
    o.referral_told_on as asked_before,
    greatest(o.last_active_on, m.active_on) as last_active_on,
    greatest(o.last_purchase_on, m.purchase_on) as last_purchase_on
from tonight t full join prev_carried o on t.customer_id = o.customer_id
left join leaving l on l.customer_id = o.customer_id
left join flow w on w.customer_id = coalesce(t.customer_id, o.customer_id)
left join moved m on m.customer_id = t.customer_id;

create temp table first_fund_profit as
select q.* from first_fund q join summed s using (customer_id)
where not s.told_before and q.is_open and q.opened_on <= months_on(d(), -3) and q.cost > 0 and q.balance > q.cost;

create temp table carried as
select s.customer_id, s.aum, s.deposit_balance, s.aum as weighted, s.aum_sum_30, s.aum_sum_90, s.deposit_sum_30,
    s.deposit_sum_90, s.aum_sum_30 as weighted_sum_30, s.aum_sum_90 as weighted_sum_90, s.inflow_30, s.outflow_30,
    s.external_inflow_30, s.external_outflow_30,
    greatest(s.peak_before, mean_of(s.aum_sum_30, span(30))) as peak_aum_avg_30, s.last_active_on, s.last_purchase_on,
    s.told_before or q.customer_id is not null as first_fund_told, s.peak_before, s.asked_before
from summed s left join first_fund_profit q using (customer_id);
