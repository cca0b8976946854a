"""Read what the bank sells; products are about nobody, and a night's shelf never changes."""

import datetime as dt
import functools

from tilth.data.models import Generation, PublishedProduct
from tilth.policy.offers import Product


def on_sale(generation: Generation) -> tuple[Product, ...]:
    """Return what is on sale by the data of a night; one query per night in each process."""
    return _on_sale(generation.pk, generation.published_at)


def one(generation: Generation, product_id: str) -> Product | None:
    """Return a product on sale by its number; None for one that is not."""
    return next((row for row in on_sale(generation) if row.product_id == product_id), None)


@functools.lru_cache(maxsize=4)
def _on_sale(generation: int, published_at: dt.datetime | None) -> tuple[Product, ...]:  # noqa: ARG001
    return tuple(
        Product(
            product_id=row.product_id,
            name=row.name,
            category=row.category,
            currency=row.currency,
            risk_level=row.risk_level,
            rate=row.expected_return,
            term_days=row.term_days,
            least=row.min_amount,
            until=row.on_sale_to,
        )
        for row in PublishedProduct.objects.filter(generation=generation).order_by("product_id")
    )
