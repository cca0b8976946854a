"""What of a relationship can be measured: each measure's words, its unit, and how more of it is come by."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tilth.policy.words import Words

Unit = Literal["count", "percent", "years", "points"]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One thing that is measured of one customer."""

    words: Words
    unit: Unit
    windowed: bool
    """Whether it is counted over the last months; else it is what stands now."""
    how: Words
    """What brings it on, in one line."""
    tab: str
    """Where on the customer's page that is done."""
    by: tuple[str, ...] = ()
    """Kinds of due items that bring it on once they are done."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a measure is of one customer, and of what it was counted."""

    value: Decimal | None
    """None: unknown, which is not nought."""
    last_on: dt.date | None = None
    """The last day that counts in it."""
    done: int | None = None
    of: int | None = None
    """Of how many cases a share is a share."""


UNKNOWN = Found(value=None)
MEASURES: Mapping[str, Measure] = {
    "contacts": Measure(
        words=Words("Effective contacts", "有效联络"),
        unit="count",
        windowed=True,
        how=Words("Plan the next talk.", "排下一次联络。"),
        tab="deals",
        by=("care_plan", "follow_up", "task", "greeting"),
    ),
    "begun": Measure(
        words=Words("The customer came to us", "客户主动找我们"),
        unit="count",
        windowed=True,
        how=Words(
            "Offer to take something on; write down what is asked.",
            "主动问一句有什么要办，客户提的事都登记。",
        ),
        tab="deals",
        by=("matter", "memo"),
    ),
    "met": Measure(
        words=Words("Meetings in person", "面谈"),
        unit="count",
        windowed=True,
        how=Words("Make an appointment.", "约一次面谈。"),
        tab="deals",
        by=("task", "care_plan"),
    ),
    "insight": Measure(
        words=Words("Insights brought", "带去的信息"),
        unit="count",
        windowed=True,
        how=Words("Report on assets, or on the market.", "报告资产变化，或讲一条市场信息。"),
        tab="deals",
        by=("care_plan", "follow_up"),
    ),
    "care": Measure(
        words=Words("Care without business", "不谈业务的关怀"),
        unit="count",
        windowed=True,
        how=Words("Greet, or keep in touch without a proposal.", "问候，或联络时不谈业务。"),
        tab="network",
        by=("greeting", "care_plan"),
    ),
    "kept": Measure(
        words=Words("Promises kept on time", "承诺兑现率"),
        unit="percent",
        windowed=True,
        how=Words("Do what was promised by its day.", "答应的事按日办到。"),
        tab="deals",
        by=("task",),
    ),
    "answered": Measure(
        words=Words("Requests answered in time", "诉求按时办结率"),
        unit="percent",
        windowed=True,
        how=Words("Answer memos and matters by their day.", "备忘与交办事项按日办结。"),
        tab="deals",
        by=("memo", "matter"),
    ),
    "open": Measure(
        words=Words("Open complaints and late requests", "未结投诉与逾期诉求"),
        unit="count",
        windowed=False,
        how=Words("Settle what is late.", "先了结逾期的事。"),
        tab="deals",
        by=("memo", "matter"),
    ),
    "products": Measure(
        words=Words("Categories held", "持有品类"),
        unit="count",
        windowed=False,
        how=Words("See which category would suit.", "看看还缺哪类、合不合适。"),
        tab="wealth",
        by=("interest",),
    ),
    "share": Measure(
        words=Words("Share of assets kept here", "资产占比"),
        unit="percent",
        windowed=False,
        how=Words("Ask what lies at other banks.", "问一句他行还有多少。"),
        tab="profile",
        by=("maturity", "interest"),
    ),
    "years": Measure(
        words=Words("Years with the bank", "同行年数"),
        unit="years",
        windowed=False,
        how=Words("Only time brings it.", "随时间增长。"),
        tab="growth",
    ),
    "profile": Measure(
        words=Words("How full the profile is", "画像有用度"),
        unit="percent",
        windowed=False,
        how=Words("Ask what would help most.", "先问最有用的一项。"),
        tab="profile",
        by=("follow_up",),
    ),
    "referrals": Measure(
        words=Words("Customers introduced", "介绍客户"),
        unit="count",
        windowed=False,
        how=Words("Ask for an introduction.", "请客户介绍。"),
        tab="deals",
        by=("follow_up",),
    ),
    "around": Measure(
        words=Words("People around who are known", "认识的身边人"),
        unit="count",
        windowed=False,
        how=Words("Write down who stands around.", "记下身边的人。"),
        tab="network",
    ),
    "balance": Measure(
        words=Words("Emotional account", "情感账户"),
        unit="points",
        windowed=False,
        how=Words("Do something that counts, and enter it.", "做一件入账的事。"),
        tab="growth",
        by=("greeting", "memo", "matter", "task"),
    ),
    "gain": Measure(
        words=Words("Deeds beyond expectations", "超出预期的事"),
        unit="count",
        windowed=True,
        how=Words("Help with something nobody asked for.", "帮一件没开口的忙。"),
        tab="growth",
    ),
    "activity": Measure(
        words=Words("Accounts in use", "账户动户率"),
        unit="percent",
        windowed=False,
        how=Words("Show what the account can do.", "带客户用一次手机银行。"),
        tab="wealth",
    ),
}
"""All that the bank really has: contacts, promises, requests, holdings, the profile, the account."""
