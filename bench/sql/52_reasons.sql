-- Events that ask for a contact, open until a two-way contact after their day, until a person closes them, or until the
-- list day lies some days after theirs; a state only while it holds, an event to come only while it is told.

create temp table reasons as
select event_id, d() as business_date, customer_id, kind, subject, due_on, amount, detail, told_on, lapses_on,
    case when was_acted or closed_on is not null or coalesce(last_contact_on > least(due_on, told_on), false) then 'acted_on'
        when lapses_on < l() or (was_lapsed and not told) or (due_on >= d() and not told) or not coalesce(case kind
            when 'near_next_tier' then is_near_next(aum) and detail = '{"next":"' || tier_of(next_floor(aum)) || '"}'
            when 'first_fund_in_profit' then in_profit
            when 'risk_assessment_expiring' then told or risk_assessed_on <= months_on(d(), -12)
            when 'became_lost' then lifecycle = 'lost' else true end, false) then 'lapsed' else 'open' end as state
from (
    select event_id, coalesce(r.customer_id, e.customer_id) as customer_id, coalesce(r.kind, e.kind) as kind,
        coalesce(r.subject, e.subject) as subject, coalesce(r.due_on, e.due_on) as due_on,
        case when e.event_id is null then r.amount else e.amount end as amount, coalesce(e.detail, r.detail) as detail,
        coalesce(r.told_on, d()) as told_on, coalesce(r.lapses_on, greatest(greatest(e.due_on, d()) + e.days, l())) as lapses_on,
        coalesce(r.state = 'acted_on', false) as was_acted, coalesce(r.state = 'lapsed', false) as was_lapsed,
        e.event_id is not null as told
    from (from earlier_reasons where state <> 'lapsed' or lapses_on >= d()) r
    full join (
        select substr(sha256(customer_id || '|' || kind || '|' || subject || '|' || due_on), 1, 32) as event_id, v.*, days
        from event v join lapse using (kind)) e using (event_id))
left join (
    select customer_id, max(last_contact_on) as last_contact_on from (
        select customer_id, last_contact_on from contact
        union all select m.customer_id, c.last_contact_on from merges m join contact c on c.customer_id = m.survivor_id)
    group by customer_id) using (customer_id)
left join (select customer_id, aum, lifecycle, risk_assessed_on from customer) using (customer_id)
left join (
    select distinct holding_id as subject, true as in_profit from holding
    where category = 'fund' and is_open and cost > 0 and balance > cost) using (subject)
left join (select event_id, closed_on from reason_closures) using (event_id)
where state <> 'acted_on' or lapses_on >= d();

-- What speaks for a call to a person, under whichever number.
create temp table speaks as
select distinct coalesce(survivor_id, customer_id) as customer_id, kind from (
    select customer_id, kind from event union select customer_id, kind from reasons where state = 'open')
left join merges using (customer_id);
