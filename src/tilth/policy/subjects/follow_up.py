"""Follow-ups by rule: after a purchase, for referrals, with a new customer (AFT-08, MGM-01, REL-10)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

KINDS: Codes = {
    "after_purchase": Words("After a purchase", "购买后回访"),
    "referral": Words("Ask for an introduction", "请客户转介绍"),
    "welcome": Words("Welcome", "新客欢迎"),
    "settle_in": Words("Whether all works", "开户使用回访"),
    "first_needs": Words("Get to know the needs", "新客需求了解"),
    "first_review": Words("Review of the first months", "新客首季回顾"),
}
ONBOARDING = ("welcome", "settle_in", "first_needs", "first_review")
"""The first contacts with a new customer, in their order (REL-10)."""
EVENTS = {"post_purchase_followup": "after_purchase", "referral_due": "referral"}
"""Kind of event of the night → the follow-up that it asks for."""
BEGAN: Codes = {
    "purchase": Words("A purchase", "购买产品"),
    "opening": Words("The account was opened", "开户"),
    "first_investment": Words("The first investment", "首次投资"),
    "promise_kept": Words("A promise was kept", "承诺兑现"),
    "by_hand": Words("Written down by hand", "人工登记"),
}
"""What it goes back to: the evidence of the rule."""
NAMED: Codes = {
    "none": Words("Nobody", "未介绍"),
    "one": Words("One", "1 位"),
    "two": Words("Two", "2 位"),
    "three": Words("Three or more", "3 位及以上"),
}
"""How many new customers a customer named; three are asked for (MGM-01)."""
STATES: Codes = {
    "open": Words("To be followed up", "待回访"),
    "done": Words("Followed up", "已回访"),
    "left": Words("Left out", "不再回访"),
    "stopped": Words("Not ready", "暂不适宜"),
}


class FollowUpRules(Rules):
    """Which follow-ups the night puts into the queue."""

    of_night: Annotated[tuple[str, ...], Field(max_length=len(KINDS))]
    onboarding: Mapping[str, Annotated[int, Field(ge=0, le=366)]]
    """Which first contacts a new customer gets, so many days after the opening of the account."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        for code in self.of_night:
            if code not in KINDS:
                raise ValueError(f"of_night names {code!r}, which is none of {', '.join(KINDS)}")
        for code in self.onboarding:
            if code not in ONBOARDING:
                raise ValueError(f"onboarding names {code!r}, which is none of {', '.join(ONBOARDING)}")
        return self

    @property
    def events(self) -> dict[str, str]:
        """Kind of event → follow-up, of those that the night makes."""
        return {event: kind for event, kind in EVENTS.items() if kind in self.of_night}


FOLLOW_UP = Subject(
    thing=Thing.FOLLOW_UP,
    words=Words("Follow-up", "回访"),
    many=Words("Follow-ups", "回访"),
    about="A talk that a rule asks for, with what it goes back to: a purchase, good service, a new account.",
    shows=("MGM-01", "MGM-02", "REL-10"),
    hands=KEPT,
    happened="made_at",
    line=("kind", "began", "began_on", "product", "due_on", "named", "state"),
    due=Due(day="due_on", until="done_at", act="finish"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="corner-down-left",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "done": Tone.GOOD, "left": Tone.PLAIN, "stopped": Tone.PLAIN},
    rules=FollowUpRules,
    tab="deals",
)
