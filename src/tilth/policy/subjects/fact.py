"""Facts learned of a customer: a dated note of a kind, each from a contact or by itself (REC-05, KPI-05)."""

from tilth.policy.subjects.kit import KEPT, READ_RESTRICTED, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

AVOID, ADDRESS, FAMILY = "avoid", "address", "family"
KINDS: Codes = {
    ADDRESS: Words("How to address", "称呼"),
    AVOID: Words("Topic to avoid", "不要谈的话题"),
    FAMILY: Words("Family", "家庭"),
    "work": Words("Work", "工作"),
    "other_banks": Words("Other banks", "他行情况"),
    "plans": Words("Plans", "打算"),
    "habits": Words("Habits", "习惯"),
    "likes": Words("What they like", "喜好"),
    "other": Words("Something else", "其他"),
}

FACT = Subject(
    thing=Thing.FACT,
    words=Words("Fact learned", "新了解的情况"),
    many=Words("Facts learned", "了解到的情况"),
    about="What was learned of a customer, dated and sealed: topics to avoid and how to address come first.",
    shows=("REC-05",),
    hands=KEPT,
    happened="learned_on",
    line=("kind", "outdated_on"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="notes",
    erases=(),
    confided=READ_RESTRICTED,
    tab="profile",
)
