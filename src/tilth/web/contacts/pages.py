"""The page that records a contact: whom with, why tonight, and the form."""

import datetime as dt
from dataclasses import dataclass

from tilth.data.models import PublishedCustomer
from tilth.domain.contacts.queries import Quiet
from tilth.web.contacts.forms import ContactForm
from tilth.web.today.chips import Chip

DEFAULT_PURPOSES = {
    "deposit_maturing": "due_notice",
    "product_maturing": "due_notice",
    "loan_due": "due_notice",
    "risk_assessment_expiring": "due_notice",
    "birthday": "greeting",
    "account_anniversary": "greeting",
    "take_profit": "asset_report",
    "stop_loss": "asset_report",
    "first_fund_in_profit": "asset_report",
    "post_purchase_followup": "follow_up",
}
"""What a contact is most likely for, by its first reason; the person may choose otherwise."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything the form's page shows."""

    customer: PublishedCustomer
    chips: tuple[Chip, ...]
    quiet: tuple[Quiet, ...]
    form: ContactForm
    origin: str
    """Where the person came from and goes back to: today or customer."""
    quick_days: tuple[tuple[str, dt.date], ...]


def purpose(reasons: tuple[str, ...], *, familiar: bool) -> str:
    """Return the likely purpose: by the most urgent reason, else by the goal of the side (LIST-08)."""
    for reason in reasons:
        if reason in DEFAULT_PURPOSES:
            return DEFAULT_PURPOSES[reason]
    return "maintain" if familiar else "segment"
