"""Matters: what a customer or a supervisor asked for, due by a service level until told (OPS-02, OPS-03)."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import KEPT, Due, Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words
from tilth.policy.working_days import next_working_day

ASKED_BY: Codes = {
    "customer": Words("The customer", "客户交办"),
    "supervisor": Words("The supervisor", "主管交办"),
}
STATES: Codes = {
    "open": Words("To be done", "待办"),
    "told": Words("Done and told", "已办结并告知"),
    "done": Words("Done", "已办结"),
}


class MatterRules(Rules):
    """Within how many working days a matter is done, where nobody named a day."""

    customer_days: Annotated[int, Field(ge=1, le=250)]
    supervisor_days: Annotated[int, Field(ge=1, le=250)]

    def due(self, asked_by: str, today: dt.date) -> dt.date:
        """Return the day on which a matter of today is due by its service level."""
        day = today
        for _ in range(self.customer_days if asked_by == "customer" else self.supervisor_days):
            day = next_working_day(day)
        return day


MATTER = Subject(
    thing=Thing.MATTER,
    words=Words("Matter to see to", "交办事项"),
    many=Words("Matters to see to", "交办事项"),
    about="What a customer or a supervisor asked for, with its service level; done once the result is told.",
    shows=("OPS-02", "OPS-03"),
    # a leader writes one down for the manager of a customer, who alone finishes it
    hands={**KEPT, **dict.fromkeys(LEADERS, Hand.RECORD)},
    happened="asked_on",
    line=("asked_by", "due_on", "state"),
    due=Due(day="due_on", until="done_at", act="finish"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="corner-down-left",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "told": Tone.GOOD, "done": Tone.GOOD},
    rules=MatterRules,
    tab="deals",
)
