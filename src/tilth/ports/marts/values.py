"""Mart `call_values`: what the names of the lists are worth, where lists are made in the order of value."""

from tilth.policy.vocabulary import CHANNELS, EVENT_KINDS, SIGNAL_KINDS
from tilth.ports.schema import Column, Kind, Table

CALL_VALUES = Table(
    name="call_values",
    about="One row per name of a list in the order of value, with every term of its points.",
    key=("rm_id", "rank"),
    columns=(
        Column(name="rm_id", kind=Kind.KEY, required=True, about="Whose list."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="rank", kind=Kind.INTEGER, required=True, about="The name's rank on the list."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whom to call."),
        Column(
            name="event_id",
            kind=Kind.TEXT,
            required=True,
            about="The event or signal that presses most, or empty text: there is none.",
        ),
        Column(
            name="kind",
            kind=Kind.TEXT,
            required=True,
            values=("", *EVENT_KINDS, *SIGNAL_KINDS),
            about="Its kind, or empty text.",
        ),
        Column(name="money", kind=Kind.MONEY, about="What is at stake with it, base currency."),
        Column(name="days_left", kind=Kind.INTEGER, about="Days from the list day to its last good day."),
        Column(name="urgency", kind=Kind.INTEGER, about="How near that day is, in thousandths."),
        Column(name="reach", kind=Kind.INTEGER, required=True, about="Chance of reaching, in thousandths."),
        Column(name="agree", kind=Kind.INTEGER, required=True, about="Chance of agreeing, in thousandths."),
        Column(
            name="expected",
            kind=Kind.MONEY,
            required=True,
            about="money × urgency × reach × agree, each step rounded down to whole base currency.",
        ),
        Column(
            name="care",
            kind=Kind.INTEGER,
            required=True,
            about="Care owed, in hundredths of a point (CAD-04).",
        ),
        Column(name="effort", kind=Kind.INTEGER, required=True, about="Effort, in hundredths of a point."),
        Column(
            name="worn",
            kind=Kind.INTEGER,
            about="Off for talks that were all by phone, in hundredths of a point (CAD-06).",
        ),
        Column(
            name="instead",
            kind=Kind.TEXT,
            values=("", *CHANNELS),
            about="By which channel such a customer is reached instead, or empty text.",
        ),
        Column(
            name="opening",
            kind=Kind.TEXT,
            required=True,
            about="The opening of the playbook by its code, or empty text: all that fit were heard of late.",
        ),
        Column(
            name="points",
            kind=Kind.INTEGER,
            required=True,
            about="expected ÷ the playbook's point + care − effort − worn, in hundredths of a point.",
        ),
    ),
)
