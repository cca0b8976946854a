"""The page of one customer's rules of contact."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from tilth.data.models import PublishedCustomer
from tilth.domain.consents.queries import Consented
from tilth.domain.contact_times.queries import ContactTimes
from tilth.domain.suppressions.queries import Suppressed
from tilth.domain.wishes.queries import Wish
from tilth.web.contact_gate.answers import GateAnswers
from tilth.web.desk.rights import Rights


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The page of one customer's rules of contact."""

    figures: PublishedCustomer
    can: Rights
    held: GateAnswers
    consents: tuple[Consented, ...]
    wishes: tuple[Wish, ...]
    stops: tuple[Suppressed, ...]
    times: ContactTimes | None
    forms: Mapping[str, forms.Form]
    wrong: str
    """Code of the form that was refused; it stands open."""
    error: str
    """What was wrong with it as a whole."""
    done: bool
    text_version: str
    tab: str = "rules"
