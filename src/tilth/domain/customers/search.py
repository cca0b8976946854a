"""Find customers: name, pinyin, initials, phone, identity and customer number; 50 a page (C-23)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Exists, Q, Sum

from tilth.access import personal, scopes, visibility
from tilth.access.scopes import Scope
from tilth.access.walks import Act
from tilth.data.models import Generation, PublishedBranchTotal, PublishedCustomer, User
from tilth.domain import bank
from tilth.domain.contact_points import queries as points
from tilth.domain.customers import filters as parts
from tilth.domain.customers import funnel, joint, keys, levels, order, rows, standing, walking, worked
from tilth.domain.customers.filters import Filters, condition
from tilth.domain.customers.found import Found, Row, Sums
from tilth.domain.customers.rows import COUNTED, PAGE
from tilth.domain.numbers import queries as numbers
from tilth.policy.permissions import Action, Thing, may

READ = 20_000
"""Names that are read one by one where no index answers."""
COMPARED = 50_000
"""Customers whose tiers of two nights are compared at once."""
MOST = 200
"""Customers that a search of the whole bank may meet; more are refused, not cut."""
NEEDS_KEY, TOO_MANY, ONLY_WILDCARDS = "needs_key", "too_many", "only_wildcards"
TOO_WIDE = "too_wide"
"""Two nights of so many customers are not compared: a branch or a manager must be named."""


def find(  # noqa: PLR0913 - who asks, what for, and where the page begins, told in keywords
    actor: User,
    generation: Generation,
    *,
    filters: Filters,
    today: dt.date,
    after: str = "",
    before: str = "",
    words: Mapping[str, tuple[str, ...]] | None = None,
) -> Found:
    """Return the page after (or before) a place; a place is the last row's sort value and number.

    `words`: column → its codes in the order of their shown words; without them by the codes.
    Whose role looks at the whole bank must name somebody: a strong key, at most 200 behind it (C-23).
    """
    scope = scopes.of(actor, generation)
    key = key_of(actor, generation, scope, filters.text)
    if refused := _refused(filters, key, scope):
        return _nothing(refused)
    if filters.moved and not filters.owner and many(actor, generation, within=filters.within, most=COMPARED):
        return _nothing(TOO_WIDE)
    rule, cut = condition(filters, scope=scope, generation=generation, today=today), False
    if filters.level:
        rule &= levels.condition(filters.level, actor, generation)
    if filters.funnel:
        rule &= funnel.condition(filters.funnel, actor, generation)
    if key is not None:
        # whoever is looked for by a number merged since is found by the one that stays
        also = rows.survivors(actor, generation, key.condition, most=MOST)
        chosen, cut = chosen_of(actor, generation, key, scope)
        rule &= chosen | Q(customer_id__among=list(also)) if also else chosen
    asked = _Asked.of(actor, generation, filters, rule, today=today)
    total, sums = asked.summed()
    if scope.kind == "bank" and total > MOST:
        return _nothing(TOO_MANY, walking.act(filters.text, key, scope, ()))
    sort, backwards = order.worded(order.named(filters.sort), words or {}), bool(before) and not after
    unordered = _too_many_to_order(sort, total, actor, generation, filters.within)
    if unordered:
        sort, after, before, backwards = order.named(order.FIRST), "", "", False
    place = order.read(
        sort,
        before if backwards else after,
        spelt=lambda one: rows.spelt(actor, generation, customer=one),
        manager=lambda one: rows.manager_spelt(generation=generation.pk, staff=one),
    )
    found = order.after(
        asked.walk(sort, backwards=backwards), sort, place, backwards=backwards, most=PAGE + 1
    )
    more = len(found) > PAGE
    page = found[:PAGE][::-1] if backwards else found[:PAGE]
    channel = "search" if filters.text else "list"
    act = walking.act(filters.text, key, scope, page)
    return Found(
        act=act,
        cut=cut,
        unordered=unordered,
        sums=sums,
        rows=tuple(Row.of(personal.show(numbers.weigh(row), scope, channel), generation) for row in page),
        total=total,
        following=order.written(page[-1], sort) if page and (more or backwards) else "",
        previous=order.written(page[0], sort) if page and (more if backwards else place is not None) else "",
    )


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """Whom a search met: all of one condition, or rows that also tell what falls due or is counted."""

    actor: User
    generation: Generation
    filters: Filters
    rule: Q
    rows: order.Rows | None
    """Where a row tells more than it holds."""
    staff: tuple[str, ...]

    @classmethod
    def of(
        cls, actor: User, generation: Generation, filters: Filters, rule: Q, *, today: dt.date
    ) -> "_Asked":
        """Return what is asked; one query for the work of a branch, else none."""
        every = bool(filters.numbers)
        found = rows.met(actor, generation, rule, merged=every) if filters.due or filters.worked else None
        if found is not None and filters.due:
            found = found.annotate(due_amount=parts.due_amount(generation, today=today, days=filters.due))
        staff = worked.people(actor, generation, filters.worked) if filters.worked else ()
        if found is not None and filters.worked:
            found = worked.narrowed(found, filters.worked, staff)
        return cls(actor=actor, generation=generation, filters=filters, rule=rule, rows=found, staff=staff)

    def summed(self) -> tuple[int, Sums]:
        """Return how many customers there are, and the sums of what is shown.

        One query; two for work, and for what falls due.
        """
        if self.rows is not None:
            told = self.rows.annotate(shared=Exists(joint.in_sight(self.actor, self.generation)))
            number, sums = _summed(told, self.filters, self.staff)
            return number, replace(sums, numbers=self._others()) if number <= COUNTED else sums
        people, others, shared = rows.totals(self.actor, self.generation, self.rule)
        number, aum = people.number, people.aum
        if self.filters.numbers:
            number, aum = number + others.number, aum + others.aum
        if number > COUNTED:
            return number, Sums()
        counted = 0 if self.filters.numbers else others.number
        return number, Sums(aum=aum, numbers=counted, joint=shared)

    def _others(self) -> int:
        """Return how many merged numbers have something due as well; what people did is the survivor's."""
        if self.filters.worked or self.filters.numbers:
            return 0
        every = rows.met(self.actor, self.generation, self.rule, merged=True)
        return every.filter(one_with__isnull=False)[: COUNTED + 1].count()

    def walk(self, sort: order.Sort, *, backwards: bool) -> order.Walk:
        """Return what reads a page of them."""
        if self.rows is not None:
            met = standing.placed(self.rows, sort, self.generation)
            return lambda part: list(rows.walk(met.filter(part), sort, backwards=backwards))
        return lambda part: rows.walked(
            self.actor,
            self.generation,
            rule=self.rule & part,
            sort=sort,
            backwards=backwards,
            merged=bool(self.filters.numbers),
        )


def _summed(found: order.Rows, filters: Filters, staff: Sequence[str]) -> tuple[int, Sums]:
    """Return the number and the sums of rows that tell more than they hold; one query, two for work."""
    wanted = ["aum", *(["due_amount"] if filters.due else []), *(["calls"] if filters.worked else [])]
    counted = found.order_by().values("customer_id", "shared", *wanted)[: COUNTED + 1]
    sums = {f"sum_{name}": Sum(name) for name in wanted}
    told = counted.aggregate(number=Count("customer_id"), joint=BoolOr("shared"), **sums)
    number, calls = int(told["number"]), int(told.get("sum_calls") or 0)
    if number > COUNTED:
        return number, Sums()
    beyond = _beyond(filters, staff, number if filters.worked and filters.worked.once else calls)
    due = told.get("sum_due_amount")
    assets, shared = told["sum_aum"] or Decimal(0), bool(told["joint"])
    return number, Sums(aum=assets, joint=shared, calls=calls, beyond=beyond, due_amount=due)


def _beyond(filters: Filters, staff: Sequence[str], shown: int) -> int:
    """Return what of somebody's work is about customers out of sight; 0 where something else narrows it."""
    if filters.worked is None or filters != Filters(worked=filters.worked, state="all", sort=filters.sort):
        return 0
    return max(0, worked.total(filters.worked, tuple(staff)) - shown)


def _too_many_to_order(
    sort: order.Sort, total: int, actor: User, generation: Generation, within: Sequence[str]
) -> bool:
    """Say whether an order without an index would have to read too many; no query for up to `COUNTED`."""
    return not sort.indexed and total > COUNTED and many(actor, generation, within=within)


def chosen_of(actor: User, generation: Generation, key: keys.Key, scope: Scope) -> tuple[Q, bool]:
    """Return what a key asks for, and whether names are cut to those that begin so; at most one query.

    Of a branch or the bank with too `many` names to be read an index answers, from their beginning.
    """
    indexed = key.beginning is not None and (scope.bank_wide or scope.branches)
    if not indexed or not many(actor, generation):
        return key.condition, False
    return key.beginning or key.condition, key.part


def many(actor: User, generation: Generation, *, within: Sequence[str] = (), most: int | None = None) -> bool:
    """Say whether more customers are in sight than may be read at once, by the branches' totals."""
    most = READ if most is None else most
    totals = visibility.visible(PublishedBranchTotal, actor, generation)
    here = totals.filter(Q(branch_id__among=list(within))) if within else totals
    total = here.aggregate(all=Sum("customers"))["all"]
    if total is None:
        total = visibility.visible(PublishedCustomer, actor, generation)[: most + 1].count()
    return int(total) > most


def key_of(actor: User, generation: Generation, scope: Scope, text: str) -> keys.Key | None:
    """Return what a text asks for in this actor's hands; None where it holds nothing but wildcards.

    One query for a whole telephone number, which may also be a contact point that people were told.
    """
    own = Q(rm_id__among=list(scope.managers if scope.kind == "own" else ()))
    key = keys.understood(text, identity=may(actor.role, Thing.PERSONAL_DATA, Action.UNMASK), own=own)
    if key is None or not key.indexes or not may(actor.role, Thing.CONTACT_POINT, Action.LIST):
        return key
    today = bank.today(generation.business_date)
    told = points.whose(actor, generation, indexes=key.indexes, today=today)
    return replace(key, condition=key.condition | Q(customer_id__among=told)) if told else key


def _refused(filters: Filters, key: keys.Key | None, scope: Scope) -> str:
    if filters.text and key is None:
        return ONLY_WILDCARDS
    return NEEDS_KEY if scope.kind == "bank" and (key is None or not key.strong) else ""


def _nothing(refused: str, act: Act | None = None) -> Found:
    return Found(rows=(), total=0, following="", previous="", refused=refused, act=act)
