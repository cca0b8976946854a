-- Which lists are made tonight: for the list day, and for a week where managers have no list of it yet.

create temp table listed as
select staff_id, branch_id from feed_staff where active and role in ('rm', 'wealth');

-- What a night before put down for an earlier day of this week, while the manager has the customer.
create temp table standing as
select w.rm_id, w.week_on, w.rank, w.customer_id, w.side, w.deviation, w.size, w.made_on, w.first_on
from prev_week_list w join customer c using (customer_id) join listed s on s.staff_id = w.rm_id
where c.rm_id = w.rm_id and w.week_on = cast(date_trunc('week', l()) as date) and w.first_on < l()
    and w.customer_id not in (select customer_id from merges);

create temp table without_week as
select staff_id as rm_id from listed where staff_id not in (select rm_id from standing)
    and staff_id in (select rm_id from customer where rm_id is not null);

-- 0 is the list day, 1 to 6 are the days after it in the week, 99 is all of them together.
create temp table asked as
select 0 as ask, l() as first_day, l() as last_day
union all
select place - 1, week_left()[place], week_left()[place] from range(2, len(week_left()) + 1) later (place)
where exists (from without_week)
union all
select 99, l(), week_left()[-1] where exists (from without_week);
