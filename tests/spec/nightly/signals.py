"""Signals: what a night notices besides the events, each with what is at stake and until when it stands."""

from spec.nightly import (
    signals_of_contacts,
    signals_of_days,
    signals_of_deals,
    signals_of_family,
    signals_of_flows,
    signals_of_money,
    signals_of_payments,
    signals_of_peers,
    signals_of_rates,
    signals_of_states,
    signals_of_wealth,
)

RULES = (
    *signals_of_money.RULES,
    *signals_of_rates.RULES,
    *signals_of_contacts.RULES,
    *signals_of_flows.RULES,
    *signals_of_states.RULES,
    *signals_of_wealth.RULES,
    *signals_of_peers.RULES,
    *signals_of_payments.RULES,
    *signals_of_family.RULES,
    *signals_of_days.RULES,
    *signals_of_deals.RULES,
)
