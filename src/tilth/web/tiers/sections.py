"""What stands beside the tier on a customer's page: a part of the tab that says where the customer stands."""

from dataclasses import dataclass
from typing import Any

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain.tiers import changes
from tilth.policy.playbook import Playbook
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading, asked_of_distance
from tilth.web.file.tabs import Part
from tilth.web.tiers.changes import Changes, log
from tilth.web.tiers.distance import Distances, distances
from tilth.web.tiers.main_bank import MainBank, main_bank
from tilth.web.tiers.standing import Standing, standing


@dataclass(frozen=True, kw_only=True)
class Tiers:
    """All sections of the part, each with its own loader."""

    figures: PublishedCustomer
    playbook: Playbook
    distance: Distances
    standing: Standing
    main: MainBank
    log: Changes


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the sections begin with."""
    log_of = changes.asked(at.actor, at.generation, customer_id=customer_id)
    return (*asked_of_distance(at, customer_id), log_of)


def tiers(of: Reading) -> Part:
    """Return the sections; what they begin with was asked together with the customer, and the holdings."""
    page = Tiers(
        figures=of.figures,
        playbook=of.at.playbook,
        distance=distances(of),
        standing=standing(of),
        main=main_bank(of),
        log=log(of),
    )
    return Part(template="tiers/tiers.html", page=page)
