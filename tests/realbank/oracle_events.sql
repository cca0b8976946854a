-- The events the real bank's feeds hold, night by night, from scratch.

create macro in_year(day, years) as make_date(year(day) + years, month(day),
    case when month(day) = 2 and day(day) = 29 and (year(day) + years) % 4 <> 0 then 28 else day(day) end);

create table ahead as
select night, cast(unnest(generate_series(night, night + 7, interval 1 day)) as date) as day from night;

create table change as
select n.night, j.customer_id, j.aum, j.tier, j.next_floor, j.lifecycle, p.tier as tier_before,
    p.lifecycle as lifecycle_before, p.aum as aum_before, p.next_floor as next_floor_before
from night n join judged j on j.night = n.night
left join judged p on p.night = n.before and p.customer_id = j.customer_id;

create table day_flow as
select o.night, o.customer_id, o.day, sum(o.amount) as net
from own o join night n on o.night = n.night
where o.initiated and o.day between n.since and n.night group by all;

create table expected_events as
select a.night as business_date, w.customer_id, 'birthday' as kind, '' as subject, a.day as due_on,
    cast(null as decimal(18, 2)) as amount
from worth w join ahead a using (night) where in_year(w.birth_date, year(a.day) - year(w.birth_date)) = a.day
union all
select a.night, w.customer_id, 'account_anniversary', '', a.day, null
from worth w join ahead a using (night)
where year(a.day) > year(w.opened_on) and in_year(w.opened_on, year(a.day) - year(w.opened_on)) = a.day
union all
select w.night, w.customer_id, 'retirement_talk', '', in_year(w.birth_date, age), null
from worth w join night n using (night), (select cast(unnest(range(43, 61)) as integer) as age)
where in_year(w.birth_date, age) between n.since and n.night
union all
select w.night, w.customer_id, 'referral_due', '', cast(w.opened_on + interval 3 month as date), null
from worth w join night n using (night) where w.opened_on + interval 3 month between n.since and n.night
union all
select w.night, w.customer_id, 'cadence_overdue', '', e.next_contact_due_on + 1, null
from worth w join night n using (night)
join expected_customers e on e.business_date = w.night and e.customer_id = w.customer_id
where e.next_contact_due_on + 1 between n.since and n.night
union all
select night, customer_id, 'loan_due', holding_id, matures_on, exact(balance)
from position where category = 'loan' and matures_on - night between 0 and 30
union all
select f.night, f.customer_id, case when f.net > 0 then 'large_inflow' else 'large_outflow' end, '', f.day, exact(f.net)
from day_flow f join change c on f.night = c.night and f.customer_id = c.customer_id
where abs(f.net) >= 50000 and abs(f.net) >= 0.20 * coalesce(c.aum_before, greatest(0, c.aum - f.net))
union all
select o.night, o.customer_id, 'large_cash', o.holding_id, o.day, exact(sum(abs(o.amount)))
from own o join night n using (night)
where o.cash and abs(o.amount) >= 50000 and o.day between n.since and n.night group by all
union all
select c.night, c.customer_id, case when a.number > b.number then 'tier_up' else 'tier_down' end, '', c.night, null
from change c join band a on a.tier = c.tier join band b on b.tier = c.tier_before where a.number <> b.number
union all
select night, customer_id, 'near_next_tier', '', night, exact(next_floor - aum) from change
where next_floor - aum <= 0.10 * next_floor and next_floor_before - aum_before > 0.10 * next_floor_before
union all
select night, customer_id, 'became_' || lifecycle, '', night, null from change
where lifecycle in ('dormant', 'lost') and lifecycle_before <> lifecycle;

-- The list is worked on the next weekday; this calendar knows no holidays of these years.
create macro list_day(night) as night + case dayofweek(night) when 5 then 3 when 6 then 2 else 1 end;

-- An event of these kinds stays an open reason until the list day lies some days after it was told and has come; nobody acts
-- on one here.
create table reason as
select customer_id, kind, subject, due_on, told_on, greatest(greatest(due_on, told_on) + days, list_day(told_on)) as lapses_on
from (select customer_id, kind, subject, due_on, min(business_date) as told_on from expected_events group by all)
join (values ('loan_due', 7), ('large_outflow', 30), ('large_inflow', 30), ('large_cash', 14), ('tier_down', 30),
    ('near_next_tier', 30), ('became_lost', 60), ('referral_due', 30), ('retirement_talk', 60)) lapse (kind, days)
using (kind);

-- Loans that are told no more before their day, and states that were left: from that night on nobody speaks of them.
create table ended as
select r.customer_id, r.kind, r.subject, r.due_on, n.night
from reason r join night n on r.told_on < n.night
left join judged j on j.night = n.night and j.customer_id = r.customer_id
left join judged t on t.night = r.told_on and t.customer_id = r.customer_id
where case r.kind
    when 'near_next_tier' then not coalesce(j.next_floor = t.next_floor and j.next_floor - j.aum <= 0.10 * j.next_floor, false)
    when 'became_lost' then not coalesce(j.lifecycle = 'lost', false)
    else r.due_on >= n.night and not exists (from expected_events e where e.business_date = n.night
        and e.customer_id = r.customer_id and e.kind = r.kind and e.subject = r.subject and e.due_on = r.due_on) end;

create table speaking as
select business_date as night, customer_id, kind from expected_events
union select n.night, r.customer_id, r.kind from reason r join night n on r.told_on <= n.night and list_day(n.night) <= r.lapses_on
where not exists (from ended e where e.customer_id = r.customer_id and e.kind = r.kind and e.subject = r.subject
    and e.due_on = r.due_on and e.night <= n.night);

-- Nobody holds an investment, a time deposit or a contact record: every list is unfamiliar names who are due, birthdays
-- of the week from the list day on first. No cap is reached, nobody's and no household's; but nobody calls a child.
create table waiting as
select w.night, w.rm_id, w.customer_id, w.aum, in_year(w.birth_date, 14) as of_age_on,
    (select min(e.due_on) from expected_events e where e.business_date = w.night and e.customer_id = w.customer_id
        and e.kind = 'birthday' and e.due_on between list_day(w.night) and list_day(w.night) + 7) as birthday
from worth w;

create table chosen as
select * from waiting where of_age_on <= list_day(night) qualify row_number() over (
    partition by night, rm_id order by birthday nulls last, case when birthday is null then aum end desc, customer_id) <= 20;

create table told as
select r.night, r.customer_id, list(r.kind order by r.urgency) as kinds from (
    select distinct c.night, c.customer_id, e.kind, list_position([
        'birthday', 'loan_due', 'large_outflow', 'became_lost', 'tier_down', 'large_inflow', 'near_next_tier', 'tier_up',
        'large_cash', 'became_dormant', 'cadence_overdue', 'account_anniversary', 'retirement_talk', 'referral_due'],
        e.kind) as urgency
    from chosen c join speaking e using (night, customer_id)) r
group by all;

create table expected_call_list as
select c.rm_id, c.night as business_date, c.customer_id, 'unfamiliar' as side, 'segment_and_invite' as goal,
    row_number() over (partition by c.night, c.rm_id order by c.birthday nulls last,
        case when c.birthday is null then c.aum end desc, c.customer_id) as rank,
    coalesce(t.kinds, []) || case when c.birthday is null then ['top_aum'] else [] end as reasons,
    greatest(0, 13 - count(*) over (partition by c.night, c.rm_id)) as deviation
from chosen c left join told t on t.night = c.night and t.customer_id = c.customer_id;

create table expected_exclusions as
select rm_id, night as business_date, customer_id,
    case when of_age_on > list_day(night) then 'suppressed' else 'quota_full' end as cause,
    case when of_age_on > list_day(night) then of_age_on end as until
from waiting anti join chosen using (night, customer_id);
