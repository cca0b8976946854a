"""How the names of managers and of customers are spelt, with their numbers: lists go by it (ADR 0038)."""

from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedStaff, User

if TYPE_CHECKING:
    from django.db.models import QuerySet


def manager() -> Concat:
    """Return how a manager's name is spelt, and the number: those of one name stay apart."""
    return Concat(Coalesce("name_pinyin", "name"), Value("~"), "staff_id", output_field=TextField())


def of_manager(generation: Generation, column: str) -> Coalesce:
    """Return how the manager is spelt whose number a column holds; the number itself of who is not fed."""
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef(column))
    return Coalesce(Subquery(person.values(spelt=manager())[:1]), F(column))


def of_customer(actor: User, generation: Generation) -> Subquery:
    """Return how the customer in sight is spelt whom a row is about, with the number."""
    mine: QuerySet[Any, Any] = visibility.visible(PublishedCustomer, actor, generation)
    spelt = Concat("name_pinyin", Value("~"), "customer_id", output_field=TextField())
    named = mine.filter(customer_id=OuterRef("customer_id")).annotate(spelt=spelt)
    return Subquery(named.values("spelt")[:1])
