"""The parts of a customer's file: each subject that is declared, and each table that a night publishes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tilth.access import visibility
from tilth.data.models import (
    CustomerPoint,
    NumberMark,
    OwnershipChange,
    PointNight,
    PublishedCallValue,
    PublishedCustomer,
    PublishedEvent,
    PublishedHolding,
    PublishedListEntry,
    PublishedSignal,
    PublishedTransaction,
    ReasonClosure,
    StandingChange,
    TransactionNight,
)
from tilth.data.records import columns_of, model_of
from tilth.domain.acting import Who
from tilth.policy.subjects import DECLARED
from tilth.policy.table_words import TABLES
from tilth.policy.words import Words

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

PUBLISHED: tuple[type["Model"], ...] = (
    PublishedCustomer,
    PublishedHolding,
    PublishedTransaction,
    PublishedEvent,
    PublishedSignal,
    PublishedListEntry,
    PublishedCallValue,
    CustomerPoint,
    OwnershipChange,
    StandingChange,
    ReasonClosure,
    NumberMark,
)
"""Tables about customers that are no subjects."""
LEFT_OUT: Mapping[str, str] = {
    "tilth_diary": "says nothing that the records do not",
    "published_relation": "tells of two customers, and each may know only of himself",
}
"""Tables that name customers and stay in the house, and why."""
_NIGHTS: dict[type["Model"], type[Any]] = {
    PublishedTransaction: TransactionNight,
    CustomerPoint: PointNight,
}
"""Tables whose rows lie by the night that brought them."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One table of a customer's file."""

    name: str
    words: Words
    model: type["Model"]

    def rows(self, who: Who, customer_id: str) -> "QuerySet[Any, Any]":
        """Return the customer's rows that the actor sees, oldest first."""
        mine = visibility.visible(self.model, who.by, who.generation).filter(customer_id=customer_id)
        if self.model in _NIGHTS:
            nights = _NIGHTS[self.model].objects.filter(business_date__lte=who.generation.business_date)
            mine = mine.filter(night__in=list(nights.values_list("pk", flat=True)))
        return mine.order_by("pk")


def every() -> Iterator[Part]:
    """Yield the parts; a subject whose records name no customer, a cover, is about people of the bank."""
    for model in PUBLISHED:
        table = model._meta.db_table  # noqa: SLF001 - Django's documented door
        name = table.removeprefix("tilth_").removeprefix("published_")
        yield Part(name=name, words=TABLES[table][""], model=model)
    for one in DECLARED:
        if "customer_id" in columns_of(model_of(one)):
            yield Part(name=one.name, words=one.many, model=model_of(one))
