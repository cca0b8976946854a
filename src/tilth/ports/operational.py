"""What flows back from the workplace to the engine every night: four small extracts, rows up to D only."""

from tilth.ports.schema import Column, Kind, Table

CONTACTS = Table(
    name="contacts",
    about="One row per contact or attempt with its calendar day ≤ D.",
    key=("contact_id",),
    sort=("customer_id", "contact_on", "contact_id"),
    columns=(
        Column(name="contact_id", kind=Kind.KEY, required=True, about="The record."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="With whom."),
        Column(name="staff_id", kind=Kind.KEY, required=True, about="By whom."),
        Column(name="contact_on", kind=Kind.DATE, required=True, about="Day in the bank's zone."),
        Column(name="channel", kind=Kind.TEXT, required=True, about="By which way (CHAN-01)."),
        Column(
            name="two_way", kind=Kind.BOOLEAN, required=True, about="Dealings took place; else an attempt."
        ),
        Column(name="purpose", kind=Kind.TEXT, required=True, about="What for (LIST-08, AFT-01)."),
    ),
)

DO_NOT_DISTURB = Table(
    name="do_not_disturb",
    about="One row per do-not-disturb setting in force on D or later (PROF-26).",
    key=("setting_id",),
    sort=("customer_id", "setting_id"),
    columns=(
        Column(name="setting_id", kind=Kind.KEY, required=True, about="The record."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Who must not be disturbed."),
        Column(name="channel", kind=Kind.TEXT, required=True, about="A channel, or `any`."),
        Column(name="starts_on", kind=Kind.DATE, required=True, about="First day."),
        Column(name="ends_on", kind=Kind.DATE, about="Last day; empty = until withdrawn."),
    ),
)

SEGMENT_ASSIGNMENTS = Table(
    name="segment_assignments",
    about="One row per customer and scheme: the segment a person confirmed (PROF-24).",
    key=("customer_id", "scheme"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(name="scheme", kind=Kind.KEY, required=True, about="Segmentation scheme."),
        Column(name="segment", kind=Kind.TEXT, required=True, about="The confirmed segment."),
    ),
)

CADENCE_AGREEMENTS = Table(
    name="cadence_agreements",
    about="One row per customer who agreed a contact interval (NEED-12).",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(name="days", kind=Kind.INTEGER, required=True, about="Interval in days."),
    ),
)

TABLES = (CONTACTS, DO_NOT_DISTURB, SEGMENT_ASSIGNMENTS, CADENCE_AGREEMENTS)
BY_NAME = {table.name: table for table in TABLES}
