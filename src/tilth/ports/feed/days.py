"""Feed table of days that only some core systems know: premiums, cards, documents, weddings (OPS-01)."""

from tilth.policy import codes
from tilth.ports.schema import Column, Kind, Reference, Table

DUE_DAYS = Table(
    name="due_days",
    about="One row per day that falls due for a customer and stands in no other table; a full snapshot. "
    "A bank that has none leaves the table out, and has no signals of these kinds.",
    key=("date_id",),
    sort=("customer_id", "date_id"),
    required=False,
    columns=(
        Column(
            name="date_id",
            kind=Kind.KEY,
            required=True,
            about="Number of the policy, the card (never in full), the document; the same every night.",
        ),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose day it is."),
        Column(
            name="kind",
            kind=Kind.TEXT,
            about=f"{', '.join(f'`{one}`' for one in codes.DUE_DAYS)}; another is left out and reported.",
        ),
        Column(
            name="day",
            kind=Kind.DATE,
            about="The day itself, of a wedding the one that comes back every year; a row without it is kept "
            "and tells nothing.",
        ),
        Column(name="amount", kind=Kind.MONEY, about="The premium, in base currency."),
    ),
    references=(Reference(column="customer_id", table="customers"),),
)
