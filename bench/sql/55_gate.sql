-- Whom nobody may call on a day that is asked about: one small table per cause, the first day without it beside it.

create temp table stopped as
select ask, customer_id, case when count(*) = count(ends_on) then max(ends_on) + 1 end as until
from suppressions cross join asked
where starts_on <= first_day and coalesce(ends_on >= first_day, true) group by ask, customer_id;

create temp table disturbed as
select ask, customer_id, case when count(*) = count(ends_on) then max(ends_on) + 1 end as until
from do_not_disturb cross join asked
where channel in ('phone', 'any') and topic in ('', 'maintain', 'segment')
    and starts_on <= first_day and coalesce(ends_on >= first_day, true)
group by ask, customer_id;

-- A call needs no consent of its own, but a no counts; a refused call counts for 180 days unless a yes comes later.
create temp table said as
select customer_id, max(decided_on) filter (decision = 'granted') as yes_on,
    max(decided_on) filter (decision <> 'granted') as no_on
from consents where channel in ('phone', 'any') and decided_on <= d() group by customer_id;

create temp table unwilling as
select ask, customer_id, case when s.no_on is null or s.yes_on > s.no_on then r.refused_on + 180 end as until
from said s full join (
    select customer_id, max(contact_on) as refused_on from contacts
    where channel = 'phone' and outcome = 'refused' and contact_on > l() - 180 group by customer_id) r
using (customer_id) cross join asked
where (s.no_on is not null and coalesce(s.yes_on <= s.no_on, true))
    or (coalesce(r.refused_on + 180 > first_day, false) and coalesce(s.yes_on <= r.refused_on, true));

create temp table tried as
select customer_id, contact_on as day from contacts where contact_on > l() - 30
union all select customer_id, given_on from clearances where given_on > l() - 30 and given_on <= d();

create temp view counted as
select customer_id as who, day, false as together from tried
union all select household_id, day, true from tried join household using (customer_id);

create temp table at_cap as
select ask, who, together, max(day + days) as until from (
    select who, together, day, row_number() over (partition by together, who order by day desc) as number from counted)
join (values (false, 3, 7), (false, 6, 30), (true, 4, 7), (true, 12, 30)) cap (of_household, count, days)
    on together = of_household and number = cap.count
cross join asked where day + days > first_day group by all;

create temp table capped as
select ask, customer_id, max(until) as until from (
    select ask, who as customer_id, until from at_cap where not together
    union all select ask, customer_id, until from household join at_cap on together and who = household_id)
group by ask, customer_id;

create temp table untimely as
select ask, customer_id, (
        select min(day) from (select first_day + cast(n as integer) as day from range(1, 7) later (n))
        where list_contains(weekdays, cast(isodow(day) as varchar))) as until
from preferences cross join asked
where len(weekdays) > 0 and not list_contains(weekdays, cast(isodow(first_day) as varchar));

-- What was promised: the first moment that is due by the last day asked about, and the nearest day after it.
create temp table promised as
select ask, customer_id, min((due_on, coalesce(due_minute, 1440))) filter (due_on <= last_day) as promise_at,
    min(due_on) filter (due_on > last_day) as promised_on
from promises cross join asked group by ask, customer_id;

create temp table dated as
select ask, customer_id, min(due_on) filter (kind = 'deposit_maturing') as maturing_on,
    min(due_on) filter (kind <> 'deposit_matured') as coming_on, min(due_on) filter (kind <> 'birthday') as deposit_on,
    min(due_on) as dated_on
from (
    select coalesce(survivor_id, customer_id) as customer_id, kind, due_on from event left join merges using (customer_id))
cross join asked
where (kind = 'deposit_maturing' and due_on <= last_day + 10) or kind = 'deposit_matured'
    or (kind = 'birthday' and due_on between first_day and last_day + 7)
group by ask, customer_id;

-- The first cause of each customer of a table, on the days from one ask to another.
create temp macro judged(who, lowest, highest) as table
select a.ask, c.rm_id, c.customer_id,
    c.kind = 'person' and coalesce(months_on(c.birth_date, 14 * 12) > a.first_day, false) as is_minor,
    c.last_contact_on + cast(least(7, (c.cadence_days + 1) // 2) as integer) as rests_until,
    case when o.customer_id is not null then 'merged'
        when c.closed_on <= d() then 'closed'
        when s.customer_id is not null or is_minor then 'suppressed'
        when n.customer_id is not null then 'do_not_disturb'
        when u.customer_id is not null then 'no_consent'
        when not c.has_number then 'no_number'
        when rests_until > a.first_day and g.promise_at is null and coalesce(t.maturing_on > a.first_day + 3, true)
            then 'contacted_recently'
        when k.customer_id is not null then 'frequency_cap'
        when w.customer_id is not null then 'unsuitable_time'
        when g.promised_on is not null and g.promise_at is null and coalesce(t.coming_on >= g.promised_on, true)
            then 'promised'
        when l.staff_id is null then 'owner_inactive' end as cause,
    case cause
        when 'suppressed' then case when s.customer_id is null or s.until is not null
            then greatest(s.until, case when is_minor then months_on(c.birth_date, 14 * 12) end) end
        when 'do_not_disturb' then n.until when 'no_consent' then u.until
        when 'contacted_recently' then least(rests_until, g.promised_on, t.maturing_on - 3)
        when 'frequency_cap' then k.until when 'unsuitable_time' then w.until when 'promised' then g.promised_on
        end as until
from (from query_table(who)) c join asked a on a.ask between lowest and highest
left join merges o on o.customer_id = c.customer_id
left join stopped s on s.customer_id = c.customer_id and s.ask = a.ask
left join disturbed n on n.customer_id = c.customer_id and n.ask = a.ask
left join unwilling u on u.customer_id = c.customer_id and u.ask = a.ask
left join capped k on k.customer_id = c.customer_id and k.ask = a.ask
left join untimely w on w.customer_id = c.customer_id and w.ask = a.ask
left join promised g on g.customer_id = c.customer_id and g.ask = a.ask
left join dated t on t.customer_id = c.customer_id and t.ask = a.ask
left join listed l on l.staff_id = c.rm_id
where c.rm_id is not null;

create temp table cause as from judged('customer', 0, 0);
