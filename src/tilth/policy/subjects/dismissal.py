"""Dismissals: a suggestion to meet somebody around a customer that was set aside, and why (IDN-07)."""

from tilth.policy.subjects.kit import KEPT, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

WHY: Codes = {
    "known": Words("They know each other already", "已经认识"),
    "not_wished": Words("The customer does not wish it", "客户不愿引荐"),
    "unfit": Words("Nothing here would fit them", "没有适合的产品或服务"),
    "elsewhere": Words("A colleague is in touch", "已有同事在跟进"),
    "other": Words("Another reason", "其他原因"),
}
"""Why nobody is to be suggested."""

DISMISSAL = Subject(
    thing=Thing.DISMISSAL,
    words=Words("Suggestion set aside", "已搁置的建议"),
    many=Words("Suggestions set aside", "已搁置的建议"),
    about="Whom nobody is to be told to meet around a customer, and why; until the reason to meet changes.",
    shows=("IDN-07",),
    hands=KEPT,
    happened="made_at",
    line=("reason", "why", "restored_on"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="users",
    erases=("other_id",),
    tab="network",
    own_part=True,
)
