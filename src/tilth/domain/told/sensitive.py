"""What is of health, children and family: written with consent alone, gone when it ends (TRAP-20)."""

from tilth.data.models import Acquaintance, Consent, Detail, Fact, Relation
from tilth.domain.acting import Acting, Unclear
from tilth.kernel.sentences import marked as _
from tilth.policy.codes import ANY_CHANNEL
from tilth.policy.codes.relations import FAMILY_TIES
from tilth.policy.contact_gate.consent import GRANTED
from tilth.policy.subjects.detail import SENSITIVE, DetailRules
from tilth.policy.subjects.fact import FAMILY


def allowed(at: Acting) -> None:
    """Raise Unclear unless the customer agreed, whatever the channel, that it is written down."""
    last = (
        at.rows(Consent).filter(purpose=SENSITIVE, channel=ANY_CHANNEL).order_by("-decided_at", "-id").first()
    )
    if last is None or last.decision != GRANTED:
        raise Unclear(
            _("Ask the customer first: health, children and family are written down only with consent.")
        )


def ended(at: Acting) -> None:
    """Take back all that was written under a consent that ends: nobody reads it any more."""
    items = [one.code for one in at.playbook.of(DetailRules).items if one.sensitive]
    family = at.rows(Acquaintance).filter(role__in=FAMILY_TIES)
    for rows in (
        at.rows(Detail).filter(item__in=items),
        family | at.rows(Acquaintance).filter(minor=True),
        at.rows(Fact).filter(kind=FAMILY),
        at.rows(Relation).filter(circle=FAMILY) | at.rows(Relation).filter(minor=True),
    ):
        rows.update(voided_at=at.who.at, voided_by=at.who.by)
