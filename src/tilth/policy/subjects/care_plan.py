"""Care plans: how often, by which channel, from which day (CAD-05), and with what aim (MAIN-01)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Self

from pydantic import Field, model_validator

from tilth.kernel.dates import add_months
from tilth.policy.codes import CHANNELS
from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.vocabulary import TIERS
from tilth.policy.words import Codes, Words
from tilth.policy.working_days import working_day

EVERY: Codes = {
    "week_1": Words("Every week", "每周"),
    "week_2": Words("Every 2 weeks", "每 2 周"),
    "week_3": Words("Every 3 weeks", "每 3 周"),
    "week_4": Words("Every 4 weeks", "每 4 周"),
    "week_6": Words("Every 6 weeks", "每 6 周"),
    "month_1": Words("Every month", "每月"),
    "month_2": Words("Every 2 months", "每 2 个月"),
    "month_3": Words("Every 3 months", "每季度"),
    "month_6": Words("Every 6 months", "每半年"),
    "month_12": Words("Every year", "每年"),
}
BLOCKS: Codes = {
    "handles": Words("Key handles", "关键抓手"),
    "direction": Words("Main direction", "主攻方向"),
    "indicators": Words("Main indicators", "主要考核指标"),
    "services": Words("Service extension", "服务延伸"),
}
"""What a plan says beside its days: how this bank becomes the customer's main bank (MAIN-01)."""
STATES: Codes = {
    "running": Words("Running", "进行中"),
    "paused": Words("Paused", "已暂停"),
    "ended": Words("Ended", "已结束"),
}


def days_of(starts_on: dt.date, every: str) -> Iterator[dt.date]:
    """Yield the days of a plan without end, each on a working day; a month's end stays a month's end."""
    unit, _, number = every.partition("_")
    for step in count():
        steps = step * int(number)
        day = starts_on + dt.timedelta(weeks=steps) if unit == "week" else add_months(starts_on, steps)
        yield working_day(day)


def following(starts_on: dt.date, every: str, after: dt.date) -> dt.date:
    """Return the first day of a plan after a day; what was missed in between is not made up for."""
    return next(day for day in days_of(starts_on, every) if day > after)


class CarePlanRules(Rules):
    """Which plans the bank itself sets: by segment, else by tier, where nobody agreed to anything else."""

    by_segment: Mapping[str, str]
    by_tier: Mapping[str, str]
    channel: str = Field(description="By which channel, where the bank sets the plan.")
    blocks: Mapping[str, Mapping[str, str]]
    """Of each block what the bank proposes, by language: zh and en."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        for name, given in (("by_segment", self.by_segment), ("by_tier", self.by_tier)):
            for code, every in given.items():
                if every not in EVERY:
                    raise ValueError(f"{name} gives {code!r} {every!r}, which is none of {', '.join(EVERY)}")
        for code in self.by_tier:
            if code not in TIERS:
                raise ValueError(f"by_tier names {code!r}, which is none of {', '.join(TIERS)}")
        if self.channel not in CHANNELS:
            raise ValueError(f"channel is {self.channel!r}, which is none of {', '.join(CHANNELS)}")
        return self

    @model_validator(mode="after")
    def _blocks(self) -> Self:
        if set(self.blocks) != set(BLOCKS):
            raise ValueError(f"blocks must name {', '.join(BLOCKS)}, each once")
        for code, told in self.blocks.items():
            if set(told) != {"zh", "en"} or not all(one.strip() for one in told.values()):
                raise ValueError(f"block {code} needs words in zh and in en")
        return self

    def proposes(self, block: str) -> Words:
        """Return what the bank proposes for a block of a plan."""
        return Words(**self.blocks[block])


CARE_PLAN = Subject(
    thing=Thing.CARE_PLAN,
    words=Words("Care plan", "维护计划"),
    many=Words("Care plans", "维护计划"),
    about="How often a customer is looked after, by which channel, from which day; its next day is due.",
    shows=("CAD-05", "MAIN-01"),
    hands=KEPT,
    happened="made_at",
    line=("every", "channel", "next_on", "ends_on", "state"),
    due=Due(day="next_on", until="ended_at", act="carry_out"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="refresh",
    erases=(),
    states=STATES,
    tones={"running": Tone.WAITS, "paused": Tone.PLAIN, "ended": Tone.PLAIN},
    rules=CarePlanRules,
    tab="deals",
)
