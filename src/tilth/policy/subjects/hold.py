"""Legal holds: nothing about a customer is deleted until compliance lifts the hold, whatever a rule says."""

from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import COMPLIANCE, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

CAUSES: Codes = {
    "lawsuit": Words("Lawsuit or arbitration", "诉讼或仲裁"),
    "investigation": Words("Inquiry of an authority", "有权机关调查"),
    "complaint": Words("Complaint or dispute", "投诉或争议"),
    "inspection": Words("Inspection or internal audit", "检查或内部审计"),
}
HOLD = Subject(
    thing=Thing.HOLD,
    words=Words("Legal hold", "法律保全"),
    many=Words("Legal holds", "法律保全"),
    about="While it stands nothing about the customer is deleted; it wins over every retention period.",
    shows=("GOV-07",),
    # Whoever works with a customer neither sets nor sees a hold: compliance keeps it, leaders know of it.
    hands={**dict.fromkeys(LEADERS, Hand.LOOK), COMPLIANCE: Hand.GOVERN},
    happened="stands_from",
    line=("cause", "lifted_at"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    erases=(),
    tab="rules",
)
