"""Marts `signals` and `signal_evidence`: what a night notices besides the events, and from which figures."""

from tilth.policy.vocabulary import EVIDENCE, PURPOSES, REASON_STATES, SIGNAL_KINDS
from tilth.ports.schema import Column, Kind, Table

SIGNALS = Table(
    name="signals",
    about="One row per customer, kind, subject and day of what asks for a contact besides the events.",
    key=("event_id",),
    sort=("customer_id", "kind", "subject", "due_on"),
    columns=(
        Column(name="event_id", kind=Kind.KEY, required=True, about="Hash of the four, as an event's."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose signal."),
        Column(name="kind", kind=Kind.TEXT, required=True, values=SIGNAL_KINDS, about="What was noticed."),
        Column(
            name="subject",
            kind=Kind.TEXT,
            required=True,
            about="Number of the holding, product or other customer; the category or other bank; or empty.",
        ),
        Column(
            name="due_on",
            kind=Kind.DATE,
            required=True,
            about="The day of it; of a state the night that told it first.",
        ),
        Column(name="amount", kind=Kind.MONEY, about="Base currency, as last told."),
        Column(name="detail", kind=Kind.JSON, required=True, about="What the page needs to explain it."),
        Column(name="money", kind=Kind.MONEY, about="What is at stake: the playbook's share of the amount."),
        Column(
            name="purpose",
            kind=Kind.TEXT,
            required=True,
            values=PURPOSES,
            about="What a contact about it is for, as the contact gate asks.",
        ),
        Column(name="told_on", kind=Kind.DATE, required=True, about="The first night that told of it."),
        Column(
            name="lapses_on", kind=Kind.DATE, required=True, about="The last list day on which it is open."
        ),
        Column(
            name="state",
            kind=Kind.TEXT,
            required=True,
            values=REASON_STATES,
            about="Open, or acted on; what has lapsed is no signal any more.",
        ),
        Column(name="stands", kind=Kind.BOOLEAN, required=True, about="Tonight tells it."),
    ),
)

SIGNAL_EVIDENCE = Table(
    name="signal_evidence",
    about="One row per figure that a signal was computed from, as the last night that told it had them.",
    key=("event_id", "source", "source_id", "day"),
    sort=("customer_id", "event_id", "source", "source_id", "day"),
    columns=(
        Column(name="event_id", kind=Kind.KEY, required=True, about="The signal."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="The night that read the figure."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose signal."),
        Column(name="source", kind=Kind.TEXT, required=True, values=EVIDENCE, about="What it is."),
        Column(name="source_id", kind=Kind.TEXT, required=True, about="Its number, or empty text."),
        Column(name="day", kind=Kind.DATE, required=True, about="The day of the figure."),
        Column(name="amount", kind=Kind.MONEY, about="Base currency, where it is an amount."),
    ),
)
