"""Events: every kind, on the day it begins to count and the day it does not."""

from spec.nightly import events_after, events_of_dates, events_of_holdings, events_of_money, referrals

RULES = (
    *events_of_holdings.RULES,
    *events_of_dates.RULES,
    *referrals.RULES,
    *events_of_money.RULES,
    *events_after.RULES,
)
