"""What flows back from the workplace to the engine every night: small extracts, rows up to D only."""

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
        Column(
            name="outcome", kind=Kind.TEXT, required=True, about="What came of it; `refused` counts as a no."
        ),
    ),
)

CLEARANCES = Table(
    name="clearances",
    about="One row per contact that the gate allowed up to D and that is not recorded yet: an attempt.",
    key=("clearance_id",),
    sort=("customer_id", "given_on", "clearance_id"),
    columns=(
        Column(name="clearance_id", kind=Kind.KEY, required=True, about="The record."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whom it allows to contact."),
        Column(name="given_on", kind=Kind.DATE, required=True, about="Day in the bank's zone."),
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
        Column(
            name="topic", kind=Kind.TEXT, required=True, about="A purpose; empty text = whatever it is about."
        ),
        Column(name="starts_on", kind=Kind.DATE, required=True, about="First day."),
        Column(name="ends_on", kind=Kind.DATE, about="Last day; empty = until withdrawn."),
    ),
)

SUPPRESSIONS = Table(
    name="suppressions",
    about="One row per customer and reason to contact nobody, in force on D or later and not lifted.",
    key=("suppression_id",),
    sort=("customer_id", "suppression_id"),
    columns=(
        Column(name="suppression_id", kind=Kind.KEY, required=True, about="The record."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Who is left alone."),
        Column(name="kind", kind=Kind.TEXT, required=True, about="Why."),
        Column(name="starts_on", kind=Kind.DATE, required=True, about="First day."),
        Column(name="ends_on", kind=Kind.DATE, about="Last day; empty = until lifted."),
    ),
)

CONSENTS = Table(
    name="consents",
    about="One row per customer and channel: the latest decision about marketing up to D.",
    key=("customer_id", "channel"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Who decided."),
        Column(name="channel", kind=Kind.KEY, required=True, about="A channel, or `any`."),
        Column(name="decision", kind=Kind.TEXT, required=True, about="Granted, withdrawn or refused."),
        Column(name="text_version", kind=Kind.TEXT, required=True, about="The text that was agreed to."),
        Column(name="decided_on", kind=Kind.DATE, required=True, about="Day in the bank's zone."),
    ),
)

PREFERENCES = Table(
    name="preferences",
    about="One row per customer who named suitable times (PROF-14).",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The customer."),
        Column(
            name="weekdays",
            kind=Kind.TEXTS,
            required=True,
            about="Days with a suitable time, `1` Monday to `7` Sunday; none = any time.",
        ),
    ),
)

TRANSFERS = Table(
    name="transfers",
    about="One row per customer handed over and manager whom the feed may still name (ROLE-12, TRAP-38).",
    key=("customer_id", "from_staff_id"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Who was handed over."),
        Column(name="from_staff_id", kind=Kind.KEY, about="It counts while the feed names this manager."),
        Column(name="to_staff_id", kind=Kind.KEY, about="The new manager; empty = nobody yet."),
        Column(name="to_branch_id", kind=Kind.KEY, about="The new branch; empty = it stays."),
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

PROMISES = Table(
    name="promises",
    about="One row per task, appointment or call put off that was open at the end of D (REC-03).",
    key=("promise_id",),
    sort=("customer_id", "due_on", "promise_id"),
    columns=(
        Column(name="promise_id", kind=Kind.KEY, required=True, about="The record."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="To whom."),
        Column(name="due_on", kind=Kind.DATE, required=True, about="For which day."),
        Column(name="due_minute", kind=Kind.INTEGER, about="Minute of that day, where an hour was agreed."),
    ),
)

KEPT_PROMISES = Table(
    name="kept_promises",
    about="One row per customer to whom a promise was kept up to D: the latest day (MGM-01).",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="To whom."),
        Column(name="kept_on", kind=Kind.DATE, required=True, about="Day in the bank's zone."),
    ),
)

NUMBER_MARKS = Table(
    name="number_marks",
    about="One row per number that turned out wrong up to D; it counts while the customer still has it.",
    key=("customer_id", "field", "number_index"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose number."),
        Column(name="field", kind=Kind.KEY, required=True, about="`mobile` or `phone`."),
        Column(
            name="number_index",
            kind=Kind.KEY,
            required=True,
            about="Blind index of the number.",
        ),
        Column(name="marked_on", kind=Kind.DATE, required=True, about="Day in the bank's zone."),
    ),
)

REASON_CLOSURES = Table(
    name="reason_closures",
    about="One row per open reason that a person closed up to D (LIST-14).",
    key=("event_id",),
    sort=("customer_id", "event_id"),
    columns=(
        Column(name="event_id", kind=Kind.KEY, required=True, about="The event's number."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose event."),
        Column(name="closed_on", kind=Kind.DATE, required=True, about="Day in the bank's zone."),
    ),
)

MERGES = Table(
    name="merges",
    about="One row per number that is one with another: the person's number now (IDN-02).",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="The merged number."),
        Column(
            name="survivor_id",
            kind=Kind.KEY,
            required=True,
            about="The number that stays, the last one where that was merged too.",
        ),
    ),
)

LIBRARY_OPENINGS = Table(
    name="library_openings",
    about="One row per opening of the bank's own library approved up to D, not taken out (LIST-09).",
    key=("opening",),
    columns=(
        Column(name="opening", kind=Kind.KEY, required=True, about="Its code, as in `call_values`."),
        Column(name="about", kind=Kind.TEXT, required=True, about="A reason, `promise`, or `any`."),
        Column(name="turn", kind=Kind.INTEGER, required=True, about="0 or 1: neighbours take turns."),
        Column(name="tone", kind=Kind.TEXT, required=True, about="In which tone it is said."),
        Column(name="history", kind=Kind.TEXT, required=True, about="`any`, `new` or `known`."),
        Column(name="segment", kind=Kind.TEXT, required=True, about="Only for it; empty text = for all."),
        Column(name="valid_from", kind=Kind.DATE, required=True, about="First list day."),
        Column(name="valid_until", kind=Kind.DATE, about="Last list day; empty = until taken out."),
    ),
)

DETAILS = Table(
    name="details",
    about="One row per customer, item of the profile and value in force on D that a rule may read (PROF-33).",
    key=("customer_id", "item", "value"),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Of whom it is known."),
        Column(name="item", kind=Kind.KEY, required=True, about="An item that the playbook marks `rules`."),
        Column(
            name="value",
            kind=Kind.TEXT,
            required=True,
            about="A choice, `yes` or `no`, a number as it is written; empty text of a day.",
        ),
        Column(name="number", kind=Kind.INTEGER, about="The number, where the value is one."),
        Column(name="day", kind=Kind.DATE, about="The day, where the item is one or takes one."),
        Column(name="amount", kind=Kind.MONEY, about="The amount beside it, base currency."),
    ),
)

NEEDS = Table(
    name="needs",
    about="One row per need that was open at the end of D (NEED-01).",
    key=("need_id",),
    sort=("customer_id", "need_id"),
    columns=(
        Column(name="need_id", kind=Kind.KEY, required=True, about="The record."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose."),
        Column(name="kind", kind=Kind.TEXT, required=True, about="What is needed."),
        Column(name="nature", kind=Kind.TEXT, required=True, about="Its class (NEED-04)."),
        Column(name="phase", kind=Kind.TEXT, required=True, about="How far it has come (NEED-08)."),
        Column(name="priority", kind=Kind.INTEGER, required=True, about="1 is met first, 5 last."),
        Column(name="due_on", kind=Kind.DATE, about="By which day; empty = none is known."),
        Column(name="opportunity_id", kind=Kind.TEXT, about="The opportunity that answers it."),
    ),
)

OPPORTUNITIES = Table(
    name="opportunities",
    about="One row per opportunity that was open at the end of D (CONS-01).",
    key=("opportunity_id",),
    sort=("customer_id", "opportunity_id"),
    columns=(
        Column(name="opportunity_id", kind=Kind.KEY, required=True, about="The record."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose."),
        Column(name="category", kind=Kind.TEXT, about="Of which category; empty = not known yet."),
        Column(name="stage", kind=Kind.TEXT, required=True, about="Where it stands."),
        Column(name="amount", kind=Kind.MONEY, about="Its amount, base currency; empty = not known yet."),
        Column(name="stage_on", kind=Kind.DATE, required=True, about="Day of its last move."),
        Column(name="expected_on", kind=Kind.DATE, required=True, about="The day it is expected to close."),
    ),
)

STAGE_STAYS = Table(
    name="stage_stays",
    about="One row per stage that an opportunity has left up to D: how long they stood in it (REL-11).",
    key=("stage",),
    columns=(
        Column(name="stage", kind=Kind.KEY, required=True, about="The stage."),
        Column(name="days", kind=Kind.INTEGER, required=True, about="The median, whole days."),
        Column(name="stays", kind=Kind.INTEGER, required=True, about="Of how many stays."),
    ),
)

TABLES = (
    CONTACTS,
    CLEARANCES,
    DO_NOT_DISTURB,
    SUPPRESSIONS,
    CONSENTS,
    PREFERENCES,
    TRANSFERS,
    SEGMENT_ASSIGNMENTS,
    CADENCE_AGREEMENTS,
    PROMISES,
    KEPT_PROMISES,
    NUMBER_MARKS,
    REASON_CLOSURES,
    MERGES,
    LIBRARY_OPENINGS,
    DETAILS,
    NEEDS,
    OPPORTUNITIES,
    STAGE_STAYS,
)
BY_NAME = {table.name: table for table in TABLES}
