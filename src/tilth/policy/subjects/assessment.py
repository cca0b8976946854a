"""Risk assessments answered in the bank, never taken by the customer's own manager (GOV-05, C-43)."""

from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import LED, Hand, Merges, Moves, Rules, Subject
from tilth.policy.suitability.questionnaire import Questionnaire
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

SIGNED: Codes = {
    "paper": Words("Signed on paper", "纸质签名"),
    "screen": Words("Signed on the screen", "电子签名"),
}


class AssessmentRules(Questionnaire, Rules):
    """The questionnaire, and how often it may be answered."""


ASSESSMENT = Subject(
    thing=Thing.ASSESSMENT,
    words=Words("Risk assessment", "风险测评"),
    many=Words("Risk assessments", "风险测评"),
    about=(
        "A questionnaire of risk capacity that the customer answered in the bank, score and level worked out"
        " of the answers; a leader takes it, never the customer's own manager, and nobody reads the answers"
        " again."
    ),
    shows=("GOV-05",),
    hands={**LED, **dict.fromkeys(LEADERS, Hand.RECORD)},
    happened="assessed_on",
    line=("level", "score", "version"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="suitability",
    icon="scale",
    erases=(),
    rules=AssessmentRules,
    tab="wealth",
    own_part=True,
)
