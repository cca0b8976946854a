"""Target tiers: into which tier a customer is meant to rise, until when, and what became of it (TIER-02)."""

import datetime as dt

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.vocabulary import TIERS
from tilth.policy.words import Codes, Words

STATES: Codes = {
    "open": Words("Aimed at", "进行中"),
    "reached": Words("Reached", "已达成"),
    "dropped": Words("Dropped", "已放弃"),
    "replaced": Words("Replaced by another", "已改设"),
}
ENDS = {code: STATES[code] for code in ("reached", "dropped")}
"""What a target may have become."""

TARGET_TIER = Subject(
    thing=Thing.TARGET_TIER,
    words=Words("Target tier", "目标等级"),
    many=Words("Target tiers", "目标等级"),
    about="Into which tier a customer is meant to rise, and until when; one at a time.",
    shows=("TIER-02",),
    hands=KEPT,
    happened="set_on",
    line=("tier", "due_on", "state"),
    due=Due(day="due_on", until="ended_at", act="end"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="target-arrow",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "reached": Tone.GOOD, "dropped": Tone.PLAIN, "replaced": Tone.PLAIN},
    tab="growth",
)


def problem(tier: str, *, now: str, due_on: dt.date, today: dt.date) -> str:
    """Return in one word what cannot be meant; empty where all fits. `now` is today's tier."""
    if TIERS.index(tier) <= TIERS.index(now):
        return "not_above"
    return "" if due_on >= today else "passed"
