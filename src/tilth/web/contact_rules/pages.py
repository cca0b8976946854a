"""The page of one customer's rules of contact."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from tilth.data.models import PublishedCustomer
from tilth.domain.consents.queries import Standing as Consented
from tilth.domain.customers.care import Times, Wish
from tilth.domain.suppressions.queries import Item as Suppressed
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
    times: Times | None
    forms: Mapping[str, forms.Form]
    wrong: str
    """Code of the form that was refused; it stands open."""
    error: str
    """What was wrong with it as a whole."""
    done: bool
    text_version: str
    tab: str = "rules"
