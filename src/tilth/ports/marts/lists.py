"""Marts `call_list` and `exclusions`: every owned customer is in exactly one of them (contract §2).

Behind the lists of the days lies the `week_list`.
"""

from tilth.policy.vocabulary import CAUSES, GOALS, SIDES
from tilth.ports.schema import Column, Kind, Table

CALL_LIST = Table(
    name="call_list",
    about="One row per relationship manager and rank.",
    key=("rm_id", "rank"),
    columns=(
        Column(name="rm_id", kind=Kind.KEY, required=True, about="Whose list."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="rank", kind=Kind.INTEGER, required=True, about="1…N."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Whom to call."),
        Column(name="side", kind=Kind.TEXT, required=True, values=SIDES, about="Familiar or not (SEG-02)."),
        Column(
            name="reasons",
            kind=Kind.TEXTS,
            required=True,
            about="promise, event kinds and top_aum, most urgent first.",
        ),
        Column(
            name="goal",
            kind=Kind.TEXT,
            required=True,
            values=tuple(GOALS.values()),
            about="Goal of the call (LIST-08).",
        ),
        Column(
            name="deviation",
            kind=Kind.INTEGER,
            required=True,
            about="Names missing from this side's quota (LIST-04).",
        ),
    ),
)

WEEK_LIST = Table(
    name="week_list",
    about="One row per relationship manager and name of the list day's week (LIST-02).",
    key=("rm_id", "rank"),
    columns=(
        Column(name="rm_id", kind=Kind.KEY, required=True, about="Whose list."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="week_on", kind=Kind.DATE, required=True, about="The Monday of the week."),
        Column(name="rank", kind=Kind.INTEGER, required=True, about="1…N when the list was made."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Who is to be reached."),
        Column(
            name="side",
            kind=Kind.TEXT,
            required=True,
            values=SIDES,
            about="Familiar or not when the list was made.",
        ),
        Column(
            name="deviation",
            kind=Kind.INTEGER,
            required=True,
            about="Names missing from this side's quota of the week.",
        ),
        Column(
            name="size",
            kind=Kind.INTEGER,
            required=True,
            about="N: a day's places × the working days for which the list was made.",
        ),
        Column(name="made_on", kind=Kind.DATE, required=True, about="D of the night that made the list."),
        Column(name="first_on", kind=Kind.DATE, required=True, about="The first working day it is for."),
        Column(name="attempted_on", kind=Kind.DATE, about="First contact or attempt after made_on, up to D."),
        Column(name="connected_on", kind=Kind.DATE, about="First two-way contact after made_on, up to D."),
    ),
)

EXCLUSIONS = Table(
    name="exclusions",
    about="One row per owned customer who is not on tonight's list.",
    key=("rm_id", "customer_id"),
    columns=(
        Column(name="rm_id", kind=Kind.KEY, required=True, about="Whose customer."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="customer_id", kind=Kind.KEY, required=True, about="Who is left out."),
        Column(name="cause", kind=Kind.TEXT, required=True, values=CAUSES, about="First cause that applies."),
        Column(name="until", kind=Kind.DATE, about="The first day without this cause, if known."),
        Column(name="same_as", kind=Kind.KEY, about="same_number: who of that person is placed best."),
    ),
)
