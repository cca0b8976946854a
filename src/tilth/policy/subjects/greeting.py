"""Greetings: whom the bank greets on which day, by which channel and in which words (OPS-04, OPS-05, A6)."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from tilth.kernel.lunar import LunarDay, OutOfRangeError, gregorian
from tilth.policy.clock import Clock
from tilth.policy.subjects.gift import KINDS
from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

OF_THE_FEED: Codes = {
    "birthday": Words("Birthday", "生日"),
    "account_anniversary": Words("Anniversary of the account", "开户周年"),
}
"""Days of the customer's own that the night tells of, in the calendar that the customer keeps."""
OF_THE_FAMILY: Codes = {
    "wedding": Words("Wedding anniversary", "结婚纪念日"),
    "spouse_birthday": Words("The spouse's birthday", "配偶生日"),
    "child_birthday": Words("A child's birthday", "子女生日"),
}
"""Days of those who are near, that signals of the night tell of where the feed knows them."""
SIGNALS: Mapping[str, str] = {
    "wedding_anniversary": "wedding",
    "spouse_birthday": "spouse_birthday",
    "child_birthday": "child_birthday",
}
"""Kind of signal → the occasion that it makes."""
SEVERAL = ("child_birthday",)
"""Occasions of which a customer may have several within a year: one for each whom they are about."""
FESTIVALS: Codes = {
    "new_year": Words("New Year's Day", "元旦"),
    "spring_festival": Words("Spring Festival", "春节"),
    "dragon_boat": Words("Dragon Boat Festival", "端午节"),
    "mid_autumn": Words("Mid-Autumn Festival", "中秋节"),
    "national_day": Words("National Day", "国庆节"),
}
BY_HAND: Codes = {
    "thanks": Words("Thanks", "感谢"),
    "family": Words("A day in the family", "家人的日子"),
    "other": Words("Another day", "其他日子"),
}
"""Days that no feed brings, and thanks (REL-12): somebody writes them down."""
OCCASIONS: Codes = {**OF_THE_FEED, **OF_THE_FAMILY, **FESTIVALS, **BY_HAND}
_LATER: Mapping[str, Words] = {
    "spouse_birthday": Words("My good wishes for the birthday at home.", "祝您的爱人生日快乐，阖家安康。"),
    "child_birthday": Words("My good wishes for the child's birthday.", "祝孩子生日快乐，健康成长。"),
    "thanks": Words("Thank you for your trust and your time.", "谢谢您的信任和时间。"),
}
"""Occasions that a playbook of before does not name, with the words that are proposed then."""
STATES: Codes = {
    "open": Words("To be sent", "待问候"),
    "sent": Words("Sent", "已问候"),
    "left": Words("Left out", "不再问候"),
    "stopped": Words("May not be sent", "不得问候"),
}
GIFTS: Codes = {"none": Words("No gift", "无礼品"), **KINDS}
_DAYS: Mapping[str, tuple[bool, int, int]] = {
    "new_year": (False, 1, 1),
    "spring_festival": (True, 1, 1),
    "dragon_boat": (True, 5, 5),
    "mid_autumn": (True, 8, 15),
    "national_day": (False, 10, 1),
}
"""Festival → lunar or not, month, day."""


class GreetingRules(Rules):
    """When a greeting is due, for which festivals, and what it says."""

    hour: Clock
    days_ahead: Annotated[int, Field(ge=1, le=60)]
    days_apart: Annotated[int, Field(ge=1, le=330)]
    """A second greeting for one occasion within so many days is none."""
    channel: str
    festivals: tuple[str, ...]
    texts_zh: dict[str, str]
    texts_en: dict[str, str]

    @field_validator("texts_zh", "texts_en")
    @classmethod
    def _of_before(cls, texts: dict[str, str], of: ValidationInfo) -> dict[str, str]:
        said = {code: words.zh if of.field_name == "texts_zh" else words.en for code, words in _LATER.items()}
        return said | texts

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for code in self.festivals:
            if code not in FESTIVALS:
                raise ValueError(f"festivals names {code!r}, which is none of {', '.join(FESTIVALS)}")
        for name, texts in (("texts_zh", self.texts_zh), ("texts_en", self.texts_en)):
            for code in OCCASIONS:
                if not texts.get(code, "").strip():
                    raise ValueError(f"{name} has no words for {code!r}")
            for code, text in texts.items():
                if code not in OCCASIONS:
                    raise ValueError(f"{name} names {code!r}, which is none of {', '.join(OCCASIONS)}")
                if "{" in text:
                    raise ValueError(f"{name} names a fact for {code!r}: a greeting is said as it is written")
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """All proposed texts, in both languages."""
        return (*self.texts_zh.values(), *self.texts_en.values())

    def proposed(self, occasion: str) -> Words:
        """Return the text that is proposed for an occasion."""
        return Words(self.texts_en[occasion], self.texts_zh[occasion])


GREETING = Subject(
    thing=Thing.GREETING,
    words=Words("Greeting", "问候"),
    many=Words("Greetings", "节日与生日问候"),
    about="A greeting due on its day at the hour of the playbook, for whoever agreed to greetings.",
    shows=("OPS-04", "OPS-05", "REL-12"),
    hands=KEPT,
    happened="made_at",
    line=("occasion", "channel", "due_on", "state"),
    due=Due(day="due_on", until="done_at", act="send"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="cake",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "sent": Tone.GOOD, "left": Tone.PLAIN, "stopped": Tone.PLAIN},
    rules=GreetingRules,
    tab="deals",
)


def festival_day(code: str, year: int) -> dt.date | None:
    """Return the day of a festival in a Gregorian year; None beyond the lunar calendar's table."""
    lunar, month, day = _DAYS[code]
    if not lunar:
        return dt.date(year, month, day)
    try:
        return gregorian(LunarDay(year, month, day))
    except OutOfRangeError:
        return None


def festivals(rules: GreetingRules, first: dt.date, last: dt.date) -> list[tuple[str, dt.date]]:
    """Return the festivals of the playbook from one day to another, nearest first."""
    years = range(first.year, last.year + 1)
    days = ((festival_day(code, year), code) for code in rules.festivals for year in years)
    return [
        (code, day) for day, code in sorted((day, code) for day, code in days if day and first <= day <= last)
    ]
