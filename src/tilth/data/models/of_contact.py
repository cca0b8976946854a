"""The contact in which something was said, for records that may also be written by themselves."""

from typing import Any

from django.db import models


def of_contact() -> models.ForeignKey[Any, Any]:
    """Return the contact in which it was said; none for what was written down by itself."""
    return models.ForeignKey(
        "tilth.Contact", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
