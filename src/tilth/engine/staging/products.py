"""Products as the engine counts them: a small number each, their category, and its place in packed counts."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.policy.vocabulary import CATEGORIES

WORD_BITS = 50
"""Words stay below 2^53, because engines divide whole numbers as doubles."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """Where a category's count of products lies inside the packed words: word, lowest bit, width in bits."""

    category: str
    word: int
    shift: int
    bits: int


def read(session: Session, context: Context) -> ir.Table:
    """Return product_id, product_no (dense), category and category_no."""
    products = session.read(context.feed("products"))
    numbered = products.select(
        "product_id",
        "category",
        product_no=ibis.row_number().over(order_by=products.product_id).cast("int32"),
        category_no=ibis.cases(
            *((products.category == name, number) for number, name in enumerate(CATEGORIES)), else_=-1
        ).cast("int8"),
    )
    return session.keep("products", numbered)


def slots(session: Session, products: ir.Table) -> list[Slot]:
    """Return a slot per category, wide enough to count all its products: no count can run over."""
    sizes = products.group_by("category").aggregate(size=products.count())
    found = {row["category"]: int(row["size"]) for row in session.fetch(sizes)}
    word = shift = 0
    result = []
    for category in CATEGORIES:
        bits = max(1, found.get(category, 0).bit_length())
        if shift + bits > WORD_BITS:
            word, shift = word + 1, 0
        result.append(Slot(category=category, word=word, shift=shift, bits=bits))
        shift += bits
    return result
