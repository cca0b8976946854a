"""The talks of one opportunity: the sheets that the reader may see, and all offers."""

from dataclasses import dataclass
from uuid import UUID

from tilth.access import visibility
from tilth.data.models import Generation, Negotiation, Offer, Opportunity, User
from tilth.domain import staff_names
from tilth.policy.permissions import Action, Thing, may

MOST = 50
"""Sheets, and offers, of one opportunity that are shown."""


@dataclass(frozen=True, kw_only=True)
class Talks:
    """One opportunity with its sheets and offers, the newest first."""

    deal: Opportunity
    sheets: tuple[Negotiation, ...]
    offers: tuple[Offer, ...]
    names: dict[str, str]
    """Staff number → name, of the teams of these sheets."""


def of(actor: User, generation: Generation, customer_id: str, deal_id: UUID) -> Talks | None:
    """Return the talks of a customer's opportunity; None out of sight; four queries at most."""
    mine = visibility.visible(Opportunity, actor, generation).filter(customer_id=customer_id, pk=deal_id)
    if (deal := mine.first()) is None:
        return None
    about = {"customer_id": customer_id, "deal": deal_id}
    offers = visibility.visible(Offer, actor, generation).filter(**about)
    sheets = _sheets(actor, generation, about) if may(actor.role, Thing.NEGOTIATION, Action.LIST) else ()
    return Talks(
        deal=deal,
        sheets=sheets,
        names=staff_names.of(generation, (number for one in sheets for number in one.team)),
        offers=tuple(offers.order_by("-made_at", "-id")[:MOST]),
    )


def _sheets(actor: User, generation: Generation, about: dict[str, object]) -> tuple[Negotiation, ...]:
    rows = visibility.visible(Negotiation, actor, generation).filter(**about)
    return tuple(rows.order_by("-made_at", "-id")[:MOST])
