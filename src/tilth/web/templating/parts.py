"""How templates write figures that are made of what stands on the same page."""

from decimal import Decimal

from django.utils.safestring import SafeString

from tilth.web import figures
from tilth.web.templating import vocabulary, words


@vocabulary.function
def made(code: str, value: int | Decimal, category: str = "") -> figures.Number:
    """Write a figure with what it was made of; money short, the rest as a number."""
    text = words.count(value) if isinstance(value, int) else words.money(value)
    return figures.made(code, value, text=text, category=category)


@vocabulary.function
def part(name: str, amount: int | Decimal) -> SafeString:
    """Mark an element as one part of a figure."""
    return figures.part(name, amount)
