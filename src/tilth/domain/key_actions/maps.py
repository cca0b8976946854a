"""Read maps of key actions as they stand: the own one of a span, those of managers below, and today's."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import ActionTick, DaySummary, Generation, Task, User
from tilth.domain.contacts import made
from tilth.domain.counted import Rows
from tilth.domain.customers import written
from tilth.domain.key_actions import counting
from tilth.policy import key_actions
from tilth.policy.key_actions import Counted, Span, Step
from tilth.policy.playbook.work import KeyAction, Work
from tilth.policy.roles import MANAGERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

DAY = "day"


def own(actor: User, generation: Generation, *, work: Work, span: str, today: dt.date) -> tuple[Step, ...]:
    """Return the actor's own map of the span in which today lies; at most eight queries, none without one."""
    actions, days = work.of(actor.role, span), key_actions.span(span, today)
    me, wanted = actor.staff_id or "", {one.counted for one in actions}
    if not actions or not me:
        return ()
    if actor.role in MANAGERS:
        found = counting.of_managers(actor, generation, [me], span=days, today=today, wanted=wanted)[me]
    else:
        found = counting.of_leader(actor, generation, span=days, wanted=wanted)
    return _stands(actions, found, _ticked([me], days)[me], days)


def of_managers(  # noqa: PLR0913 - whose maps, of which span, by which playbook
    actor: User, generation: Generation, people: Mapping[str, str], *, work: Work, span: str, today: dt.date
) -> dict[str, tuple[Step, ...]]:
    """Return staff number → map of a span, of managers below the actor by staff number → role."""
    days, staff = key_actions.span(span, today), list(people)
    actions = {one: work.of(role, span) for one, role in people.items()}
    wanted = {one.counted for found in actions.values() for one in found}
    counted = counting.of_managers(actor, generation, staff, span=days, today=today, wanted=wanted)
    ticked = _ticked(staff, days)
    return {one: _stands(actions[one], counted[one], ticked[one], days) for one in staff}


def asked(actor: User, generation: Generation, *, work: Work, today: dt.date) -> tuple[Asked[Any], ...]:
    """Return what `of_today` asks, to be sent together with other reads; nothing without a map."""
    if not work.of(actor.role, DAY) or actor.role not in MANAGERS or not actor.staff_id:
        return ()
    me = actor.staff_id
    return (made.WEEK.asked([me], today, today), _written.asked(actor, generation, staff=me, day=today))


def of_today(actor: User, generation: Generation, *, work: Work, today: dt.date) -> tuple[Step, ...]:
    """Return a manager's map of the day as `own` does; two queries, none where they were sent for."""
    actions = work.of(actor.role, DAY)
    if not actions or actor.role not in MANAGERS or not actor.staff_id:
        return ()
    kept, due, sent, ticked = _written(actor, generation, staff=actor.staff_id, day=today)[0]
    work_of_day = made.counted([actor.staff_id], since=today, until=today)
    found = {name: Counted(value) for name, value in work_of_day._asdict().items()}
    found |= {"kept": Counted(kept, due), "summaries": Counted(sent)}
    return _stands(actions, found, ticked, key_actions.span(DAY, today))


@reads.scoped
def _written(actor: User, generation: Generation, *, staff: str, day: dt.date) -> "QuerySet[Any, Any]":
    """Return promises kept and due, summaries sent, and what is ticked, of one manager's day."""
    tasks = visibility.visible(Task, actor, generation).filter(staff_id=staff)
    kept, broken = (written.rule(what, since=day, until=day) for what in (written.KEPT, written.BROKEN))
    sent = DaySummary.objects.filter(staff_id=staff, day=day, sent_at__isnull=False)
    ticks = ActionTick.objects.filter(staff_id=staff, since=day, taken_back_at=None)
    return Generation.objects.filter(pk=generation.pk).values_list(
        Rows(tasks.filter(kept).order_by().values("id")),
        Rows(tasks.filter(kept | broken).order_by().values("id")),
        Rows(sent.order_by().values("id")),
        ArraySubquery(ticks.order_by("action").values("action")),
    )


def _ticked(people: Sequence[str], span: Span) -> dict[str, list[str]]:
    """Return staff number → codes ticked for a span; one query."""
    ticks = ActionTick.objects.filter(Q(staff_id__among=list(people)))
    rows = ticks.filter(since=span.since, taken_back_at=None)
    found: dict[str, list[str]] = defaultdict(list)
    for staff_id, action in rows.values_list("staff_id", "action"):
        found[staff_id].append(action)
    return found


def _stands(
    actions: Sequence[KeyAction], counted: Mapping[str, Counted], ticked: Sequence[str], span: Span
) -> tuple[Step, ...]:
    return key_actions.steps(actions, counted, ticked, workdays=key_actions.working(span))
