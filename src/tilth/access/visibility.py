"""Who sees which customers: the one rule, for lists, pages, counts and exports alike.

Relationship and wealth managers see the customers they own; heads of branches and supervisors those of
their branch and of every branch below. Everybody else sees no customer. What hangs on a customer follows it.
"""

import functools
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, QuerySet

from tilth.data.models import (
    Generation,
    PublishedBook,
    PublishedBranch,
    PublishedBranchTotal,
    PublishedCustomer,
    PublishedStaff,
    User,
)

M = TypeVar("M", bound=Model)

OWNERS = frozenset({"rm", "wealth"})
HEADS = frozenset({"branch_head", "supervisor"})


def visible(rows: "type[M] | QuerySet[M, M]", actor: User, generation: Generation | None) -> "QuerySet[M, M]":
    """Return what `actor` may see of a model or queryset in the generation that the request began with.

    Nothing is visible before the first night (None), to an inactive account, or to a role that owns nothing.
    """
    queryset: QuerySet[M, M] = _unscoped(rows) if isinstance(rows, type) else rows
    if generation is None or not _may_see_customers(actor):
        return queryset.none()
    if _has(queryset.model, "generation"):
        queryset = queryset.filter(generation=generation.pk)
    if queryset.model is PublishedCustomer:
        return _mine(queryset, actor, generation.pk)
    if queryset.model in (PublishedBook, PublishedBranchTotal):
        return _summaries(queryset, actor, generation.pk)
    customers = _mine(PublishedCustomer.objects.unscoped(), actor, generation.pk)
    same = customers.filter(generation=generation.pk, customer_id=OuterRef("customer_id"))
    return queryset.filter(Exists(same))


def _may_see_customers(actor: User) -> bool:
    return bool(actor.is_active and actor.staff_id and actor.role in OWNERS | HEADS)


def _mine(customers: "QuerySet[M, M]", actor: User, generation: int) -> "QuerySet[M, M]":
    if actor.role in OWNERS:
        return customers.filter(rm_id=actor.staff_id)
    return customers.filter(branch_id__in=_branches(actor, generation))


def _summaries(rows: "QuerySet[M, M]", actor: User, generation: int) -> "QuerySet[M, M]":
    if actor.role in HEADS:
        return rows.filter(branch_id__in=_branches(actor, generation))
    return rows.filter(rm_id=actor.staff_id) if rows.model is PublishedBook else rows.none()


def _branches(actor: User, generation: int) -> "QuerySet[PublishedBranch, Any]":
    """Return the actor's own branch and all below: those whose way up the tree passes through it."""
    own = PublishedStaff.objects.filter(generation=generation, staff_id=actor.staff_id)
    below = PublishedBranch.objects.filter(
        generation=generation, path__overlap=ArraySubquery(own.values("branch_id"))
    )
    return below.values("branch_id")


def _unscoped(model: type[M]) -> "QuerySet[M, M]":
    return QuerySet(model)


@functools.cache
def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())  # noqa: SLF001 - Django's documented door
