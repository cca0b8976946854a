"""What a customer's file says once after a contact was recorded from it, with the way to undo it."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tilth.data.models import PublishedCustomer
from tilth.domain.contacts import queries
from tilth.web.desk.desk import Desk
from tilth.web.toasts import Toast


def toast(request: HttpRequest, at: Desk, customer: PublishedCustomer) -> Toast | None:
    """Return it for a contact that the reader recorded moments ago; one query, none without its number."""
    try:
        contact = UUID(request.GET.get("recorded", ""))
    except ValueError:
        return None
    about, moment = customer.customer_id, at.who.at
    if not queries.undoable(at.actor, at.generation, customer_id=about, contact=contact, at=moment):
        return None
    return Toast(
        icon="circle-check",
        text=_("Recorded: {name}").format(name=customer.name),
        undo=reverse("undo_contact", args=[about, contact]),
        back=True,
    )
