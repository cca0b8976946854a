"""How long each kind of data is kept, and by which rule (PIPL 19, 47; 反洗钱法 34; 网络安全法; C-36)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Begin(StrEnum):
    """The event from which a period is counted; `tilth.policy.retention` works out its day."""

    NOBODY = "no person is in it"
    RELATIONSHIP_END = "the end of the relationship"
    TRANSACTION = "the transaction"
    PRODUCT_END = "the end of the product"
    LAST_CONTACT = "the last contact"
    ENTRY = "the entry"
    EMPLOYMENT_END = "the end of employment"


@dataclass(frozen=True, kw_only=True)
class Retention:
    """One rule: months to keep counted from an event; None = as long as the event has not come."""

    code: str
    months: int | None
    counted_from: Begin
    source: str


_RULES = (
    Retention(code="none", months=None, counted_from=Begin.NOBODY, source="none needed"),
    Retention(
        code="identity",
        months=120,
        counted_from=Begin.RELATIONSHIP_END,
        source="反洗钱法 2024 art. 34",
    ),
    Retention(
        code="transaction",
        months=120,
        counted_from=Begin.TRANSACTION,
        source="反洗钱法 2024 art. 34",
    ),
    Retention(
        code="suitability",
        months=240,
        counted_from=Begin.PRODUCT_END,
        source="longest of the rules on suitability: 20 years",
    ),
    Retention(
        code="dealings",
        months=120,
        counted_from=Begin.RELATIONSHIP_END,
        source="反洗钱法 2024 art. 34; GOV-07",
    ),
    Retention(
        code="consent",
        months=36,
        counted_from=Begin.RELATIONSHIP_END,
        source="条例 12; PIPL 56; at least 6 months for messages",
    ),
    Retention(
        code="marketing",
        months=24,
        counted_from=Begin.LAST_CONTACT,
        source="PIPL 19, 47: the shortest that is necessary",
    ),
    Retention(
        code="log",
        months=13,
        counted_from=Begin.ENTRY,
        source="网络安全法: at least 6 months",
    ),
    Retention(
        code="audit",
        months=120,
        counted_from=Begin.ENTRY,
        source="C-36: 13 months at hand, 10 years in the archive",
    ),
    Retention(
        code="staff",
        months=120,
        counted_from=Begin.EMPLOYMENT_END,
        source="as long as the audit names the person",
    ),
)
RETENTION: Mapping[str, Retention] = {rule.code: rule for rule in _RULES}
"""By the word that a kind of data carries; a hold by law wins over every one of them."""
