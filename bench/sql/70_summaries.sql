-- What the marts book and branch count: one pass over the open customers, grouped by manager and by branch.

create temp macro held(mask, bit) as count(*) filter (mask & (1 << bit) <> 0) / count(*);

-- What people told of other banks, beside the customers; the rules of lists and events here do not read it.
create temp view shared_customer as
select c.*, t.elsewhere,
    case when t.elsewhere is not null and c.aum >= 0 then to_cents(c.aum) / to_cents(c.aum + t.elsewhere) end as asset_share,
    case c.kind when 'person' then bit_count(c.mask & 8191) / 13 else bit_count(c.mask & 255055) / 11 end as product_coverage
from customer c
left join (select customer_id, sum(amount) as elsewhere from details where item = 'other_bank' group by customer_id) t
    using (customer_id);

create temp view open_customer as select * from shared_customer where coalesce(closed_on > d(), true);

create temp table total as
select rm_id, branch_id, grouping(rm_id) = 0 as by_manager, count(*) as customers, sum(aum) as aum,
    count(*) filter (tier = 'general') as tier_general, count(*) filter (tier = 'personal') as tier_personal,
    count(*) filter (tier = 'platinum') as tier_platinum, count(*) filter (tier = 'private') as tier_private,
    coalesce(sum(aum) filter (tier = 'general'), 0) as assets_general,
    coalesce(sum(aum) filter (tier = 'personal'), 0) as assets_personal,
    coalesce(sum(aum) filter (tier = 'platinum'), 0) as assets_platinum,
    coalesce(sum(aum) filter (tier = 'private'), 0) as assets_private,
    count(*) filter (asset_share is not null) as share_known,
    coalesce(sum(aum) filter (asset_share is not null), 0) as share_here,
    coalesce(sum(elsewhere) filter (asset_share is not null), 0) as share_elsewhere,
    count(*) filter (familiar) as familiar, count(*) filter (under_served) as under_served,
    count(*) filter (overdue_days > 0) as overdue, sum(product_count) / count(*) as products_per_customer,
    held(mask, 0) as penetration_demand_deposit, held(mask, 1) as penetration_time_deposit,
    held(mask, 2) as penetration_fx_deposit, held(mask, 3) as penetration_wealth_product,
    held(mask, 4) as penetration_fund, held(mask, 5) as penetration_insurance, held(mask, 6) as penetration_bond,
    held(mask, 7) as penetration_precious_metal, held(mask, 8) as penetration_securities,
    held(mask, 9) as penetration_trust, held(mask, 10) as penetration_loan, held(mask, 11) as penetration_mortgage,
    held(mask, 12) as penetration_credit_card, held(mask, 13) as penetration_settlement,
    held(mask, 14) as penetration_payroll, held(mask, 15) as penetration_annuity,
    held(mask, 16) as penetration_cash_management, held(mask, 17) as penetration_bill
from open_customer group by grouping sets ((rm_id), (branch_id));

create temp table list_count as
select rm_id, count(*) as size, count(*) filter (side = 'familiar') as familiar,
    count(*) filter (side = 'unfamiliar') as unfamiliar
from call_list group by rm_id;

create temp table made as
select staff_id, count(*) as made, count(*) filter (two_way) as connected
from contacts where contact_on > d() - 30 group by staff_id;

create temp table made_branch as
select c.branch_id, count(*) as made, count(*) filter (t.two_way) as connected
from contacts t join open_customer c using (customer_id) where t.contact_on > d() - 30 group by c.branch_id;

create temp table list_branch as
select l.branch_id, sum(n.size) as size from list_count n join listed l on l.staff_id = n.rm_id group by l.branch_id;

-- Who can be reached in the list day's week: nobody keeps them off on one of its days as far as tonight knows, or
-- they were spoken to since Monday.
create temp table reach as
select rm_id, count(*) filter (can) as reachable,
    count(*) filter (not can and cause = 'no_consent') as without_consent,
    count(*) filter (not can and cause = 'no_number') as without_number
from (
    select o.rm_id, o.cause, o.cause is null or (o.cause <> 'closed' and (
        coalesce(c.last_contact_on >= cast(date_trunc('week', l()) as date), false)
        or coalesce(o.until <= week_left()[-1], false))) as can
    from owned o join customer c using (customer_id))
group by rm_id;
