"""What a contact is most likely for."""

from collections.abc import Iterable

from tilth.domain.call_lists.worth import Worth
from tilth.domain.signals.queries import Signal
from tilth.policy.playbook import Playbook

DEFAULT_PURPOSES = {
    "deposit_maturing": "due_notice",
    "deposit_matured": "due_notice",
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


def likely(reasons: tuple[str, ...], *, familiar: bool) -> str:
    """Return the likely purpose: by the most urgent reason, else by the goal of the side (LIST-08)."""
    for reason in reasons:
        if reason in DEFAULT_PURPOSES:
            return DEFAULT_PURPOSES[reason]
    return "maintain" if familiar else "segment"


def urgent(kinds: Iterable[str], rules: Playbook) -> tuple[str, ...]:
    """Return kinds of events, the most urgent first, as the playbook orders the reasons of a list."""
    order = {kind: place for place, kind in enumerate(rules.call_list.urgency)}
    return tuple(sorted(kinds, key=lambda kind: order.get(kind, len(order))))


def of_name(
    reasons: tuple[str, ...], *, familiar: bool, signals: Iterable[Signal], worth: Worth | None
) -> str:
    """Return what a call is most likely for: by the signal that counts most, else by the reasons."""
    counts = worth.kind if worth else ""
    own = next((one.purpose for one in signals if one.kind == counts), "")
    return own or likely(reasons, familiar=familiar)
