"""Feed tables of holdings and transactions (contract §1)."""

from tilth.policy import codes
from tilth.ports.schema import Column, Kind, Reference, Table

HOLDINGS = Table(
    name="holdings",
    about="One row per position on the books at the end of the business date, and per position ever closed; "
    "of a joint account one row per owner, each with the full balance.",
    key=("holding_id", "customer_id"),
    sort=("customer_id", "holding_id"),
    columns=(
        Column(name="holding_id", kind=Kind.KEY, required=True, about="Number of the account or contract."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose it is: one of its owners."),
        Column(name="product_id", kind=Kind.KEY, required=True, about="Of which product."),
        Column(name="opened_on", kind=Kind.DATE, required=True, about="Opened or bought on."),
        Column(name="matures_on", kind=Kind.DATE, about="Matures on; 9999-12-31 = no expiry."),
        Column(name="closed_on", kind=Kind.DATE, decides=True, about="Closed on."),
        Column(name="currency", kind=Kind.TEXT, required=True, about="ISO 4217 code."),
        Column(
            name="balance",
            kind=Kind.MONEY,
            required=True,
            about="Value today in the holding's currency; what is owed, positive, for liabilities.",
        ),
        Column(name="cost", kind=Kind.MONEY, about="What was paid."),
        Column(name="units", kind=Kind.QUANTITY, about="Units held."),
        Column(name="rate", kind=Kind.RATE, about="Interest rate."),
        Column(name="auto_renew", kind=Kind.BOOLEAN, about="Renews itself at maturity."),
        Column(name="take_profit", kind=Kind.RATE, about="Band above cost: 0.20 = +20 %."),
        Column(name="stop_loss", kind=Kind.RATE, about="Band below cost: −0.10 = −10 %."),
    ),
    references=(
        Reference(column="customer_id", table="customers"),
        Reference(column="product_id", table="products"),
    ),
)

HOLDINGS_UNREAD = Table(
    name="holdings_unread",
    about="Customers with an open position that was delivered and set aside, with no row to stand for it; "
    "acceptance adds the table to a night that has any. They hold something unknown.",
    key=("customer_id",),
    columns=(Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose position it is."),),
    required=False,
)

TRANSACTION_KINDS = tuple(codes.TRANSACTIONS)
CHANNELS = tuple(codes.BOOKED_BY)

TRANSACTIONS = Table(
    name="transactions",
    about="One row per transaction booked on the business date, or since the last feed; increments.",
    key=("transaction_id",),
    sort=("customer_id", "transaction_id"),
    snapshot=False,
    columns=(
        Column(name="transaction_id", kind=Kind.KEY, required=True, about="Number of the transaction."),
        Column(name="holding_id", kind=Kind.KEY, required=True, about="The holding it moved."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose it is: which owner's."),
        Column(name="at", kind=Kind.TIMESTAMP, required=True, about="When it happened."),
        Column(
            name="amount",
            kind=Kind.MONEY,
            required=True,
            about="Signed, + into the holding, in its currency.",
        ),
        Column(name="kind", kind=Kind.TEXT, required=True, values=TRANSACTION_KINDS, about="What it was."),
        Column(name="channel", kind=Kind.TEXT, values=CHANNELS, about="By which way."),
        Column(
            name="initiated_by_customer",
            kind=Kind.BOOLEAN,
            about="Empty = true unless kind is interest or fee or channel is auto.",
        ),
        Column(name="cash", kind=Kind.BOOLEAN, about="In cash."),
        Column(name="counterparty_name", kind=Kind.TEXT, about="The other side.", personal=True),
        Column(
            name="counterparty_bank",
            kind=Kind.TEXT,
            about="The other side's bank; without it no signal tells of money that goes to one other bank.",
        ),
        Column(name="memo", kind=Kind.TEXT, about="Text of the booking.", personal=True),
    ),
    references=(
        Reference(column="holding_id", table="holdings"),
        Reference(column="customer_id", table="customers"),
    ),
)
