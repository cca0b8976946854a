-- From candidates to a list: who comes in front, both sides, quotas, ranks; for the week first, then for the day.

create temp macro keys_for(which) as table
select c.customer_id, c.rm_id, c.familiar, c.aum, c.priority, c.overdue_days, g.promise_at, t.deposit_on, t.dated_on,
    c.last_contact_on is null or coalesce(c.next_contact_due_on <= a.last_day, false)
        or c.customer_id in (
            select coalesce(survivor_id, customer_id) from reasons left join merges using (customer_id)
            where state = 'open' and list_contains(decides(), kind))
        as is_due,
    case when promise_at is not null then 0 when dated_on is not null then 1 else 2 end as step
from customer c join asked a on a.ask = which
left join promised g on g.customer_id = c.customer_id and g.ask = which
left join dated t on t.customer_id = c.customer_id and t.ask = which
where c.rm_id is not null;

-- A list of n out of candidates: promises and dates first (stage 0), then the week's names (1), then the book (2),
-- each of these two as near to 1 : 2 as what is left allows.
create temp macro chosen_of(source, n) as table
with placed as (
    select *, row_number() over (
        partition by rm_id, stage, stage > 0 and familiar
        order by case when stage = 0 then step end, case when step = 0 then promise_at end,
            case when stage = 0 then dated_on end nulls last, case when stage = 0 then deposit_on end nulls last,
            case when stage > 0 then not is_due end, case when stage > 0 and familiar then priority end nulls last,
            case when stage > 0 and familiar then overdue_days end desc, case when stage > 0 then aum end desc,
            customer_id) as place
    from query_table(source)),
count as (
    select rm_id, (2 * n + 3) // 6 as quota, least(n, count(*) filter (stage = 0)) as front,
        count(*) filter (stage = 0 and place <= n and familiar) as front_familiar,
        count(*) filter (stage = 1 and familiar) as week_familiar,
        count(*) filter (stage = 1 and not familiar) as week_other,
        count(*) filter (stage = 2 and familiar) as book_familiar,
        count(*) filter (stage = 2 and not familiar) as book_other
    from placed group by rm_id),
week_wanted as (
    select *, n - front as room, least(greatest(0, quota - front_familiar), room) as want from count),
week_taken as (
    select *, least(week_familiar, want + greatest(0, room - want - week_other)) as take,
        least(week_other, room - want + greatest(0, want - week_familiar)) as take_other from week_wanted),
book_wanted as (
    select *, room - take - take_other as left_over,
        least(greatest(0, quota - front_familiar - take), left_over) as book_want from week_taken),
room as (
    select *, least(book_familiar, book_want + greatest(0, left_over - book_want - book_other)) as fill,
        least(book_other, left_over - book_want + greatest(0, book_want - book_familiar)) as fill_other
    from book_wanted)
select p.*, greatest(0, r.quota - r.front_familiar - r.take - r.fill) as familiar_short,
    greatest(0, n - r.quota - (r.front - r.front_familiar) - r.take_other - r.fill_other) as other_short,
    row_number() over (
        partition by p.rm_id
        order by case when p.stage = 0 then 0 when p.familiar then 2 else 1 end, p.stage, p.place) as rank
from placed p join room r using (rm_id)
where p.place <= case p.stage when 0 then n when 1 then case when p.familiar then r.take else r.take_other end
    else case when p.familiar then r.fill else r.fill_other end end;

-- One person and one number once: groups by identity number, by mobile and by a household's landline, four steps far; the best-placed is called.
create temp macro best_of(source, choice) as table
with mine as (select customer_id, id_index, mobile_index, phone_index, household_id
    from feed_customers semi join (from query_table(source)) using (customer_id)
    left join household using (customer_id)),
number as (
    select customer_id, id_index as number, 'id' as what from mine
    union all select customer_id, mobile_index, 'mobile' from mine
    union all select customer_id, phone_index, household_id from mine where household_id is not null),
shared as (
    select what, number, min(customer_id) as first_id from number where number is not null
    group by what, number having count(*) > 1),
tied as (select n.customer_id as here, s.first_id as there from number n join shared s using (what, number)),
same_tie as (
    select here, there from tied union select there, here from tied union select here, here from tied
    union select there, there from tied),
two_steps as (
    select distinct near.here, far.there from same_tie near join same_tie far on near.there = far.here),
same as (
    select near.here as customer_id, min(far.there) as label
    from two_steps near join two_steps far on near.there = far.here group by near.here)
select customer_id, first_value(customer_id) over (
        partition by label order by rank nulls last, customer_id) as best_id
from same left join (select customer_id, rank from query_table(choice)) using (customer_id);

-- The week, for managers who have no list of it: whom some day of it suits.
create temp table maybe as
select c.* from customer c join cause b using (customer_id)
where b.cause is not null and b.until is not null and c.rm_id in (select rm_id from without_week);

create temp table week_candidate as
select *, case when step < 2 then 0 else 2 end as stage
from keys_for(99)
where rm_id in (select rm_id from without_week) and (
    customer_id in (select customer_id from cause where cause is null)
    or customer_id in (select customer_id from judged('maybe', 1, 6) where cause is null));

create temp table week_first as from chosen_of('week_candidate', 20 * len(week_left()));
create temp table week_best as from best_of('week_candidate', 'week_first');
create temp view week_alone as
from week_candidate anti join (from week_best where customer_id <> best_id) using (customer_id);

create temp table week_name as
from standing
union all
select rm_id, cast(date_trunc('week', l()) as date), rank, customer_id,
    case when familiar then 'familiar' else 'unfamiliar' end,
    case when familiar then familiar_short else other_short end, 20 * len(week_left()), d(), l()
from chosen_of('week_alone', 20 * len(week_left()));

create temp table week_list as
select w.*, d() as business_date, r.attempted_on, r.connected_on
from week_name w left join (
    select customer_id, min(contact_on) as attempted_on, min(contact_on) filter (two_way) as connected_on
    from contacts join week_name using (customer_id) where contact_on > made_on group by customer_id) r
using (customer_id);

-- The day.
create temp table owned as
select k.*, b.cause, b.until, case when step < 2 then 0
    when k.customer_id in (select customer_id from week_list where connected_on is null) then 1 else 2 end as stage
from keys_for(0) k join cause b using (customer_id);

create temp view candidate as from owned where cause is null;
create temp table first_choice as from chosen_of('candidate', 20);
create temp table best as from best_of('candidate', 'first_choice');
create temp view alone as
from candidate anti join (from best where customer_id <> best_id) using (customer_id);
create temp table ranked as from chosen_of('alone', 20);

create temp table reason as
select customer_id, list(kind order by urgency) as kinds from (
    select distinct r.customer_id, e.kind, list_position(urgency(), e.kind) as urgency
    from ranked r join speaks e using (customer_id))
group by customer_id;

create temp table call_list as
select q.rm_id, d() as business_date, q.rank, q.customer_id,
    case when q.familiar then 'familiar' else 'unfamiliar' end as side,
    list_concat(case when q.step = 0 then ['promise'] else [] end, coalesce(r.kinds, []),
        case when q.step = 2 then ['top_aum'] else [] end) as reasons,
    case when q.familiar then 'maintain_and_introduce' else 'segment_and_invite' end as goal,
    case when q.familiar then q.familiar_short else q.other_short end as deviation
from ranked q left join reason r using (customer_id);

create temp table exclusions as
select o.rm_id, d() as business_date, o.customer_id, coalesce(m.survivor_id, b.best_id) as same_as,
    coalesce(o.cause, case when b.best_id is not null then 'same_number'
        when o.stage = 2 then 'not_this_week' else 'quota_full' end) as cause,
    case when o.cause is null and b.best_id is null and o.stage = 2 then next_week() else o.until end as until
from owned o anti join ranked r using (customer_id)
left join (from best where customer_id <> best_id) b using (customer_id)
left join merges m using (customer_id);
