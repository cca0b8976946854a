-- The default playbook, written out by hand: sets of categories, bands, cadences, windows. d() = D, p() = P, f() = F.

create temp table category (
    category varchar primary key, bit integer, is_asset boolean, is_deposit boolean, is_liability boolean,
    is_familiar boolean, is_investment boolean, is_activity boolean, maturing varchar);
insert into category values
    ('demand_deposit',  0, true,  true,  false, false, false, true,  null),
    ('time_deposit',    1, true,  true,  false, false, true,  false, 'deposit_maturing'),
    ('fx_deposit',      2, true,  true,  false, false, false, true,  null),
    ('wealth_product',  3, true,  false, false, true,  true,  false, 'product_maturing'),
    ('fund',            4, true,  false, false, true,  true,  false, null),
    ('insurance',       5, true,  false, false, true,  true,  false, 'product_maturing'),
    ('bond',            6, true,  false, false, false, true,  false, 'product_maturing'),
    ('precious_metal',  7, true,  false, false, false, true,  false, null),
    ('securities',      8, true,  false, false, false, true,  false, null),
    ('trust',           9, true,  false, false, false, true,  false, 'product_maturing'),
    ('loan',           10, false, false, true,  false, false, false, 'loan_due'),
    ('mortgage',       11, false, false, true,  false, false, false, 'loan_due'),
    ('credit_card',    12, false, false, true,  false, false, true,  null),
    ('settlement',     13, false, false, false, false, false, false, null),
    ('payroll',        14, false, false, false, false, false, false, null),
    ('annuity',        15, false, false, false, false, false, false, null),
    ('cash_management',16, false, false, false, false, false, false, null),
    ('bill',           17, false, false, false, false, false, false, null);

create temp macro tier_of(basis) as case
    when basis >= 8000000 then 'private' when basis >= 1000000 then 'platinum'
    when basis >= 100000 then 'personal' else 'general' end;
create temp macro tier_number(tier) as case tier
    when 'general' then 1 when 'personal' then 2 when 'platinum' then 3 when 'private' then 4 end;
create temp macro floor_of(basis) as cast(case
    when basis >= 8000000 then 8000000 when basis >= 1000000 then 1000000
    when basis >= 100000 then 100000 else 0 end as decimal(18, 2));
create temp macro next_floor(basis) as cast(case
    when basis >= 8000000 then null when basis >= 1000000 then 8000000
    when basis >= 100000 then 1000000 else 100000 end as decimal(18, 2));
create temp macro is_near_next(basis) as coalesce(
    next_floor(basis) > basis and (next_floor(basis) - basis) * 10 <= next_floor(basis), false);

-- Money in whole cents and back; mean of a sum in cents, rounded half away from zero.
create temp macro to_cents(amount) as cast(amount * 100 as bigint);
create temp macro from_cents(whole) as cast(cast(whole as decimal(18, 0)) * 0.01 as decimal(18, 2));
create temp macro mean_of(total, days) as from_cents(sign(total) * ((2 * abs(total) + days) // (2 * days)));

-- Calendar: months and years clipped to the month's end; the window of day kinds.
create temp macro months_on(day, months) as cast(day + to_months(months) as date);
create temp macro day_over(day) as case when month(day) = 2 and day(day) = 29
    then months_on(day, 12) + 1 else months_on(day, 12) end;
create temp macro since() as coalesce(p() + 1, d());
create temp macro is_tonight(day) as day between since() and d();

-- The order of the reasons on a list, most urgent first; the four types with cadence and priority.
create temp macro urgency() as [
    'deposit_maturing', 'deposit_matured', 'birthday', 'stop_loss', 'loan_due', 'product_maturing', 'large_outflow', 'became_lost',
    'tier_down', 'large_inflow', 'take_profit', 'first_fund_in_profit', 'near_next_tier', 'tier_up', 'large_cash',
    'post_purchase_followup', 'became_dormant', 'risk_assessment_expiring', 'cadence_overdue', 'became_under_served',
    'account_anniversary', 'retirement_talk', 'referral_due'];

-- The day on which the list is worked, l(); which reasons make a customer due; how long an event stays open.
create temp macro decides() as ['product_maturing', 'loan_due', 'stop_loss', 'take_profit', 'large_outflow',
    'large_inflow', 'large_cash', 'became_lost'];
create temp table lapse (kind varchar primary key, days integer);
insert into lapse values
    ('product_maturing', 7), ('loan_due', 7), ('large_outflow', 30), ('large_inflow', 30), ('large_cash', 14),
    ('take_profit', 30), ('stop_loss', 30), ('first_fund_in_profit', 30), ('tier_down', 30), ('near_next_tier', 30),
    ('became_lost', 60), ('risk_assessment_expiring', 30), ('post_purchase_followup', 14), ('referral_due', 30),
    ('retirement_talk', 60);

create temp table segment_rule (segment varchar primary key, days integer, priority integer);
insert into segment_rule values
    ('secure_later_life', 60, 4), ('balanced_builder', 14, 1), ('small_starter', 30, 3), ('own_research', 30, 2);
