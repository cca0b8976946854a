"""The story of each subject in the demo bank, told through its acts: one file a subject."""

import datetime as dt
import importlib
from dataclasses import replace
from typing import TYPE_CHECKING

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer
from tilth.domain.acting import Who
from tilth.domain.records.planning import Plan, add
from tilth.policy.subjects import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from tilth.data.models import User

PEOPLE = ("rm", "wealth", "head", "compliance")


def tell(people: "Mapping[str, User]", generation: Generation, at: dt.datetime) -> None:
    """Tell every story of the manager's customers who are on tonight's list, best first."""
    there = [name for name in PEOPLE if name in people]
    who = {name: Who(by=people[name], at=at, generation=generation, today=at.date()) for name in there}
    mine = visibility.visible(PublishedCustomer, people["rm"], generation)
    listed = mine.filter(rm_id=people["rm"].staff_id, closed_on=None).exclude(list_rank=None)
    customers = list(listed.order_by("list_rank").values_list("customer_id", flat=True))
    _promised(who["rm"], customers[-2:])
    for one in SUBJECTS:
        importlib.import_module(f"{__name__}.{one.name}").tell(who, customers)


def ago(who: Who, days: int) -> Who:
    """Return the same person so many days before."""
    before = dt.timedelta(days=days)
    return replace(who, at=who.at - before, today=who.today - before)


def others(who: Who, customers: "Sequence[str]") -> "QuerySet[PublishedCustomer, PublishedCustomer]":
    """Return the customers of a manager's book who are in none of the other stories, none closed."""
    seen = visibility.visible(PublishedCustomer, who.by, who.generation)
    return seen.filter(rm_id=who.by.staff_id, closed_on=None).exclude(customer_id__in=customers)


def women_of_an_age(who: Who, customers: "Sequence[str]", first: int, last: int) -> list[str]:
    """Return the women who are so many years old, and then the others, each in their order."""
    known = visibility.visible(PublishedCustomer, who.by, who.generation).filter(customer_id__in=customers)
    born = known.filter(gender="F").values_list("customer_id", "birth_date")
    years = {number: who.today.year - day.year for number, day in born if day is not None}
    return sorted(customers, key=lambda one: not first <= years.get(one, 0) <= last)


def _promised(rm: Who, customers: list[str]) -> None:
    """Let the manager have promised days ago what is late by now, and something for the end of the week."""
    earlier = ago(rm, 6)
    for number, customer_id in enumerate(customers):
        due_on = rm.today + dt.timedelta(days=3 * number - 2)
        add(
            earlier,
            customer_id,
            plan=Plan(step="send_material", text="寄一份养老产品的对比资料", due_on=due_on),
        )
