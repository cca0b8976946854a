"""Negotiation sheets: goals, bottom line, when to leave, what was seen; the team's alone (NEG-05, NEG-06)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tilth.policy.roles import MANAGERS
from tilth.policy.subjects.kit import Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

LOANS = ("mortgage", "loan")
"""Categories for which the three questions of a loan are asked (NEG-12)."""
STATES: Codes = {
    "open": Words("Under way", "谈判中"),
    "agreed": Words("Agreed", "已谈成"),
    "withdrawn": Words("Withdrawn, friendly", "友好退出"),
}
BECAME: Codes = {code: STATES[code] for code in ("agreed", "withdrawn")}


class Question(BaseModel):
    """One leading question of a loan, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    zh: Annotated[str, Field(min_length=1, max_length=120)]
    en: Annotated[str, Field(min_length=1, max_length=240)]
    source: str
    about: str


class NegotiationRules(Rules):
    """The leading questions of a loan: how much, how used, repaid from what."""

    asks_of_loans: Annotated[tuple[Question, ...], Field(min_length=3, max_length=3)]


NEGOTIATION = Subject(
    thing=Thing.NEGOTIATION,
    words=Words("Negotiation sheet", "谈判单"),
    many=Words("Negotiation sheets", "谈判单"),
    about=(
        "What a negotiation is about: goals long and short, main and minor, bottom line, when to leave, four"
        " notes of the field. Read by the opportunity's owner, its writer and the team that is named, and by"
        " nobody else."
    ),
    shows=("NEG-05", "NEG-06", "NEG-12"),
    hands=dict.fromkeys(MANAGERS, Hand.KEEP),
    happened="opened_on",
    line=("state",),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="lock",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "agreed": Tone.GOOD, "withdrawn": Tone.PLAIN},
    rules=NegotiationRules,
    team="team",
    tab="deals",
    own_part=True,
)
