"""Which generation the pages show."""

from typing import TYPE_CHECKING

from tilth.access import reads
from tilth.data.models import Generation, Publication

if TYPE_CHECKING:
    from django.db.models import QuerySet


def current() -> Generation | None:
    """Return the published generation, None before the first night; one query."""
    pointer = next(iter(_pointer()), None)
    return None if pointer is None else pointer.current


@reads.plain
def _pointer() -> "QuerySet[Publication]":
    return Publication.objects.select_related("current").order_by("pk")[:1]
