"""How often one customer is contacted and by what, and the form that agrees on it; a part of the file."""

from dataclasses import dataclass

from tilth.data.models import PublishedCustomer
from tilth.policy.permissions import Action, Thing, may
from tilth.web import labels
from tilth.web.cadences.forms import CadenceForm
from tilth.web.desk.forms import CustomerForm
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """What the night counted with, and who may agree on something else."""

    figures: PublishedCustomer
    source: str
    agrees: bool
    form: CustomerForm


def cadence(of: Reading) -> Part | None:
    """Return how often the customer is contacted; no query."""
    role, row = of.at.actor.role, of.figures
    if not may(role, Thing.CADENCE_AGREEMENT, Action.VIEW):
        return None
    wrong = of.wrong if isinstance(of.wrong, CadenceForm) else None
    page = Cadence(
        figures=row,
        source=labels.label("cadence_source", row.cadence_source) if row.cadence_source else "",
        agrees=of.can.segment and may(role, Thing.CADENCE_AGREEMENT, Action.UPDATE),
        form=wrong or CadenceForm(initial={"days": row.cadence_days}),
    )
    return Part(template="cadences/cadence.html", page=page)
