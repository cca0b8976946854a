"""Which generation the pages show."""

from tilth.data.models import Generation, Publication


def current() -> Generation | None:
    """Return the published generation, None before the first night; one query."""
    pointer = Publication.objects.select_related("current").first()
    return None if pointer is None else pointer.current
