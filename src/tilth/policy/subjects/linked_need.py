"""Linked needs: what people around a customer need, or many of them at once (NEED-06, TRAP-40)."""

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

AROUND: Codes = {
    "relative": Words("Relative", "亲属"),
    "neighbour": Words("Neighbour", "邻居"),
    "colleague": Words("Colleague", "同事"),
    "employer": Words("Employer", "所在单位"),
    "authority": Words("Supervising unit", "主管单位"),
    "controlled": Words("Controlled company", "控制企业"),
}
"""Who has the need, as seen from the customer."""
ENTITIES = frozenset({"employer", "authority", "controlled"})
"""Those of them that are no person: behind them stand many."""
NEEDS: Codes = {
    "deposit": Words("Deposit", "存款"),
    "wealth": Words("Wealth management", "理财"),
    "financing": Words("Financing", "融资"),
    "insurance": Words("Insurance", "保险"),
    "settlement": Words("Payments and settlement", "支付结算"),
    "payroll": Words("Payroll service", "代发工资"),
    "compensation": Words("Relocation compensation", "拆迁赔付"),
    "other": Words("Something else", "其他"),
}
BATCHES = frozenset({"payroll", "compensation"})
"""Needs of many at once: they come with a head count."""
STATES: Codes = {
    "open": Words("To be met", "待满足"),
    "met": Words("Met", "已满足"),
    "dropped": Words("Not pursued", "不再跟进"),
}
ENDS = {code: STATES[code] for code in ("met", "dropped")}
"""What a need may come to."""

LINKED_NEED = Subject(
    thing=Thing.LINKED_NEED,
    words=Words("Linked need", "关联需求"),
    many=Words("Linked needs", "关联需求"),
    about="What somebody around a customer needs, or many people at once, and what is done about it by when.",
    shows=("NEED-06",),
    hands=KEPT,
    happened="told_on",
    line=("around", "need", "head_count", "due_on", "state"),
    due=Due(day="due_on", until="ended_at", act="end"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="users",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "met": Tone.GOOD, "dropped": Tone.PLAIN},
    tab="network",
)
