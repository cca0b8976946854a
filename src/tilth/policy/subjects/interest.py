"""Interests: the product or need a customer spoke of, with its amount and day, due until a talk ends it."""

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

KINDS: Codes = {
    "time_deposit": Words("A time deposit", "定期存款"),
    "wealth_product": Words("A wealth product", "理财产品"),
    "fund": Words("A fund", "基金"),
    "insurance": Words("Insurance", "保险"),
    "gold": Words("Gold", "黄金"),
    "foreign_currency": Words("Foreign currency", "外币"),
    "mortgage": Words("A mortgage", "房贷"),
    "loan": Words("Another loan", "其他贷款"),
    "card": Words("A card", "信用卡"),
    "payroll": Words("Salary paid through us", "代发工资"),
    "education": Words("A child's education", "子女教育"),
    "retirement": Words("Retirement", "养老"),
    "inheritance": Words("Handing wealth on", "财富传承"),
    "other": Words("Something else", "其他"),
}
STATES: Codes = {
    "open": Words("To be spoken of", "待跟进"),
    "taken": Words("Became business", "已成交"),
    "dropped": Words("No longer wanted", "已无意向"),
}
ENDS = {code: STATES[code] for code in ("taken", "dropped")}
"""What an interest may have become."""
SETTLED: Codes = {
    **ENDS,
    "moved": Words("Another day", "改期"),
    "open": Words("Open still", "仍待跟进"),
}
"""What a talk makes of one that stood open."""

INTEREST = Subject(
    thing=Thing.INTEREST,
    words=Words("Interest", "意向"),
    many=Words("Interests", "意向"),
    about="A product or a need that a customer spoke of, with its amount and day: due until a talk ends it.",
    shows=(),
    hands=KEPT,
    happened="heard_on",
    line=("kind", "amount", "due_on", "state"),
    due=Due(day="due_on", until="ended_at", act="end"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="bulb",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "taken": Tone.GOOD, "dropped": Tone.PLAIN},
    tab="deals",
)
