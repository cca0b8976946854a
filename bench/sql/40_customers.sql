-- The mart customers: tonight's snapshot with its positions, sums, contacts, tier, segment, lifecycle and cadence.

create temp table contact as
select customer_id, max(contact_on) filter (two_way) as last_contact_on from contacts group by customer_id;

create temp view fact as
select c.customer_id, m.household_id, c.branch_id, c.rm_id, c.kind, c.opened_on, c.closed_on, c.birth_date, c.birth_calendar,
    c.risk_level, c.risk_assessed_on, c.occupation, c.employer, c.industry, c.annual_income, c.company_size,
    s.aum, coalesce(x.liabilities, 0) as liabilities, s.deposit_balance,
    coalesce(x.time_deposit, 0) as time_deposit, coalesce(x.fx_deposit, 0) as fx_deposit,
    mean_of(s.aum_sum_30, span(30)) as aum_avg_30, mean_of(s.aum_sum_90, span(90)) as aum_avg_90,
    mean_of(s.deposit_sum_30, span(30)) as deposit_avg_30, mean_of(s.deposit_sum_90, span(90)) as deposit_avg_90,
    coalesce(x.product_count, 0) as product_count, coalesce(x.mask, 0) as mask,
    coalesce(x.mask, 0) & 56 <> 0 as familiar,  -- bits of wealth_product, fund, insurance
    greatest(x.last_bought_on, s.last_purchase_on) as last_investment_on,
    coalesce(greatest(x.last_bought_on, s.last_purchase_on) <= months_on(d(), -6), true) as under_served,
    tier_of(s.aum) as tier, a.account_activity, s.inflow_30, s.outflow_30,
    s.external_inflow_30, s.external_outflow_30, s.asked_before, x.first_bought_on,
    coalesce(x.former_mask, 0) as former_mask, coalesce(x.bought_year, 0) as bought_year, s.last_active_on, s.peak_before,
    t.last_contact_on, b.tier as tier_before, b.customer_id is not null as known_before, b.aum as aum_before,
    b.tier_basis as basis_before, b.under_served as under_served_before, b.lifecycle as lifecycle_before,
    g.segment as confirmed, y.days as agreed_days, z.customer_id is not null as is_dead,
    not exists (from feed_customers where mobile is not null or phone is not null)
        or (c.phone is not null and (c.customer_id, c.phone_index) not in (
            select (customer_id, number_index) from number_marks where field = 'phone'))
        or (c.mobile is not null and (c.customer_id, c.mobile_index) not in (
            select (customer_id, number_index) from number_marks where field = 'mobile')) as has_number
from people c
join carried s using (customer_id)
left join position x using (customer_id)
left join activity a using (customer_id)
left join contact t using (customer_id)
left join prev_customers b using (customer_id)
left join (select customer_id, segment from segment_assignments where scheme = 'four_types') g using (customer_id)
left join cadence_agreements y using (customer_id)
left join household m using (customer_id)
left join dead z using (customer_id);

create temp view living as
select *, case
        when mask = 0 or (aum_avg_30 < 100 and coalesce(peak_before >= 10000, false)) then 'lost'
        when d() - opened_on <= 90 then 'new'
        when coalesce(last_active_on <= d() - 180, true) then 'dormant'
        when aum_avg_30 * 10 >= aum_avg_90 * 11 then 'growing'
        else 'mature' end as lifecycle
from fact;
