"""Whether the assets of a book or a branch lean on few customers, in one sentence (TIER-11)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tilth.domain.book.model import Totals
from tilth.policy import structure
from tilth.policy.playbook import Playbook
from tilth.policy.structure import Layer
from tilth.web import labels
from tilth.web.format import amounts


def leans(totals: Totals, playbook: Playbook) -> str:
    """Return the warning; empty where the assets do not lean on few, or are not known by tier."""
    if any(tier.aum is None for tier in totals.tiers):
        return ""
    layers = [
        Layer(code=one.code, customers=one.customers, assets=one.aum or Decimal(0)) for one in totals.tiers
    ]
    found = structure.lean(layers, playbook.grading)
    if found is None:
        return ""
    return _("Leans on few: {tiers}, {people} of the customers, hold {assets} of the assets.").format(
        tiers=_(", ").join(labels.label("tier", code) for code in found.tiers),
        people=amounts.share(found.customers),
        assets=amounts.share(found.assets),
    )


def kept_here(totals: Totals) -> str:
    """Return how much of the money lies here, over those of whom it is known (MAIN-03); empty of nobody."""
    found, all_ = totals.kept_here, totals.customers
    if found is None:
        return _("The share of assets is counted by the next night.") if all_ else ""
    if found.share is None:
        return ""
    told = _(
        "Share of assets {share}, of {n} of {all} customers: of the others nobody knows what lies elsewhere."
    )
    return told.format(
        share=amounts.share(found.share), n=amounts.count(found.customers), all=amounts.count(all_)
    )
