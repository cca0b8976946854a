-- Who belongs to whom: customers handed over ahead of the feed, and families.

create temp view people as
select c.* replace (
    case when t.customer_id is null then c.rm_id else t.to_staff_id end as rm_id,
    coalesce(b.branch_id, c.branch_id) as branch_id)
from feed_customers c
left join transfers t on t.customer_id = c.customer_id and t.from_staff_id is not distinct from c.rm_id
left join feed_branches b on b.branch_id = t.to_branch_id;

create temp table dead as
with gone as (select customer_id from suppressions where kind = 'deceased' and starts_on <= l())
from gone union select m.customer_id from merges m join gone g on g.customer_id = m.survivor_id;

-- The household is the smallest number within four family ties.
create temp table tie as
with family as (
    select from_id, to_id from feed_relations where kind in ('spouse', 'parent', 'child') and from_id <> to_id
        and from_id not in (from dead) and to_id not in (from dead))
select from_id as here, to_id as there from family union select to_id, from_id from family
union select from_id, from_id from family union select to_id, to_id from family;

create temp table two_ties as
select distinct near.here, far.there from tie near join tie far on near.there = far.here;

create temp table household as
select near.here as customer_id, min(far.there) as household_id
from two_ties near join two_ties far on near.there = far.here group by near.here;
