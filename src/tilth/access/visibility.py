"""Who sees which customers: the application's half of the one rule, for lists, pages, counts and exports.

The scope comes from `tilth.access.scopes`; the database applies the same scope to every row once more.
What hangs on a customer follows the customer. What was taken back is shown to nobody: the audit has it.
"""

import functools
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from tilth.access import scopes
from tilth.access.scopes import Scope
from tilth.data.models import (
    Consent,
    DiaryLine,
    Dismissal,
    Duplicate,
    Generation,
    Opportunity,
    PublishedBook,
    PublishedBranchTotal,
    PublishedCallValue,
    PublishedCustomer,
    PublishedEvent,
    PublishedHolding,
    PublishedListEntry,
    PublishedRelation,
    PublishedSignal,
    Relation,
    User,
)
from tilth.data.records import model_of
from tilth.policy.codes import ANY_CHANNEL
from tilth.policy.contact_gate.consent import GRANTED
from tilth.policy.subjects import DECLARED
from tilth.policy.subjects.detail import SENSITIVE
from tilth.policy.subjects.relation import FAMILY

M = TypeVar("M", bound=Model)
_OWNERS: dict[type[Model], str] = {
    PublishedCustomer: "rm_id",
    PublishedCallValue: "owner_id",
    PublishedHolding: "owner_id",
    PublishedEvent: "owner_id",
    PublishedSignal: "owner_id",
    PublishedListEntry: "owner_id",
}
"""Rows that carry their own scope → the column that names the owner."""
_ENDS: dict[type[Model], tuple[str, ...]] = {
    PublishedRelation: ("from_id", "to_id"),
    Duplicate: ("customer_id", "other_id"),
}
"""Rows about two customers, seen by who sees both → the columns that name them."""
_CONFIDED = {model_of(one): one.confided for one in DECLARED if one.confided}
"""Records that may be marked restricted → roles that read those, beside whoever wrote them (ADR 0045)."""


_OF_TEAMS = {model_of(one): one.team for one in DECLARED if one.team}
"""Records that may be marked restricted → the column of who reads those, beside writer and owner."""


def visible(
    rows: "type[M] | QuerySet[M, M]",
    actor: User,
    generation: Generation | None,
    *,
    taken_back: bool = False,
) -> "QuerySet[M, M]":
    """Return what `actor` may see of a model or queryset in the generation that the request began with.

    Nothing is visible before the first night (None), to an inactive account, or to a role without customers.
    `taken_back`: rows that their writer took back too; no page shows them.
    """
    queryset: QuerySet[M, M] = _unscoped(rows) if isinstance(rows, type) else rows
    scope = scopes.of(actor, generation)
    if generation is None or not scope.sees_customers:
        return queryset.none()
    if _has(queryset.model, "generation"):
        queryset = queryset.filter(generation=generation.pk)
    if not taken_back and _has(queryset.model, "voided_at"):
        queryset = queryset.filter(voided_at=None)
    model = queryset.model
    if model is DiaryLine:
        return queryset.filter(_lines(scope))
    if model in _OWNERS:
        return queryset.filter(_mine(scope, _OWNERS[model]))
    if model in (PublishedBook, PublishedBranchTotal):
        return _summaries(queryset, scope)
    if scope.role not in _CONFIDED.get(model, (scope.role,)):
        queryset = queryset.filter(Q(restricted=False) | Q(made_by=actor.pk))
    queryset = _of_team(queryset, actor)
    customers = PublishedCustomer.objects.unscoped().filter(_mine(scope, "rm_id"))
    for end in _ENDS.get(model, ("customer_id",)):
        same = customers.filter(generation=generation.pk, customer_id=OuterRef(end))
        queryset = queryset.filter(Exists(same))
    if model in (Relation, Dismissal):
        other = customers.filter(generation=generation.pk, customer_id=OuterRef("other_id"))
        queryset = queryset.filter(Q(other_id=None) | Exists(other))
    return _agreed(queryset) if model is Relation else queryset


def _of_team(rows: "QuerySet[M, M]", actor: User) -> "QuerySet[M, M]":
    """Keep what a team keeps to itself to its writer, who is named, and who owns the opportunity."""
    team = _OF_TEAMS.get(rows.model)
    if team is None:
        return rows
    rule = Q(restricted=False) | Q(made_by=actor.pk)
    if actor.staff_id:
        owned = Opportunity.objects.unscoped().filter(pk=OuterRef("deal"), staff_id=actor.staff_id)
        rule |= Q(**{f"{team}__contains": [actor.staff_id]}) | Q(Exists(owned))
    return rows.filter(rule)


def _agreed(rows: "QuerySet[M, M]") -> "QuerySet[M, M]":
    """Keep relations of family while consent to them stands.

    Whoever takes consent back may not see the other end, and then cannot take back what was written.
    """
    said = Consent.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), purpose=SENSITIVE, channel=ANY_CHANNEL
    )
    last = Subquery(said.order_by("-decided_at", "-id").values("decision")[:1])
    agreed: QuerySet[M, M] = rows.alias(said=last).filter(
        ~(Q(circle=FAMILY) | Q(minor=True)) | Q(said=GRANTED)
    )
    return agreed


def _mine(scope: Scope, owner: str) -> Q:
    """Return the rule for rows that carry their scope; only the parts that can apply, for simple plans."""
    rule = Q()
    if not scope.bank_wide:
        if scope.managers:
            rule |= _among(owner, scope.managers)
        if scope.branches:
            rule |= _among("branch_id", scope.branches)
        if scope.customers:
            rule |= _among("customer_id", scope.customers)
    return rule if scope.sees_restricted else rule & Q(restricted=False)


def _lines(scope: Scope) -> Q:
    """Return the rule for lines of the diary: branches are one interval, and of unknown customers none."""
    rule = Q()
    if not scope.bank_wide:
        if scope.managers:
            rule |= _among("owner_id", scope.managers)
        if scope.branches:
            rule |= below(scope.branch_first, scope.branch_last)
        if scope.customers:
            rule |= _among("customer_id", scope.customers)
    rule &= Q(branch_no__isnull=False)
    return rule if scope.sees_restricted else rule & Q(restricted=False)


def below(first: int, last: int) -> Q:
    """Return: the line is of a branch of this interval; lines of a single one lie in order in the index."""
    return Q(branch_no=first) if first == last else Q(branch_no__between=(first, last))


def _among(column: str, values: tuple[str, ...]) -> Q:
    """Return: the column holds one of `values`; a list goes to the database as one array."""
    return Q(**{column: values[0]}) if len(values) == 1 else Q(**{f"{column}__among": list(values)})


def _summaries(rows: "QuerySet[M, M]", scope: Scope) -> "QuerySet[M, M]":
    if scope.bank_wide:
        return rows
    rule = Q(branch_id__among=list(scope.branches))
    if rows.model is PublishedBook:
        rule |= Q(rm_id__among=list(scope.managers))
    return rows.filter(rule)


def _unscoped(model: type[M]) -> "QuerySet[M, M]":
    return QuerySet(model)


@functools.cache
def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())  # noqa: SLF001 - Django's documented door
