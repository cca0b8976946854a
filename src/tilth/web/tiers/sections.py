"""What stands beside the tier on a customer's page: a part of the tab that says where the customer stands."""

from dataclasses import dataclass

from tilth.data.models import PublishedCustomer
from tilth.policy.playbook import Playbook
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.tiers.distance import Distances, distances
from tilth.web.tiers.standing import Standing, standing


@dataclass(frozen=True, kw_only=True)
class Tiers:
    """All sections of the part, each with its own loader."""

    figures: PublishedCustomer
    playbook: Playbook
    distance: Distances
    standing: Standing


def tiers(of: Reading) -> Part:
    """Return the sections; one query where a mean tiers, and the holdings."""
    page = Tiers(figures=of.figures, playbook=of.at.playbook, distance=distances(of), standing=standing(of))
    return Part(template="tiers/tiers.html", page=page)
