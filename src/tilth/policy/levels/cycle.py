"""The nine steps of a relationship in three phases, each with the tab where it is worked on (LIFE-03)."""

from dataclasses import dataclass

from tilth.policy.levels.codes import place
from tilth.policy.words import Codes, Words

PHASES: Codes = {
    "building": Words("Building it", "建立期"),
    "keeping": Words("Keeping it", "经营期"),
    "ending": Words("Leaving", "流失期"),
}
"""In neutral words: no metaphor of marriage (TRAP-34)."""
_KEEPING = "well_known"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its words, in which phase it is, on which tab it is worked on."""

    words: Words
    phase: str
    tab: str


STEPS = (
    Step(words=Words("Get to know", "认识"), phase="building", tab="profile"),
    Step(words=Words("Choose each other", "选择"), phase="building", tab="growth"),
    Step(words=Words("Develop", "开发"), phase="building", tab="deals"),
    Step(words=Words("Keep informed", "信息"), phase="keeping", tab="profile"),
    Step(words=Words("Grade", "分级"), phase="keeping", tab="growth"),
    Step(words=Words("Talk", "沟通"), phase="keeping", tab="timeline"),
    Step(words=Words("Satisfy", "满意"), phase="keeping", tab="deals"),
    Step(words=Words("Loyalty", "忠诚"), phase="keeping", tab="network"),
    Step(words=Words("Loss and winning back", "流失与挽回"), phase="ending", tab="growth"),
)
"""In their order; nobody has to go through them one by one."""


def phase(level: str, lifecycle: str) -> str:
    """Return the phase of a relationship: leaving where the customer is lost, else by its level."""
    if lifecycle == "lost":
        return "ending"
    return "keeping" if place(level) >= place(_KEEPING) else "building"
