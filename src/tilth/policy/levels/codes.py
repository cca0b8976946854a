"""The words of a relationship: its five levels in their order, what a deed is of, what care does."""

from tilth.policy.words import Codes, Words

LEVELS: Codes = {
    "stranger": Words("Stranger", "陌生"),
    "aware": Words("Aware", "认知"),
    "well_known": Words("Well known", "熟悉"),
    "preferring": Words("Preferring", "偏好"),
    "loyal": Words("Loyal", "忠诚"),
}
"""How far it has come, the first one of whom nobody said anything (REL-03).

*Familiar* is a side of the call list; the level of that Chinese word is *well known*.
"""
STAGES: Codes = {
    "product": Words("Product-based", "产品型"),
    "service": Words("Service-based", "服务型"),
    "relationship": Words("Relationship-based", "关系型"),
    "trust": Words("Trust-based", "信任型"),
}
"""The quartet: on what the relationship stands (REL-01)."""
FACTORS: Codes = {
    "transaction": Words("Transaction", "交易"),
    "fellowship": Words("Fellowship", "交情"),
    "heart": Words("Heart", "交心"),
}
"""What a deed is of: interest, resources that were put to use, how somebody feels (REL-07)."""
CARE: Codes = {
    "meets": Words("Meets expectations", "满足"),
    "exceeds": Words("Exceeds expectations", "超出"),
    "moves": Words("Moves", "感动"),
}
"""What a deed of care does: basic service, help and resources, something nobody forgets (AFT-12)."""
GROUPS: Codes = {
    "depth": Words("Depth", "深度"),
    "breadth": Words("Breadth", "广度"),
    "bond": Words("Customer and friend", "客情"),
}
"""What a score tells of: depth (REL-05), breadth (REL-06), professionalism, trust, acceptance (REL-08)."""
FIRST = next(iter(LEVELS))
_PLACES = {code: place for place, code in enumerate(LEVELS)}


def place(level: str) -> int:
    """Return how high a level is, the first one 0."""
    return _PLACES[level]


def above(level: str) -> str:
    """Return the level after this one; empty after the last."""
    rest = [*LEVELS][place(level) + 1 :]
    return rest[0] if rest else ""
