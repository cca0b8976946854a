"""How the names of managers and of customers are spelt, with their numbers: lists go by it (ADR 0038)."""

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, Concat


def manager() -> Concat:
    """Return how a manager's name is spelt, and the number: those of one name stay apart."""
    return Concat(Coalesce("name_pinyin", "name"), Value("~"), "staff_id", output_field=TextField())


def customer() -> Concat:
    """Return how a customer's name is spelt, and the number."""
    return Concat("name_pinyin", Value("~"), "customer_id", output_field=TextField())
