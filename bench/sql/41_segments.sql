-- The four types of the default playbook as one CASE, then the cadence in force and the mart's rows.

create temp view segmented as
select *, coalesce(confirmed, case
        when kind <> 'person' then null
        when (months_on(birth_date, 50 * 12) <= d() or occupation similar to '.*(退休|retired).*')
            and time_deposit / nullif(aum, 0) >= 0.80 then 'secure_later_life'
        when time_deposit / nullif(aum, 0) between 0.40 and 0.60
            and (mask & 4 <> 0 or occupation similar to '.*(医|教|doctor|teacher).*') then 'balanced_builder'
        when aum < 100000 and time_deposit = 0 and aum <> 0 and familiar then 'small_starter'
        when aum >= 100000 and time_deposit / nullif(aum, 0) <= 0.10 and product_count >= 3 then 'own_research'
        end) as segment
from living;

create temp view cadenced as
select s.*, case when agreed_days is not null then 'agreed' when g.days is not null then 'segment' else 'tier' end
        as cadence_source,
    coalesce(agreed_days, g.days, case tier when 'general' then 90 when 'personal' then 60 when 'platinum' then 30
        when 'private' then 14 end) as cadence_days, g.priority
from segmented s left join segment_rule g on s.segment = g.segment;

create temp table customer as
select *, case when not is_dead then coalesce(last_contact_on, opened_on) + cast(cadence_days as integer) end
        as next_contact_due_on,
    coalesce(greatest(0, d() - next_contact_due_on), 0) as overdue_days
from cadenced;

-- Masks of categories as sorted lists, once per mask.
create temp table category_list as
select mask, coalesce(list_sort(list(category) filter (category is not null)), []) as categories
from (select distinct mask from customer) left join category on mask & (1 << bit) <> 0 group by mask;
