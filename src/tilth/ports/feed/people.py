"""Feed tables of customers and the relations between them (contract §1)."""

from tilth.policy import codes
from tilth.ports.schema import Column, Kind, Reference, Table

CUSTOMERS = Table(
    name="customers",
    about="One row per customer, a person or a company; a full snapshot. The lake adds `mobile_index`, "
    "`mobile_tail_index`, `id_index`, `phone_index`, `mobile_end_index`, `phone_line_index`, "
    "`phone_end_index` and `phone_tail_index`, by which a sealed number is found.",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The bank's customer number."),
        Column(
            name="kind",
            kind=Kind.TEXT,
            required=True,
            values=tuple(codes.CUSTOMER_KINDS),
            about="A person or a company.",
        ),
        Column(name="name", kind=Kind.TEXT, required=True, about="Full name.", personal=True),
        Column(
            name="gender",
            kind=Kind.TEXT,
            values=tuple(codes.GENDERS),
            about="Never used by a rule that ranks or prices.",
            personal=True,
        ),
        Column(
            name="birth_date", kind=Kind.DATE, about="Day of birth in the Gregorian calendar.", personal=True
        ),
        Column(
            name="birth_calendar",
            kind=Kind.TEXT,
            values=("solar", "lunar"),
            default="solar",
            about="The calendar in which the customer keeps the birthday.",
        ),
        Column(name="id_type", kind=Kind.TEXT, about="Kind of identity document.", personal=True),
        Column(
            name="id_number",
            kind=Kind.TEXT,
            about="Number of the identity document; lies sealed.",
            personal=True,
            sealed=True,
        ),
        Column(name="mobile", kind=Kind.TEXT, about="Mobile phone; lies sealed.", personal=True, sealed=True),
        Column(name="phone", kind=Kind.TEXT, about="Landline; lies sealed.", personal=True, sealed=True),
        Column(name="email", kind=Kind.TEXT, about="E-mail; lies sealed.", personal=True, sealed=True),
        Column(
            name="address", kind=Kind.TEXT, about="Postal address; lies sealed.", personal=True, sealed=True
        ),
        Column(name="city", kind=Kind.TEXT, about="City."),
        Column(name="occupation", kind=Kind.TEXT, about="Occupation as the bank records it."),
        Column(name="employer", kind=Kind.TEXT, about="Employer's name."),
        Column(name="employer_id", kind=Kind.KEY, about="The employer's customer number, where it is one."),
        Column(name="industry", kind=Kind.TEXT, about="Industry."),
        Column(name="education", kind=Kind.TEXT, about="Education.", personal=True),
        Column(name="marital_status", kind=Kind.TEXT, about="Never used by a rule.", personal=True),
        Column(name="annual_income", kind=Kind.MONEY, about="Yearly income as declared.", personal=True),
        Column(
            name="risk_level",
            kind=Kind.TEXT,
            values=("C1", "C2", "C3", "C4", "C5"),
            about="Assessed risk capacity.",
        ),
        Column(name="risk_assessed_on", kind=Kind.DATE, about="Day of that assessment."),
        Column(name="opened_on", kind=Kind.DATE, required=True, about="Start of the relationship."),
        Column(name="closed_on", kind=Kind.DATE, decides=True, about="End of the relationship."),
        Column(name="branch_id", kind=Kind.KEY, required=True, about="The branch that keeps the customer."),
        Column(name="rm_id", kind=Kind.KEY, about="The relationship manager; empty = unassigned."),
        Column(name="company_class", kind=Kind.TEXT, about="Class of a company (CORP-01)."),
        Column(name="company_size", kind=Kind.TEXT, about="Size band of a company."),
    ),
    references=(Reference(column="branch_id", table="branches"),),
    added=(
        Column(name="mobile_index", kind=Kind.TEXT, about="Blind index of the mobile phone.", personal=True),
        Column(
            name="mobile_tail_index",
            kind=Kind.TEXT,
            about="Blind index of its last four digits.",
            personal=True,
        ),
        Column(name="id_index", kind=Kind.TEXT, about="Blind index of the id_number.", personal=True),
        Column(name="phone_index", kind=Kind.TEXT, about="Blind index of the landline.", personal=True),
        Column(
            name="mobile_end_index",
            kind=Kind.TEXT,
            about="Blind index of the mobile's last eight digits.",
            personal=True,
        ),
        Column(
            name="phone_line_index",
            kind=Kind.TEXT,
            about="Blind index of the landline without its extension.",
            personal=True,
        ),
        Column(
            name="phone_end_index",
            kind=Kind.TEXT,
            about="Blind index of the landline without area code, abroad of its last eight digits.",
            personal=True,
        ),
        Column(
            name="phone_tail_index",
            kind=Kind.TEXT,
            about="Blind index of the landline's last four digits.",
            personal=True,
        ),
    ),
)
"""Sealed columns and indexes are bound to `customer_id`: `docs/algorithms/vault.md`."""

RELATION_KINDS = tuple(codes.FED_RELATIONS)

RELATIONS = Table(
    name="relations",
    about="One row per relation between two customers.",
    key=("from_id", "to_id", "kind"),
    required=False,
    columns=(
        Column(name="from_id", kind=Kind.KEY, required=True, about="The customer who has the relation."),
        Column(name="to_id", kind=Kind.KEY, required=True, about="The customer it points to."),
        Column(
            name="kind",
            kind=Kind.KEY,
            required=True,
            values=RELATION_KINDS,
            about="What `to` is to `from`.",
        ),
        Column(name="since", kind=Kind.DATE, about="Since when."),
    ),
    references=(
        Reference(column="from_id", table="customers"),
        Reference(column="to_id", table="customers"),
    ),
)
