"""The marts: what the nightly run computes from the feed (contract §2), and the state it carries."""

from tilth.ports.marts.customers import CUSTOMERS
from tilth.ports.marts.events import EVENTS
from tilth.ports.marts.lists import CALL_LIST, EXCLUSIONS, WEEK_LIST
from tilth.ports.marts.signals import SIGNAL_EVIDENCE, SIGNALS
from tilth.ports.marts.state import (
    CARE_DEBT,
    CARRIED,
    DAILY_FLOWS,
    HABITS,
    HOLDING_STATE,
    IDLE,
    MATURED,
    OPENINGS,
    PURCHASES,
    RATES,
    REASONS,
)
from tilth.ports.marts.summaries import BOOK, BRANCH
from tilth.ports.marts.values import CALL_VALUES

TABLES = (
    *(CUSTOMERS, EVENTS, SIGNALS, SIGNAL_EVIDENCE),
    *(CALL_LIST, CALL_VALUES, WEEK_LIST, EXCLUSIONS, BOOK, BRANCH),
)
"""What other programs read."""
STATE = (
    CARRIED,
    DAILY_FLOWS,
    HOLDING_STATE,
    PURCHASES,
    RATES,
    REASONS,
    MATURED,
    IDLE,
    HABITS,
    OPENINGS,
    CARE_DEBT,
)
"""What one night hands to the next: kept beside the marts, of no interest to a reader."""
BY_NAME = {table.name: table for table in (*TABLES, *STATE)}

__all__ = ["BY_NAME", "STATE", "TABLES"]
