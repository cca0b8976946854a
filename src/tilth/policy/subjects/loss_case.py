"""Loss cases: why a customer left or is leaving, how far it can be mended, what came of it (LIFE-06)."""

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

REASONS: Codes = {
    "return": Words("Better return elsewhere", "他行收益更高"),
    "service": Words("Service or a complaint", "服务或投诉"),
    "neglect": Words("Not looked after", "疏于维护"),
    "manager": Words("Followed a manager", "随客户经理离开"),
    "moved": Words("Moved away", "搬迁"),
    "need": Words("Needed the money", "资金用途"),
    "product": Words("No fitting product", "产品不合适"),
    "unknown": Words("Not known yet", "原因不明"),
}
CLASSES: Codes = {
    "leak": Words("Preventable leak", "可堵的漏洞"),
    "recoverable": Words("Recoverable", "可挽回"),
    "last": Words("Last attempt", "最后一试"),
}
"""How far it can be mended, the best first: the three of LIFE-06."""
STEPS: Codes = {
    "call": Words("Call and listen", "致电倾听"),
    "visit": Words("Visit", "登门拜访"),
    "leader": Words("A leader speaks", "行领导出面"),
    "mend": Words("Mend what went wrong", "纠正问题"),
    "offer": Words("A fitting product", "匹配合适产品"),
    "wait": Words("Leave in peace, write at festivals", "保持问候"),
}
STATES: Codes = {
    "open": Words("To be won back", "挽回中"),
    "won_back": Words("Won back", "已挽回"),
    "in_part": Words("Won back in part", "部分挽回"),
    "gone": Words("Gone", "未挽回"),
}
ENDS = {code: STATES[code] for code in ("won_back", "in_part", "gone")}
"""What a case may come to."""

LOSS_CASE = Subject(
    thing=Thing.LOSS_CASE,
    words=Words("Loss case", "流失个案"),
    many=Words("Loss cases", "流失个案"),
    about="Why a customer left or is leaving, how far it can be mended, the next step, and what came of it.",
    shows=("LIFE-06",),
    hands=KEPT,
    happened="found_on",
    line=("reason", "recoverable", "step", "due_on", "state"),
    due=Due(day="due_on", until="ended_at", act="end"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="trending-down",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "won_back": Tone.GOOD, "in_part": Tone.GOOD, "gone": Tone.BAD},
    tab="growth",
)
