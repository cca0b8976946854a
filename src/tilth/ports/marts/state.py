"""State that one night hands to the next, so that no night reads more than its window's edges."""

from tilth.policy.care_debt import WAIVED
from tilth.policy.vocabulary import EVENT_KINDS, REASON_STATES, SIGNAL_KINDS
from tilth.ports.schema import Column, Kind, Table

CARRIED = Table(
    name="carried",
    about="One row per customer ever seen: running sums and memories.",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(name="aum", kind=Kind.MONEY, required=True, about="Assets tonight; 0 when not in the feed."),
        Column(name="deposit_balance", kind=Kind.MONEY, required=True, about="Deposits tonight, likewise."),
        Column(name="weighted", kind=Kind.MONEY, required=True, about="Assets with the playbook's weights."),
        Column(name="aum_sum_30", kind=Kind.INTEGER, required=True, about="Sum of daily aum, in cents."),
        Column(name="aum_sum_90", kind=Kind.INTEGER, required=True, about="The same, 90 days."),
        Column(name="deposit_sum_30", kind=Kind.INTEGER, required=True, about="Sum of daily deposits."),
        Column(name="deposit_sum_90", kind=Kind.INTEGER, required=True, about="The same, 90 days."),
        Column(name="weighted_sum_30", kind=Kind.INTEGER, required=True, about="Sum of daily weighted."),
        Column(name="weighted_sum_90", kind=Kind.INTEGER, required=True, about="The same, 90 days."),
        Column(name="inflow_30", kind=Kind.MONEY, required=True, about="Inflow in the window."),
        Column(name="outflow_30", kind=Kind.MONEY, required=True, about="Outflow in the window."),
        Column(name="external_inflow_30", kind=Kind.MONEY, required=True, about="Without own transfers."),
        Column(name="external_outflow_30", kind=Kind.MONEY, required=True, about="Without own transfers."),
        Column(name="peak_aum_avg_30", kind=Kind.MONEY, required=True, about="Highest aum_avg_30 so far."),
        Column(name="last_active_on", kind=Kind.DATE, about="Latest transaction the customer initiated."),
        Column(name="last_purchase_on", kind=Kind.DATE, about="Latest purchase of an investment."),
        Column(
            name="first_fund_told", kind=Kind.BOOLEAN, required=True, about="first_fund_in_profit was told."
        ),
        Column(name="referral_told_on", kind=Kind.DATE, about="The day of the latest referral_due told."),
    ),
)

DAILY_FLOWS = Table(
    name="daily_flows",
    about="One row per customer and day with transactions the customer initiated in tonight's feed.",
    key=("day", "customer_id"),
    columns=(
        Column(name="day", kind=Kind.DATE, required=True, about="Day of the transactions."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(name="inflow", kind=Kind.MONEY, required=True, about="Sum of positive amounts."),
        Column(name="outflow", kind=Kind.MONEY, required=True, about="Sum of negative amounts."),
        Column(
            name="external_inflow",
            kind=Kind.MONEY,
            required=True,
            about="The positive ones without transfers between the customer's own holdings.",
        ),
        Column(name="external_outflow", kind=Kind.MONEY, required=True, about="The negative ones, likewise."),
    ),
)

HOLDING_STATE = Table(
    name="holding_state",
    about="One row per open holding that crosses bands or counts for activity, or is missing but was active.",
    key=("customer_id", "holding_id"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose."),
        Column(name="holding_id", kind=Kind.KEY, required=True, about="The holding."),
        Column(name="last_active_on", kind=Kind.DATE, about="Latest transaction the customer initiated."),
        Column(name="take_profit_hit", kind=Kind.BOOLEAN, required=True, about="At or above its band."),
        Column(name="stop_loss_hit", kind=Kind.BOOLEAN, required=True, about="At or below its band."),
    ),
)

PURCHASES = Table(
    name="purchases",
    about="One row per investment holding and day with a purchase in tonight's feed.",
    key=("day", "customer_id", "holding_id"),
    columns=(
        Column(name="day", kind=Kind.DATE, required=True, about="Day of the purchase."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose."),
        Column(name="holding_id", kind=Kind.KEY, required=True, about="The holding bought into."),
        Column(name="amount", kind=Kind.MONEY, required=True, about="Base currency."),
    ),
)

RATES = Table(
    name="rates",
    about="One row per currency: its latest rate dated up to tonight among all feeds so far.",
    key=("currency",),
    columns=(
        Column(name="currency", kind=Kind.KEY, required=True, about="ISO 4217 code."),
        Column(name="date", kind=Kind.DATE, required=True, about="Day of the rate."),
        Column(name="rate", kind=Kind.QUANTITY, required=True, about="Base currency per unit."),
    ),
)

REASONS = Table(
    name="reasons",
    about="One row per event or signal that asks for a contact, while it is open; then until its last day.",
    key=("event_id",),
    sort=("customer_id", "kind", "subject", "due_on"),
    columns=(
        Column(name="event_id", kind=Kind.KEY, required=True, about="The event's number."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose event."),
        Column(
            name="kind",
            kind=Kind.TEXT,
            required=True,
            values=(*EVENT_KINDS, *SIGNAL_KINDS),
            about="What happened, or was noticed.",
        ),
        Column(name="subject", kind=Kind.TEXT, required=True, about="The number it is about, or empty."),
        Column(name="due_on", kind=Kind.DATE, required=True, about="The day of it."),
        Column(name="amount", kind=Kind.MONEY, about="Base currency, as last told."),
        Column(name="detail", kind=Kind.JSON, required=True, about="What the page needs to explain it."),
        Column(name="told_on", kind=Kind.DATE, required=True, about="The first night that told of it."),
        Column(
            name="lapses_on", kind=Kind.DATE, required=True, about="The last list day on which it is open."
        ),
        Column(name="state", kind=Kind.TEXT, required=True, values=REASON_STATES, about="What became of it."),
    ),
)

MATURED = Table(
    name="matured",
    about="One row per owner of a time deposit that matured within the last days, with what lay on demand "
    "before.",
    key=("holding_id", "customer_id", "matures_on"),
    sort=("customer_id", "holding_id", "matures_on"),
    columns=(
        Column(name="holding_id", kind=Kind.KEY, required=True, about="The deposit."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose."),
        Column(name="product_id", kind=Kind.KEY, required=True, about="Its product."),
        Column(name="matures_on", kind=Kind.DATE, required=True, about="The day on which it matured."),
        Column(name="balance", kind=Kind.MONEY, required=True, about="Its last balance, base currency."),
        Column(name="demand", kind=Kind.MONEY, required=True, about="Demand balances that night, likewise."),
    ),
)

IDLE = Table(
    name="idle",
    about="One row per customer whose demand deposits are large tonight, in amount and share (idle_cash).",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(name="since", kind=Kind.DATE, required=True, about="The first night since which they are."),
    ),
)

HABITS = Table(
    name="habits",
    about="One row per customer, day and kind of booking that comes again and again, while any signal looks "
    "so far back.",
    key=("customer_id", "habit", "party", "day"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(
            name="habit",
            kind=Kind.TEXT,
            required=True,
            values=("salary", "other_bank"),
            about="A salary that came, or money sent to another bank.",
        ),
        Column(name="party", kind=Kind.TEXT, required=True, about="The other bank, or empty text."),
        Column(name="day", kind=Kind.DATE, required=True, about="Day of the bookings."),
        Column(name="times", kind=Kind.INTEGER, required=True, about="How many there were."),
        Column(name="amount", kind=Kind.MONEY, required=True, about="Their sum, base currency."),
    ),
)

OPENINGS = Table(
    name="openings",
    about="One row per customer and opening that was heard of late, with the day of the talk.",
    key=("customer_id", "opening"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Who heard it."),
        Column(
            name="opening", kind=Kind.TEXT, required=True, about="The opening of the playbook by its code."
        ),
        Column(name="said_on", kind=Kind.DATE, required=True, about="Day of the last talk after it."),
    ),
)

_WAIVED = {
    "missed": "Waived: gone with the talk that settled one, because they fell due before it.",
    "longer": "Waived: fallen away with a longer interval.",
    "corrected": "Waived: never due, as a talk that was recorded late shows.",
    "stopped": "Waived: fallen away with a stop, or because the customer is a minor.",
    "wished": "Waived: fallen away with a wish not to be disturbed.",
    "died": "Waived: fallen away with the customer's death.",
    "closed": "Waived: fallen away because the relationship ended, or the number is one with another.",
}
CARE_DEBT = Table(
    name="care_debt",
    about="One row per customer whose care was ever late or rested: contacts that fell due this year, and "
    "what became of them: created = paid + all waived + carried.",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(
            name="begun_on",
            kind=Kind.DATE,
            required=True,
            about="The night since which is counted: the account's first one, or the year's.",
        ),
        Column(
            name="since_on",
            kind=Kind.DATE,
            required=True,
            about="The day from which intervals are counted: the latest talk, or the last night of a rest.",
        ),
        Column(name="talked_on", kind=Kind.DATE, about="The latest two-way contact that is booked."),
        Column(
            name="created",
            kind=Kind.INTEGER,
            required=True,
            about="Contacts that fell due and were not made by the end of their day, and what was brought "
            "forward.",
        ),
        Column(name="paid", kind=Kind.INTEGER, required=True, about="Contacts made since that settle one."),
        *(
            Column(name=f"waived_{cause}", kind=Kind.INTEGER, required=True, about=_WAIVED[cause])
            for cause in WAIVED
        ),
        Column(name="carried", kind=Kind.INTEGER, required=True, about="Contacts owed at the end of D."),
    ),
)
