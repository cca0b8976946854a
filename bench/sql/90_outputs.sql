-- One view per mart and state table, columns named as in the contract; the program casts, sorts and writes them.

create temp table former_list as
select m.former_mask, list(g.category order by g.category) filter (m.former_mask & (1 << g.bit) <> 0) as former_categories
from (select distinct former_mask from customer) m cross join category g group by m.former_mask;

create temp view out_customers as
select c.*, coalesce(f.former_categories, cast([] as varchar[])) as former_categories,
    c.first_bought_on as first_invested_on,
    case when c.asset_share is not null and c.account_activity is not null
        then c.product_coverage >= 0.3 and c.asset_share >= 0.5 and c.account_activity >= 0.5 end as main_bank, d() as business_date, playbook_version() as playbook_version, c.aum as tier_basis,
    case when c.aum <> 0 then to_cents(c.time_deposit) / to_cents(c.aum) end as time_deposit_share,
    l.categories, floor_of(c.aum) as tier_floor, next_floor(c.aum) - c.aum as next_tier_gap,
    coalesce(segment_source = 'nearest' or (segment_source = 'rule' and not c.familiar), false) as segment_assumed,
    cast([] as varchar[]) as tags, null as grade, null as level
from shared_customer c join category_list l using (mask) left join former_list f using (former_mask);

create temp view out_events as
select substr(sha256(customer_id || '|' || kind || '|' || subject || '|' || due_on), 1, 32) as event_id,
    d() as business_date, customer_id, kind, subject, due_on, amount, detail
from event;

create temp view out_call_list as select * from call_list;
create temp view out_week_list as select * from week_list;
create temp view out_exclusions as select * from exclusions;
create temp view out_carried as
select c.*, coalesce(e.due_on, c.asked_before) as referral_told_on
from carried c left join (from event where kind = 'referral_due') e using (customer_id);
create temp view out_daily_flows as select * from daily_flows;
create temp view out_holding_state as select * from holding_state;
create temp view out_reasons as select * from reasons;
create temp view out_matured as select * from matured;
create temp view out_purchases as select * from purchases;

create temp macro whole(x) as coalesce(x, 0);

-- The banks of the benchmark have no joint accounts.
create temp view out_book as
select s.staff_id as rm_id, d() as business_date, s.branch_id, whole(t.customers) as customers, whole(t.aum) as aum,
    0 as joint_repeats, whole(t.tier_general) as tier_general, whole(t.tier_personal) as tier_personal,
    whole(t.tier_platinum) as tier_platinum, whole(t.tier_private) as tier_private,
    whole(t.assets_general) as assets_general, whole(t.assets_personal) as assets_personal,
    whole(t.assets_platinum) as assets_platinum, whole(t.assets_private) as assets_private,
    whole(t.share_known) as share_known, whole(t.share_here) as share_here, whole(t.share_elsewhere) as share_elsewhere,
    whole(t.familiar) as familiar,
    whole(t.under_served) as under_served, whole(t.overdue) as overdue, t.products_per_customer,
    columns('penetration_.*'), whole(m.made) as contacts_made, whole(m.connected) as contacts_connected,
    whole(n.size) as list_size, whole(n.familiar) as list_familiar, whole(n.unfamiliar) as list_unfamiliar,
    greatest(0, 7 - whole(n.familiar)) as deviation_familiar,
    greatest(0, 13 - whole(n.unfamiliar)) as deviation_unfamiliar, whole(r.reachable) as reachable,
    whole(r.without_consent) as without_consent, whole(r.without_number) as without_number
from listed s left join total t on t.by_manager and t.rm_id = s.staff_id left join made m on m.staff_id = s.staff_id
left join list_count n on n.rm_id = s.staff_id left join reach r on r.rm_id = s.staff_id;

create temp view out_branch as
select b.branch_id, d() as business_date, b.parent_id, whole(t.customers) as customers, whole(t.aum) as aum,
    0 as joint_repeats, whole(t.tier_general) as tier_general, whole(t.tier_personal) as tier_personal,
    whole(t.tier_platinum) as tier_platinum, whole(t.tier_private) as tier_private,
    whole(t.assets_general) as assets_general, whole(t.assets_personal) as assets_personal,
    whole(t.assets_platinum) as assets_platinum, whole(t.assets_private) as assets_private,
    whole(t.share_known) as share_known, whole(t.share_here) as share_here, whole(t.share_elsewhere) as share_elsewhere,
    whole(t.familiar) as familiar,
    whole(t.under_served) as under_served, whole(t.overdue) as overdue, t.products_per_customer,
    columns('penetration_.*'), whole(m.made) as contacts_made, whole(m.connected) as contacts_connected,
    0 as joint_across, whole(n.size) as list_size
from feed_branches b left join total t on not t.by_manager and t.branch_id = b.branch_id
left join made_branch m on m.branch_id = b.branch_id left join list_branch n on n.branch_id = b.branch_id;

create temp view out_rates as select currency, date, rate from latest_rate;
