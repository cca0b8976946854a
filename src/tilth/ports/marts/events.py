"""Mart `events`: what falls due or happened, and when (contract §2)."""

from tilth.policy.vocabulary import EVENT_KINDS
from tilth.ports.schema import Column, Kind, Table

EVENTS = Table(
    name="events",
    about="One row per customer, kind, subject and due date.",
    key=("event_id",),
    sort=("customer_id", "kind", "subject", "due_on"),
    columns=(
        Column(name="event_id", kind=Kind.KEY, required=True, about="Hash of the four; stable over nights."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whose event."),
        Column(name="kind", kind=Kind.TEXT, required=True, values=EVENT_KINDS, about="What happens."),
        Column(name="subject", kind=Kind.TEXT, required=True, about="The holding's number, or empty text."),
        Column(name="due_on", kind=Kind.DATE, required=True, about="The day of it."),
        Column(name="amount", kind=Kind.MONEY, about="Base currency, where an amount belongs to it."),
        Column(name="detail", kind=Kind.JSON, required=True, about="What the page needs to explain it."),
    ),
)
