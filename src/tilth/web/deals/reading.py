"""What the pages of the deals are asked for, and what each of them begins with."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from tilth.data.models import Generation
from tilth.domain import bank
from tilth.domain.deals import orders, past
from tilth.domain.deals.queries import Whose
from tilth.domain.ordered import TURN
from tilth.kernel import dates, ids
from tilth.policy.subjects.opportunity import MOVES, OpportunityRules
from tilth.web import fields, shell
from tilth.web.deals.cards import Maker


@dataclass(frozen=True, kw_only=True)
class Given:
    """Whose opportunities, of which stage and month, from which one on; empty: all."""

    owner: str = ""
    stage: str = ""
    month: str = ""
    """The first day of a month."""
    sort: str = ""
    """What the list goes by, one of its columns; empty: by the day on which a close is expected."""
    after: str = ""
    """The opportunity behind which the page begins."""

    @property
    def whose(self) -> Whose:
        """What is asked of the queries."""
        return Whose(staff_id=self.owner, stage=self.stage, month=dates.read_day(self.month))

    def address(self, **other: Any) -> str:
        """Return the query of the address, with some of it otherwise."""
        told = {"owner": self.owner, "stage": self.stage, "month": self.month}
        told |= {"sort": self.sort, "after": self.after} | other
        kept = {name: value for name, value in told.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def read(query: QueryDict) -> Given:
    """Return what an address asks for; what it cannot mean is left out."""
    owner, stage, day, sort = (fields.text_of(query, one) for one in ("owner", "stage", "month", "sort"))
    month = dates.read_day(day)
    return Given(
        owner=owner,
        stage=stage if stage in MOVES else "",
        month=month.replace(day=1).isoformat() if month else "",
        sort=sort if sort.removeprefix(TURN) in orders.SORTS else "",
        after=str(ids.read(fields.text_of(query, "after")) or ""),
    )


def maker(frame: shell.Shell, generation: Generation) -> Maker:
    """Return what makes the cards of a page; two queries per night in each process."""
    rules = bank.playbook_of(generation.business_date).of(OpportunityRules)
    return Maker(past=past.of(generation), drawn=rules.drawn, today=frame.today)


def late_before(maker: Maker) -> dict[str, dt.date]:
    """Return stage → the day before which whoever entered it is late; without a median there is none."""
    found = {}
    for stage in MOVES:
        median = maker.past.median(stage)
        if median is not None:
            found[stage] = maker.today - dt.timedelta(days=int(median))
    return found
