"""The addresses of pages, looked up once: a page asks for a hundred of them."""

import functools

from django.urls import reverse

OF_CUSTOMER = "customers/<customer:customer_id>/"
"""The route that everything about one customer begins with."""


@functools.lru_cache(maxsize=256)
def of(view: str) -> str:
    """Return the address of a view that takes nothing."""
    return reverse(view)
