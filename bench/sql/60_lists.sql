-- The marts call_list and exclusions: causes first, then both sides in their order, quotas, ranks, reasons.

create temp table listed as
select staff_id, branch_id from feed_staff where active and role in ('rm', 'wealth');

create temp table nearest as
select customer_id, min(due_on) filter (kind = 'deposit_maturing') as deposit_on,
    min(due_on) filter (kind = 'birthday') as birthday_on
from event where kind in ('deposit_maturing', 'birthday') group by customer_id;

create temp table owned as
select c.rm_id, c.customer_id, c.familiar, c.aum, c.priority, c.overdue_days, c.kind = 'person'
        and coalesce(months_on(c.birth_date, 14 * 12) > d() + 1, false) as is_minor,
    case when c.closed_on <= d() then 'closed'
        when s.customer_id is not null or is_minor then 'suppressed'
        when n.customer_id is not null then 'do_not_disturb'
        when u.customer_id is not null then 'no_consent'
        when c.last_contact_on > d() - 7 then 'contacted_recently'
        when k.customer_id is not null then 'frequency_cap'
        when w.customer_id is not null then 'unsuitable_time'
        when l.staff_id is null then 'owner_inactive' end as cause,
    case cause
        when 'suppressed' then case when s.customer_id is null or s.until is not null
            then greatest(s.until, case when is_minor then months_on(c.birth_date, 14 * 12) end) end
        when 'do_not_disturb' then n.until when 'no_consent' then u.until
        when 'contacted_recently' then c.last_contact_on + 7 when 'frequency_cap' then k.until
        when 'unsuitable_time' then w.until end as until
from customer c left join stopped s using (customer_id) left join disturbed n using (customer_id)
left join unwilling u using (customer_id) left join capped k using (customer_id)
left join untimely w using (customer_id) left join listed l on l.staff_id = c.rm_id
where c.rm_id is not null;

create temp table candidate as
select o.rm_id, o.customer_id, o.familiar, n.deposit_on, n.birthday_on, row_number() over (
        partition by o.rm_id, o.familiar
        order by n.deposit_on nulls last, n.birthday_on nulls last, case when o.familiar then o.priority end nulls last,
            case when o.familiar then o.overdue_days end desc, o.aum desc, o.customer_id) as place
from owned o left join nearest n using (customer_id) where o.cause is null;

create temp table side as
select rm_id, count(*) filter (familiar) as familiar, count(*) filter (not familiar) as unfamiliar
from candidate group by rm_id;

create temp table ranked as
select q.*, row_number() over (
        partition by q.rm_id
        order by case when least(q.deposit_on, q.birthday_on) is not null then 0 when q.familiar then 2 else 1 end,
            least(q.deposit_on, q.birthday_on),
            case when least(q.deposit_on, q.birthday_on) is null then q.place end, q.customer_id) as rank,
    greatest(0, case when q.familiar then 7 - s.familiar else 13 - s.unfamiliar end) as deviation
from candidate q join side s using (rm_id)
where q.place <= case when q.familiar then 7 + greatest(0, 13 - s.unfamiliar) else 13 + greatest(0, 7 - s.familiar) end;

create temp table reason as
select customer_id, list(kind order by urgency) as kinds from (
    select distinct r.customer_id, e.kind, list_position(urgency(), e.kind) as urgency
    from ranked r join event e using (customer_id))
group by customer_id;

create temp table call_list as
select q.rm_id, d() as business_date, q.rank, q.customer_id,
    case when q.familiar then 'familiar' else 'unfamiliar' end as side,
    list_concat(coalesce(r.kinds, []),
        case when least(q.deposit_on, q.birthday_on) is null then ['top_aum'] else [] end) as reasons,
    case when q.familiar then 'maintain_and_introduce' else 'segment_and_invite' end as goal, q.deviation
from ranked q left join reason r using (customer_id);

create temp table exclusions as
select o.rm_id, d() as business_date, o.customer_id, coalesce(o.cause, 'quota_full') as cause,
    o.until
from owned o anti join ranked r using (customer_id);
