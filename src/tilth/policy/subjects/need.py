"""Needs: what a customer needs, how it shows, how far it has come, what can meet it (NEED-01…11)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.kernel.text import twice
from tilth.policy.codes import CATEGORIES
from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

KINDS: Codes = {
    "saving": Words("Keep and grow savings", "稳健增值"),
    "liquidity": Words("Money at hand", "随时要用的钱"),
    "growth": Words("Grow wealth", "财富增值"),
    "currency": Words("Foreign currency", "外币"),
    "home": Words("Buy a home", "购房"),
    "business": Words("Money for a business", "经营周转"),
    "consumption": Words("Larger purchases", "消费融资"),
    "protection": Words("Protection of the family", "家庭保障"),
    "education": Words("A child's education", "子女教育"),
    "retirement": Words("Retirement", "养老"),
    "inheritance": Words("Handing wealth on", "财富传承"),
    "payments": Words("Payments and settlement", "支付结算"),
    "payroll": Words("Salary paid through us", "代发工资"),
    "safe_box": Words("Valuables kept safe", "贵重物品保管"),
    "other": Words("Something else", "其他"),
}
DIMENSIONS: Codes = {
    "asset": Words("Assets", "资产"),
    "liability": Words("Liabilities", "负债"),
    "right": Words("Equity and entitlements", "权益"),
}
"""Of what a need is; the third is net worth and what somebody is entitled to (amendment A10)."""
DEPTHS: Codes = {"explicit": Words("Explicit", "显性"), "hidden": Words("Hidden", "隐性")}
"""What the customer says, and what lies under the water."""
FORECAST = "forecast"
CLASSES: Codes = {
    "basic": Words("Basic", "基本"),
    "individual": Words("Individual", "个性"),
    FORECAST: Words("Forecast", "预测"),
    "created": Words("Created", "创造"),
}
"""Of objective, subjective and changing information; the fourth is one that nobody had thought of."""
PHASES: Codes = {
    "satisfied": Words("Satisfied", "满意期"),
    "brewing": Words("Brewing", "酝酿期"),
    "standards": Words("Setting standards", "标准期"),
    "comparing": Words("Comparing", "比较期"),
    "use": Words("Use", "实用期"),
    "adjusting": Words("Adjusting", "调整期"),
}
SOURCES: Codes = {
    "talk": Words("Said in a talk", "客户说起"),
    "profile": Words("From the profile", "画像推断"),
    "signal": Words("A signal of the night", "夜间信号"),
    "event": Words("An event in life", "人生事件"),
    "colleague": Words("A colleague", "同事告知"),
}
STATES: Codes = {
    "open": Words("To be met", "待满足"),
    "met": Words("Met", "已满足"),
    "dropped": Words("Not pursued", "不再跟进"),
}
ENDS = {code: STATES[code] for code in ("met", "dropped")}
FIRST, LAST = 1, 5
"""Priorities: the first is met first (NEED-10)."""


class Phase(BaseModel):
    """What is best done in one phase of a need."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    zh: Annotated[str, Field(min_length=1, max_length=60)]
    en: Annotated[str, Field(min_length=1, max_length=120)]
    source: str
    about: str


class Answer(BaseModel):
    """Which categories of products meet one kind of need, the first first; none: a gap of the bank."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    categories: tuple[str, ...]
    source: str
    about: str


class NeedRules(Rules):
    """What is done in each phase, and what meets each kind of need (NEED-08, SOL-01)."""

    phases: tuple[Phase, ...]
    answers: tuple[Answer, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name, rows, known in (("phases", self.phases, PHASES), ("answers", self.answers, KINDS)):
            codes = [one.code for one in rows]
            if code := twice(codes):
                raise ValueError(f"{name} names {code!r} twice; it may be there once")
            for code in (
                *(one for one in known if one not in codes),
                *(one for one in codes if one not in known),
            ):
                raise ValueError(f"{name} must have each of {', '.join(known)} once, and {code!r} is amiss")
        for answer in self.answers:
            for category in answer.categories:
                if category not in CATEGORIES:
                    raise ValueError(
                        f"{answer.code} names {category!r}, which is none of {', '.join(CATEGORIES)}"
                    )
        return self

    def act(self, phase: str) -> Words:
        """Return what is best done in a phase."""
        one = next(one for one in self.phases if one.code == phase)
        return Words(one.en, one.zh)

    def categories(self, kind: str) -> tuple[str, ...]:
        """Return the categories that meet a kind of need; none: a gap, which the page names."""
        return next((one.categories for one in self.answers if one.code == kind), ())

    @property
    def by_category(self) -> Mapping[str, frozenset[str]]:
        """Category → the kinds of need that it meets."""
        return {
            code: frozenset(one.code for one in self.answers if code in one.categories) for code in CATEGORIES
        }


NEED = Subject(
    thing=Thing.NEED,
    words=Words("Need", "需求"),
    many=Words("Needs", "需求"),
    about="What a customer needs: of what, how it shows, how far it has come, how urgent, by when.",
    shows=("NEED-01", "NEED-03", "NEED-04", "NEED-05", "NEED-07", "NEED-08", "NEED-10", "NEED-11", "SOL-01"),
    hands=KEPT,
    happened="noticed_on",
    line=("kind", "dimension", "explicit", "nature", "phase", "priority", "due_on", "state"),
    due=Due(day="due_on", until="ended_at", act="end"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="bulb",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "met": Tone.GOOD, "dropped": Tone.PLAIN},
    rules=NeedRules,
    tab="deals",
    own_part=True,
)
