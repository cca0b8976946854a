-- Whom nobody may call on the list day: one small table per cause, the first day without it beside it.

create temp table stopped as
select customer_id, case when count(*) = count(ends_on) then max(ends_on) + 1 end as until
from suppressions where starts_on <= l() and coalesce(ends_on >= l(), true) group by customer_id;

create temp table disturbed as
select customer_id, case when count(*) = count(ends_on) then max(ends_on) + 1 end as until
from do_not_disturb
where channel in ('phone', 'any') and topic in ('', 'maintain', 'segment')
    and starts_on <= l() and coalesce(ends_on >= l(), true)
group by customer_id;

-- A call needs no consent of its own, but a no counts; a refused call counts for 180 days unless a yes comes later.
create temp table said as
select customer_id, max(decided_on) filter (decision = 'granted') as yes_on,
    max(decided_on) filter (decision <> 'granted') as no_on
from consents where channel in ('phone', 'any') and decided_on <= d() group by customer_id;

create temp table unwilling as
select customer_id, case when s.no_on is null or s.yes_on > s.no_on then r.refused_on + 180 end as until
from said s full join (
    select customer_id, max(contact_on) as refused_on from contacts
    where channel = 'phone' and outcome = 'refused' and contact_on > l() - 180 group by customer_id) r
using (customer_id)
where (s.no_on is not null and coalesce(s.yes_on <= s.no_on, true))
    or (r.refused_on is not null and coalesce(s.yes_on <= r.refused_on, true));

create temp table tried as
select customer_id, contact_on as day from contacts where contact_on > l() - 30
union all select customer_id, given_on from clearances where given_on > l() - 30 and given_on <= d();

create temp view counted as
select customer_id as who, day, false as together from tried
union all select household_id, day, true from tried join household using (customer_id);

create temp table at_cap as
select who, together, max(day + days) as until from (
    select who, together, day, row_number() over (partition by together, who order by day desc) as number from counted)
join (values (false, 3, 7), (false, 6, 30), (true, 4, 7), (true, 12, 30)) cap (of_household, count, days)
    on together = of_household and number = cap.count
where day + days > l() group by all;

create temp table capped as
select customer_id, max(until) as until from (
    select who as customer_id, until from at_cap where not together
    union all select customer_id, until from household join at_cap on together and who = household_id)
group by customer_id;

create temp table untimely as
select customer_id, (
        select min(day) from (select l() + cast(n as integer) as day from range(1, 7) later (n))
        where list_contains(weekdays, cast(isodow(day) as varchar))) as until
from preferences where len(weekdays) > 0 and not list_contains(weekdays, cast(isodow(l()) as varchar));

-- What was promised: the first moment that is due by the list day, and the nearest day after it.
create temp table promised as
select customer_id, min((due_on, coalesce(due_minute, 1440))) filter (due_on <= l()) as promise_at,
    min(due_on) filter (due_on > l()) as promised_on
from promises group by customer_id;
