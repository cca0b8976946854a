-- The four types of the default playbook as one CASE, the nearest of them for familiar persons whom it leaves out,
-- then the cadence in force and the mart's rows.

create temp table ruled as
select *, case
        when kind <> 'person' then null
        when (months_on(birth_date, 50 * 12) <= d() or occupation similar to '.*(退休|retired).*')
            and time_deposit / nullif(aum, 0) >= 0.80 then 'secure_later_life'
        when time_deposit / nullif(aum, 0) between 0.40 and 0.60
            and (mask & 4 <> 0 or occupation similar to '.*(医|教|doctor|teacher).*') then 'balanced_builder'
        when aum < 100000 and time_deposit = 0 and aum <> 0 and familiar then 'small_starter'
        when aum >= 100000 and time_deposit / nullif(aum, 0) <= 0.10 and product_count >= 3 then 'own_research'
        end as by_rule
from living;

-- Thousandths of a scale; a distance in parts of 10,000 with the type's priority behind it, so that keys sort.
create temp macro years_of(born) as year(d()) - year(born)
    - case when months_on(born, cast(12 * (year(d()) - year(born)) as integer)) <= d() then 0 else 1 end;
create temp macro on_scale(x, low, high) as case when x is not null
    then cast(floor((greatest(least(x, high), low) - low) / (high - low) * 1000 + 0.5) as bigint) end;
create temp macro apart(x, there, weight) as coalesce(abs(x - there) * weight, 0);
create temp macro known(x, weight) as case when x is null then 0 else weight end;
create temp macro key_of(apart, known, priority) as (20 * apart + known) // (2 * known) * 100 + priority;

create temp table near as
with trait as (
    select customer_id,
        on_scale(case when aum > 0 then to_cents(time_deposit) / to_cents(aum) end, 0, 1) as saved,
        on_scale(case when aum > 0 then to_cents(aum - deposit_balance) / to_cents(aum) end, 0, 1) as invested,
        on_scale(product_count, 0, 8) as products, on_scale(years_of(birth_date), 20, 80) as age,
        on_scale(log10(least(greatest(cast(aum as double), 1e4), 1e7)), 4, 7) as assets,
        case when mask & 4 <> 0 then 1000 else 0 end as foreign_currency
    from ruled where confirmed is null and by_rule is null and familiar and kind = 'person'),
distance as (
    select customer_id, case when saved is null then 'time_deposit_share' when age is null then 'age' end as missing,
        [key_of(apart(saved, 450, 4000) + apart(assets, 667, 3000) + apart(foreign_currency, 1000, 3000),
                known(saved, 4000) + 6000, 1),
         key_of(apart(saved, 100, 3500) + apart(products, 625, 2500) + apart(age, 417, 1500) + apart(assets, 767, 2500),
                known(saved, 3500) + known(age, 1500) + 5000, 2),
         key_of(apart(saved, 0, 1500) + apart(invested, 1000, 3000) + apart(age, 133, 2000) + apart(assets, 159, 3500),
                known(saved, 4500) + known(age, 2000) + 3500, 3),
         key_of(apart(saved, 900, 4000) + apart(products, 250, 1000) + apart(age, 750, 3000)
                + apart(foreign_currency, 0, 2000), known(saved, 4000) + known(age, 3000) + 3000, 4)] as keys
    from trait)
select customer_id, missing, list_sort(keys)[1] as near, list_sort(keys)[2] as second from distance;

create temp view segmented as
select r.*, coalesce(confirmed, by_rule, n.segment) as segment,
    case when confirmed is not null then 'confirmed' when by_rule is not null then 'rule'
        when n.segment is not null then 'nearest' end as segment_source,
    near // 100 / 10000 as segment_distance, s.segment as segment_second,
    second // 100 / 10000 as segment_second_distance, missing as segment_missing
from ruled r left join near using (customer_id)
left join segment_rule n on near % 100 = n.priority left join segment_rule s on second % 100 = s.priority;

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
