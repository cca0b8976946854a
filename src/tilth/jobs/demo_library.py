"""The library of the demo bank: what head office wrote in the first days, and what became of it."""

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from tilth.access import audit, generations
from tilth.data.models import Generation, LibraryEntry
from tilth.domain import days
from tilth.domain.acting import Who
from tilth.domain.library import operations
from tilth.domain.products import queries as products
from tilth.jobs.demo_library_kinds import CATEGORIES, TOLD, Told
from tilth.jobs.demo_library_talk import TALK
from tilth.policy.library import Written
from tilth.policy.playbook import Text

if TYPE_CHECKING:
    from tilth.data.models import User

WRITES, DECIDES = dt.time(9, 20), dt.time(10, 5)
RETAIL, WEALTH = "总行零售业务部", "总行财富管理部"
WEEKS, YEAR = dt.timedelta(days=42), dt.timedelta(days=365)


class Given(NamedTuple):
    """One entry, and what became of it: empty for a draft, `sent`, `approved`, or why it was declined."""

    kind: str
    about: str
    manner: str
    owner: str
    became: str
    zh: str
    en: str
    says_zh: str = ""
    says_en: str = ""


ENTRIES = (
    Given(
        *("opening", "idle_cash", "offer", RETAIL, "approved"),
        zh="您账上有{amount}放了一阵，近期若不用，我把几种存法列给您比一比？",
        en="{amount} has rested for a while: shall I set out the ways to keep it, side by side?",
    ),
    Given(
        *("opening", "deposit_maturing", "inform", RETAIL, "approved"),
        zh="{day}您有{amount}到期，年底用钱的事都安排好了吗？",
        en="{amount} matures on {day}: is all arranged for the end of the year?",
    ),
    Given(
        *("opening", "any", "care", RETAIL, "approved"),
        zh="有一阵没跟您通话了，手续上有没有拖着没办的？",
        en="We have not talked for a while: is anything waiting to be done?",
    ),
    Given(
        *("question", "idle_cash", "open", RETAIL, "approved"),
        zh="这{amount}里，哪一部分是随时要用的？",
        en="Of this {amount}, which part must be at hand?",
    ),
    Given(
        *("objection", "any", "", RETAIL, "approved"),
        zh="好的，不占用您时间。您看哪天方便，我按您说的时间再打。",
        en="Of course. Which day suits you? I call at the time that you name.",
        says_zh="「我现在在忙」",
        says_en="“I am busy now”",
    ),
    Given(
        *("objection", "concentration", "", WEALTH, "sent"),
        zh="涨跌谁也说不准。我们只看：它占多少，跌一成您能不能接受。",
        en="Nobody knows. Let us only see its share, and whether a tenth less could be borne.",
        says_zh="「它还会涨」",
        says_en="“It will go on rising”",
    ),
    Given(
        *("opening", "birthday", "care", RETAIL, "礼物须先登记，且不得当天催促到店。"),
        zh="生日快乐！我们给您准备了一份礼物，今天来网点领吧。",
        en="A happy birthday! A present waits for you at the branch, today.",
    ),
    Given(
        *("question", "salary_grew", "clarifying", WEALTH, ""),
        zh="收入有变化之后，家里每月的安排跟着变了吗？",
        en="Has the month at home changed with the income?",
    ),
)


def write(writer: "User", decider: "User") -> int:
    """Let head office write the entries on the morning after a night, and compliance decide; how many."""
    generation = generations.current()
    if generation is None or LibraryEntry.objects.exists():
        return 0
    today = days.next_working_day(generation.business_date)

    def who(by: "User", at: dt.time) -> Who:
        moment = dt.datetime.combine(today, at, days.ZONE)
        return Who(by=by, at=moment, generation=generation, today=today)

    with audit.job("demo"):
        for one in ENTRIES:
            written = Written(
                kind=one.kind,
                about=one.about,
                manner=one.manner,
                text=Text(zh=one.zh, en=one.en),
                says=Text(zh=one.says_zh, en=one.says_en),
                owner=one.owner,
                valid_from=today,
                valid_until=today + WEEKS,
            )
            row = operations.write(who(writer, WRITES), written, send=bool(one.became))
            if one.became not in ("", "sent"):
                yes = one.became == "approved"
                why = "" if yes else one.became
                operations.decide(who(decider, DECIDES), row.pk, approve=yes, why=why)
        for told in (*TOLD, *TALK):
            _told(told, who(writer, WRITES), who(decider, DECIDES))
    return len(ENTRIES) + len(TOLD) + len(TALK)


def _told(told: Told, writer: Who, decider: Who) -> None:
    """Write an entry of another kind, and approve it."""
    written = Written(
        kind=told.kind,
        about=told.about,
        manner=told.manner,
        text=Text(zh=told.text[0], en=told.text[1]),
        says=Text(zh=told.name[0], en=told.name[1]),
        detail=_detail(told, writer.generation),
        owner=told.owner,
        valid_from=writer.today,
        valid_until=writer.today + YEAR,
    )
    row = operations.write(writer, written, send=True)
    operations.decide(decider, row.pk, approve=True, why="")


def _detail(told: Told, generation: Generation) -> dict[str, Any]:
    """Return what only its kind says; of a bundle the first product on sale of each category."""
    detail = dict(told.detail)
    wanted = detail.pop(CATEGORIES, ())
    on_sale = products.on_sale(generation) if wanted else ()
    held = [next((one.product_id for one in on_sale if one.category == code), code) for code in wanted]
    return detail | ({"products": held} if wanted else {})
