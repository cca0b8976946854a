"""The figures of work: what somebody did in some days, each a link to the customers it was done with."""

from dataclasses import replace

from tilth.policy.figure import LISTS, Figure, Unit

_WORK = {"worked": "{worked}", "state": "all"}
_CONTACTS = (("联络", "双向联络"), ("Contacts", "Two-way contacts"))
_APPOINTED = (("约访", "约定了见面的双向联络"), ("Appointments made", "Contacts that made one"))
_CAME = (("已到访", "客户如约到访的预约"), ("Came", "Appointments to which the customer came"))
_MISSED = (("未到访", "客户没有来的预约"), ("Did not come", "Appointments to which nobody came"))


def _work(what: str, zh: tuple[str, str], en: tuple[str, str]) -> Figure:
    """Return a figure of what somebody did in some days, each customer once a day."""
    return Figure(
        code=f"work_{what}",
        label_zh=zh[0],
        label_en=en[0],
        about_zh=f"{zh[1]}；限所列日子，同一客户一天算一次",
        about_en=f"{en[1]}; in the days named, each customer once a day",
        unit=Unit.CONTACTS,
        of=LISTS,
        closed=True,
        attempts=what == "dialled",
        sums="calls",
        query=_WORK,
    )


def _part(what: str, zh: tuple[str, str], en: tuple[str, str]) -> Figure:
    """Return a figure of work counted apart: customers of one side, new or existing ones, or one purpose."""
    of_zh, of_en = (
        "，只计其中一部分：熟或不熟、新客或存量、一种目的",
        ", of one part: a side, new or existing, a purpose",
    )
    whole = _work(what, (zh[0], f"{zh[1]}{of_zh}"), (en[0], f"{en[1]}{of_en}"))
    return replace(whole, code=f"work_{what}_part")


def _written(what: str, zh: tuple[str, str], en: tuple[str, str]) -> Figure:
    """Return a figure of what somebody wrote down in some days about customers in sight."""
    return Figure(
        code=f"work_{what}",
        label_zh=zh[0],
        label_en=en[0],
        about_zh=f"{zh[1]}；限所列日子，只计看得到的客户",
        about_en=f"{en[1]}; in the days named, of customers in sight",
        unit=Unit.ITEMS,
        of=LISTS,
        closed=True,
        sums="calls",
        query=_WORK,
    )


def _side(side: str, word_zh: str, word_en: str) -> Figure:
    """Return the customers of a side with whom somebody spoke in some days."""
    return Figure(
        code=f"work_{side}",
        label_zh=f"联络过的{word_zh}",
        label_en=f"{word_en} customers contacted",
        about_zh=f"所列日子里有双向联络的{word_zh}，每人算一次",
        about_en=f"{word_en} customers with a two-way contact in the days named, each once",
        of=LISTS,
        closed=True,
        query=_WORK,
    )


FIGURES = (
    _work(
        "dialled", ("拨打", "拨打过的客户，未接通的尝试也算"), ("Dialled", "Customers dialled, attempts too")
    ),
    _work("contacts", *_CONTACTS),
    _work("new", ("新客联络", "与新客的双向联络"), ("With new customers", "Contacts with new customers")),
    _work(
        "existing",
        ("存量联络", "与其他客户的双向联络"),
        ("With existing ones", "Contacts with the others"),
    ),
    _work("appointed", *_APPOINTED),
    _work("came", *_CAME),
    _work("missed", *_MISSED),
    _part("contacts", *_CONTACTS),
    _part("appointed", *_APPOINTED),
    _part("came", *_CAME),
    _part("missed", *_MISSED),
    _written(
        "promised",
        ("新许承诺", "许下的承诺：不含预约、名单改期和未接通后的再拨"),
        ("Promises made", "Promises; no appointment, no call put off, none after ringing in vain"),
    ),
    _written(
        "kept", ("按时兑现", "当天到期并当天办结的承诺"), ("Promises kept", "Promises done by their day")
    ),
    _written(
        "broken",
        ("未按时兑现", "当天到期、当天没有办结的承诺"),
        ("Promises not kept", "Promises not done by the end of their day"),
    ),
    _written("noted", ("服务备忘", "新记的服务备忘"), ("Service memos", "Service memos written down")),
    _written("learned", ("画像信息", "写进画像的信息"), ("Profile details", "Written into profiles")),
    _written("skipped", ("跳过", "名单上跳过的人"), ("Skipped", "Names passed over")),
    Figure(
        code="due_contacted",
        label_zh="已谈过的到期客户",
        label_en="Spoken with, money falls due",
        about_zh="从今天起 10 天内有资金到期、所列日子里有双向联络的客户，每人算一次",
        about_en="Customers with money falling due within 10 days from today and a two-way contact in the"
        " days named, each once",
        of=LISTS,
        query={"due": "10", "worked": "{worked}"},
    ),
    Figure(
        code="under_contacted",
        label_zh="已谈过的未充分服务客户",
        label_en="Spoken with, no recent investment",
        about_zh="未充分服务、所列日子里有双向联络的客户，每人算一次",
        about_en="Customers who bought no investment for long, with a two-way contact in the days named,"
        " each once",
        of=LISTS,
        query={"under": "1", "worked": "{worked}"},
    ),
    _side("familiar", "熟客", "Familiar"),
    _side("unfamiliar", "不熟客", "Unfamiliar"),
)
