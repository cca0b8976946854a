"""A product that may not be presented: one sentence for the heaviest reason, and a line in the audit."""

from collections.abc import Mapping

from tilth.domain.refusing import Unclear
from tilth.kernel.sentences import marked as _
from tilth.policy.suitability.judging import Judgement

_SAID: Mapping[str, str] = {
    "stopped": _("A stop stands on this customer: nothing is offered."),
    "third_party": _("On somebody else's platform this may not be done."),
    "not_on_sale": _("This product is not on sale: choose one from the list."),
    "not_rated": _("This product has no grade of risk yet: nobody may offer it."),
    "minor": _("The customer is a minor: this product may not be offered."),
    "no_assessment": _(
        "There is no risk assessment: have one taken first, by somebody else than the manager."
    ),
    "expired": _("The risk assessment has expired: have a new one taken, by somebody else than the manager."),
    "above_level": _(
        "The product's grade {rating} is above what this customer can bear: it may not be offered."
    ),
    "elderly_no_push": _(
        "Nothing of grade {rating} is pushed to a customer of this age: only the own wish counts."
    ),
    "term": _("The product ties money that is needed earlier: choose a shorter one."),
}
"""Reasons that forbid, each in one sentence."""


class UnsuitableError(Unclear):
    """The product does not suit: nothing is written but a line in the audit."""

    code, status, why = "unsuitable", 409, "unsuitable"

    def __init__(self, found: Judgement, product_id: str) -> None:
        super().__init__(_SAID[found.reasons[0]], rating=found.rating or "–")
        self.found, self.product_id = found, product_id

    @property
    def noted(self) -> dict[str, str]:
        """Which product by number, and the codes of why not."""
        return {"product": self.product_id, "reasons": " ".join(self.found.reasons)}
