"""The page of who works with one customer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from tilth.data.models import PublishedCustomer
from tilth.domain.audit.entries import Entries
from tilth.domain.participants.queries import Participation
from tilth.domain.staff.colleagues import Colleague
from tilth.domain.transfers.queries import Owned
from tilth.web.desk.rights import Rights


@dataclass(frozen=True, kw_only=True)
class People:
    """The page of who owned, who takes part, and who looked."""

    figures: PublishedCustomer
    can: Rights
    owners: tuple[Owned, ...]
    participants: tuple[Participation, ...]
    looks: Entries
    colleagues: tuple[Colleague, ...]
    managers: tuple[Colleague, ...]
    forms: Mapping[str, forms.Form]
    wrong: str
    error: str
    done: bool
    tab: str = "people"
