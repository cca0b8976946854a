"""The names behind staff numbers, as the bank's data give them."""

from collections.abc import Iterable

from tilth.data.models import Generation, PublishedStaff


def of(generation: Generation, numbers: Iterable[str]) -> dict[str, str]:
    """Return staff number → name, of those whom the data know; one query, none for nobody."""
    asked = set(numbers)
    rows = PublishedStaff.objects.filter(generation=generation.pk, staff_id__in=asked)
    return dict(rows.values_list("staff_id", "name")) if asked else {}
