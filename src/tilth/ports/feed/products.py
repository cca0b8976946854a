"""Feed tables of products, their prices and exchange rates (contract §1)."""

from tilth.policy.vocabulary import CATEGORIES
from tilth.ports.schema import Column, Kind, Reference, Table

PRODUCTS = Table(
    name="products",
    about="One row per product the bank sells or once sold; a full snapshot.",
    key=("product_id",),
    columns=(
        Column(name="product_id", kind=Kind.KEY, required=True, about="Product number."),
        Column(name="name", kind=Kind.TEXT, required=True, about="Product name."),
        Column(
            name="category", kind=Kind.TEXT, required=True, values=CATEGORIES, about="What kind of product."
        ),
        Column(
            name="risk_level",
            kind=Kind.TEXT,
            values=("R1", "R2", "R3", "R4", "R5"),
            decides=True,
            about="The product's risk grade.",
        ),
        Column(
            name="role",
            kind=Kind.TEXT,
            values=("traffic", "campaign", "profit", "service"),
            about="Its part in the product matrix (PROD-01).",
        ),
        Column(name="currency", kind=Kind.TEXT, required=True, about="ISO 4217 code."),
        Column(name="expected_return", kind=Kind.RATE, about="Yearly rate; 0.03 = 3 %."),
        Column(name="term_days", kind=Kind.INTEGER, about="Term in days."),
        Column(
            name="min_amount",
            kind=Kind.MONEY,
            decides=True,
            about="Smallest amount, in the product's currency.",
        ),
        Column(name="on_sale_from", kind=Kind.DATE, decides=True, about="First day of sale."),
        Column(name="on_sale_to", kind=Kind.DATE, decides=True, about="Last day of sale."),
    ),
)

PRICES = Table(
    name="prices",
    about="One row per product and day with its net asset value.",
    key=("product_id", "date"),
    required=False,
    snapshot=False,
    columns=(
        Column(name="product_id", kind=Kind.KEY, required=True, about="Product number."),
        Column(name="date", kind=Kind.DATE, required=True, about="Day of the price."),
        Column(name="nav", kind=Kind.QUANTITY, required=True, about="Net asset value per unit."),
    ),
    references=(Reference(column="product_id", table="products"),),
)

FX_RATES = Table(
    name="fx_rates",
    about="One row per currency and day.",
    key=("currency", "date"),
    required=False,
    snapshot=False,
    columns=(
        Column(name="currency", kind=Kind.KEY, required=True, about="ISO 4217 code."),
        Column(name="date", kind=Kind.DATE, required=True, about="Day of the rate."),
        Column(name="rate", kind=Kind.QUANTITY, required=True, about="Base currency per unit."),
    ),
)
