"""The account of care owed: what fell due, and what became of it."""

from tilth.policy.words import Codes, Words

CARE_OWED: Codes = {
    "created": Words("Fallen due", "应访到期"),
    "paid": Words("Made good", "已补访"),
    "missed": Words("Missed: a later talk stands for them", "错过：由后来的联络一并了结"),
    "longer": Words("Waived: a longer interval", "免去：间隔放宽"),
    "corrected": Words("Waived: a talk was recorded late", "免去：补记了联络"),
    "stopped": Words("Waived: contacts are stopped", "免去：停止联络"),
    "wished": Words("Waived: not to be disturbed", "免去：客户要求免打扰"),
    "died": Words("Waived: the customer died", "免去：客户身故"),
    "closed": Words("Waived: closed, or one with another number", "免去：已销户或并号"),
    "carried": Words("Still owed", "仍欠"),
}
"""created = all the others; each is a column `care_…` of the published customer."""
