"""The words of the interface for nights: how they ended, their tables and their steps."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

Labels = dict[str, Promise]

RUN_STATUSES: Labels = {
    "published": _p("run", "Published"),
    "refused": _p("run", "Refused"),
    "failed": _p("run", "Failed"),
}
TABLES: Labels = {
    "branches": _p("table", "Branches"),
    "staff": _p("table", "Staff"),
    "customers": _p("table", "Customers"),
    "relations": _p("table", "Relations"),
    "products": _p("table", "Products"),
    "holdings": _p("table", "Holdings"),
    "transactions": _p("table", "Transactions"),
    "prices": _p("table", "Prices"),
    "fx_rates": _p("table", "Exchange rates"),
    "events": _p("table", "Events"),
    "call_list": _p("table", "Call lists"),
    "exclusions": _p("table", "Not on a list"),
    "book": _p("table", "Managers' books"),
    "branch": _p("table", "Branch totals"),
}
STATE_TABLES: Labels = {
    "carried": _p("table", "Carried values"),
    "daily_flows": _p("table", "Daily flows"),
    "holding_state": _p("table", "State of holdings"),
    "purchases": _p("table", "Purchases"),
    "rates": _p("table", "Rates in force"),
}
STEPS: Labels = {
    "accept": _p("step", "Accept the feed"),
    "extract": _p("step", "Read the contacts"),
    "rates and products": _p("step", "Rates and products"),
    "transactions": _p("step", "Transactions"),
    "holdings": _p("step", "Holdings"),
    "households": _p("step", "Households"),
    "customers": _p("step", "Customers"),
    "events": _p("step", "Events"),
    "gate": _p("step", "Contact gate"),
    "week": _("Week's list"),
    "lists": _p("step", "Lists"),
    "write": _p("step", "Write"),
    "checks": _p("step", "Check"),
    "publish_prepare": _p("step", "Prepare to publish"),
    "publish_load": _p("step", "Load"),
    "publish_points": _p("step", "Keep the points of the night"),
    "publish_transactions": _p("step", "Transactions for the timeline"),
    "publish_attach": _p("step", "Publish"),
    "publish_sweep": _p("step", "Clear the older night"),
}
