-- The marts call_list and exclusions: causes first, then who comes in front, both sides, quotas, ranks, reasons.

create temp table listed as
select staff_id, branch_id from feed_staff where active and role in ('rm', 'wealth');

create temp table dated as
select customer_id, min(due_on) filter (kind = 'deposit_maturing') as maturing_on,
    min(due_on) filter (kind <> 'deposit_matured') as coming_on, min(due_on) filter (kind <> 'birthday') as deposit_on,
    min(due_on) as dated_on
from event
where (kind = 'deposit_maturing' and due_on <= l() + 10) or kind = 'deposit_matured'
    or (kind = 'birthday' and due_on between l() and l() + 7)
group by customer_id;

create temp table owned as
select c.rm_id, c.customer_id, c.familiar, c.aum, c.priority, c.overdue_days, g.promise_at, t.deposit_on, t.dated_on,
    c.kind = 'person' and coalesce(months_on(c.birth_date, 14 * 12) > l(), false) as is_minor,
    c.last_contact_on + cast(least(7, (c.cadence_days + 1) // 2) as integer) as rests_until,
    case when c.closed_on <= d() then 'closed'
        when s.customer_id is not null or is_minor then 'suppressed'
        when n.customer_id is not null then 'do_not_disturb'
        when u.customer_id is not null then 'no_consent'
        when not c.has_number then 'no_number'
        when rests_until > l() and g.promise_at is null and coalesce(t.maturing_on > l() + 3, true)
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
        end as until,
    c.last_contact_on is null or coalesce(c.next_contact_due_on <= l(), false)
        or c.customer_id in (select customer_id from reasons where state = 'open' and list_contains(decides(), kind))
        as is_due
from customer c left join stopped s using (customer_id) left join disturbed n using (customer_id)
left join unwilling u using (customer_id) left join capped k using (customer_id)
left join untimely w using (customer_id) left join promised g using (customer_id)
left join dated t using (customer_id) left join listed l on l.staff_id = c.rm_id
where c.rm_id is not null;

create temp view candidate as
select *, case when promise_at is not null then 0 when dated_on is not null then 1 else 2 end as step,
    row_number() over (
        partition by rm_id, step < 2, step = 2 and familiar
        order by case when step < 2 then step end, case when step = 0 then promise_at end,
            case when step < 2 then dated_on end nulls last, case when step < 2 then deposit_on end nulls last,
            case when step = 2 then not is_due end, case when step = 2 and familiar then priority end nulls last,
            case when step = 2 and familiar then overdue_days end desc, case when step = 2 then aum end desc,
            customer_id) as place
from owned where cause is null;

-- A list of 20 out of candidates: promises and dates first, then as near to 7 : 13 as what is left allows.
create temp macro chosen_of(source) as table
with placed as (from query_table(source)),
count as (
    select rm_id, least(20, count(*) filter (step < 2)) as front,
        count(*) filter (step < 2 and place <= 20 and familiar) as front_familiar,
        count(*) filter (step = 2 and familiar) as familiar, count(*) filter (step = 2 and not familiar) as unfamiliar
    from placed group by rm_id),
wanted as (
    select *, least(greatest(0, 7 - front_familiar), 20 - front) as want from count),
room as (
    select *, least(familiar, want + greatest(0, 20 - front - want - unfamiliar)) as take,
        least(unfamiliar, 20 - front - want + greatest(0, want - familiar)) as take_other from wanted)
select p.*, greatest(0, 7 - r.front_familiar - r.take) as familiar_short,
    greatest(0, 13 - (r.front - r.front_familiar) - r.take_other) as other_short,
    row_number() over (
        partition by p.rm_id order by case when p.step < 2 then 0 when p.familiar then 2 else 1 end, p.place) as rank
from placed p join room r using (rm_id)
where p.place <= case when p.step < 2 then 20 when p.familiar then r.take else r.take_other end;

create temp table first_choice as from chosen_of('candidate');

-- One person and one number once: groups by identity number and by mobile, four steps far; the best-placed is called.
create temp table same_tie as
with number as (
    select customer_id, id_index as number, 'id' as what from feed_customers semi join candidate using (customer_id)
    union all
    select customer_id, mobile_index, 'mobile' from feed_customers semi join candidate using (customer_id)),
shared as (
    select what, number, min(customer_id) as first_id from number where number is not null
    group by what, number having count(*) > 1),
tied as (select n.customer_id as here, s.first_id as there from number n join shared s using (what, number))
select here, there from tied union select there, here from tied union select here, here from tied
union select there, there from tied;

create temp table two_steps as
select distinct near.here, far.there from same_tie near join same_tie far on near.there = far.here;

create temp table same as
select near.here as customer_id, min(far.there) as label
from two_steps near join two_steps far on near.there = far.here group by near.here;

create temp table best as
select customer_id, first_value(customer_id) over (
        partition by label order by rank nulls last, customer_id) as best_id
from same left join first_choice using (customer_id);

create temp view alone as
select * replace (row_number() over (partition by rm_id, step < 2, step = 2 and familiar order by place) as place)
from candidate anti join (from best where customer_id <> best_id) using (customer_id);

create temp table ranked as from chosen_of('alone');

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
select o.rm_id, d() as business_date, o.customer_id, b.best_id as same_as,
    coalesce(o.cause, case when b.best_id is null then 'quota_full' else 'same_number' end) as cause, o.until
from owned o anti join ranked r using (customer_id)
left join (from best where customer_id <> best_id) b using (customer_id);
