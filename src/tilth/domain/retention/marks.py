"""Who is under a legal hold: marked at the head of the customer's page for those who may know of it."""

from django.db.models import Exists, OuterRef, QuerySet

from tilth.data.models import Hold, PublishedCustomer


def told(rows: "QuerySet[PublishedCustomer]") -> "QuerySet[PublishedCustomer]":
    """Return customers with `legally_held` as it stands at this moment: no query of its own.

    The database shows holds to the roles alone that may list them; to all others nobody is held.
    """
    held = Hold.objects.unscoped().filter(customer_id=OuterRef("customer_id"), lifted_at=None, voided_at=None)
    return rows.annotate(is_held=Exists(held))
