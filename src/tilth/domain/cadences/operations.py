"""Write down how often a customer agreed to be contacted, or leave it to segment and tier again (NEED-12)."""

from django.db import transaction

from tilth.data.models import CadenceAgreement
from tilth.domain.acting import Unclear, Who, enter
from tilth.kernel.sentences import marked as _
from tilth.policy.permissions import Action, Thing

RULES = 0
"""The days of a customer who agreed once and is left to segment and tier again."""
LONGEST = 365


@transaction.atomic
def agree(who: Who, customer_id: str, *, days: int) -> CadenceAgreement:
    """Store the days between contacts that count from the next night on.

    `RULES` leaves the customer to segment and tier again. What was agreed before stays in the history. Raises
    NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    enter(who, Thing.CADENCE_AGREEMENT, Action.UPDATE, customer_id)
    if not RULES <= days <= LONGEST:
        raise Unclear(_("Agree on 1 to 365 days between contacts."))
    row = CadenceAgreement.objects.unscoped().filter(customer_id=customer_id).first()
    if days == RULES and (row is None or row.days == RULES):
        raise Unclear(_("Nothing was agreed: segment and tier decide already."))
    row = row or CadenceAgreement(customer_id=customer_id)
    row.days, row.agreed_on, row.recorded_by = days, who.today, who.by
    row.save()
    return row
