"""Who was recorded as deceased: marked wherever a customer is shown."""

from django.db.models import Exists, OuterRef, QuerySet

from tilth.data.models import PublishedCustomer, Suppression


def told(rows: "QuerySet[PublishedCustomer]") -> "QuerySet[PublishedCustomer]":
    """Return customers with `deceased` as it stands at this moment: no query of its own."""
    dead = Suppression.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), kind="deceased", lifted_at=None
    )
    return rows.annotate(is_dead=Exists(dead))
