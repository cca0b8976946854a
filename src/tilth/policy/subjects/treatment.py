"""Special treatments: what a key customer is given; while one stands, the customer is one (TIER-12)."""

from tilth.policy.subjects.kit import KEPT, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

KINDS: Codes = {
    "direct_line": Words("A direct line to the manager", "客户经理专线"),
    "leader": Words("A leader as second contact", "行领导对接"),
    "first_served": Words("Served first", "优先办理"),
    "at_home": Words("Visited at home or at work", "上门服务"),
    "first_told": Words("Told first of new offers", "新品优先告知"),
    "invited": Words("Invited to events of few", "小型专场邀请"),
    "other": Words("Something else", "其他"),
}
"""No return, no price and no exception to a rule is among them: a treatment is how somebody is served."""
STATES: Codes = {
    "standing": Words("Given", "生效中"),
    "ended": Words("No longer given", "已取消"),
}

TREATMENT = Subject(
    thing=Thing.TREATMENT,
    words=Words("Special treatment", "专属待遇"),
    many=Words("Special treatments of a key customer", "关键客户的专属待遇"),
    about="What a key customer is given that others are not; a customer is a key customer while one stands.",
    shows=("TIER-12",),
    hands=KEPT,
    happened="given_on",
    line=("kind", "state"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="diamond",
    erases=(),
    states=STATES,
    tones={"standing": Tone.GOOD, "ended": Tone.PLAIN},
    tab="growth",
)
