"""The feed: what the bank's core systems deliver every night (contract §1)."""

from tilth.ports.feed.days import DUE_DAYS
from tilth.ports.feed.organisation import BRANCHES, STAFF
from tilth.ports.feed.people import CUSTOMERS, RELATIONS
from tilth.ports.feed.positions import HOLDINGS, HOLDINGS_UNREAD, TRANSACTIONS
from tilth.ports.feed.products import FX_RATES, PRICES, PRODUCTS

# In the order in which references can be checked.
TABLES = (BRANCHES, STAFF, CUSTOMERS, RELATIONS, PRODUCTS, PRICES, FX_RATES, HOLDINGS, TRANSACTIONS, DUE_DAYS)
BY_NAME = {table.name: table for table in TABLES}
REQUIRED = tuple(table.name for table in TABLES if table.required)

__all__ = ["BY_NAME", "HOLDINGS_UNREAD", "REQUIRED", "TABLES"]
