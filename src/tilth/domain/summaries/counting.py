"""Count people's days from what was recorded: the same rules as the lists behind the figures."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, Q

from tilth.access import visibility
from tilth.data.models import Detail, Generation, Memo, Skip, Task, User
from tilth.domain.call_lists.model import Day
from tilth.domain.customers import written
from tilth.policy.day_summary import Counts, Listed

if TYPE_CHECKING:
    from django.db.models import QuerySet

_CONTACTS = """
    SELECT staff_id, count(DISTINCT one), count(DISTINCT one) FILTER (WHERE two_way),
        count(DISTINCT who) FILTER (WHERE two_way AND familiar),
        count(DISTINCT who) FILTER (WHERE two_way AND NOT familiar),
        count(DISTINCT one) FILTER (WHERE two_way AND lifecycle = 'new'),
        count(DISTINCT one) FILTER (WHERE two_way AND lifecycle <> 'new'),
        count(DISTINCT one) FILTER (WHERE two_way AND outcome = 'appointment')
    FROM (SELECT *, (who, contact_on) AS one FROM tilth_made(%s, %s, %s)) AS work GROUP BY staff_id
"""
_NAMES = ("dialled", "contacts", "familiar", "unfamiliar", "new", "existing", "appointed")


def of(
    actor: User, generation: Generation, staff_ids: Sequence[str], *, since: dt.date, until: dt.date
) -> dict[str, Counts]:
    """Return staff number → the days in numbers, of people whom the actor is or leads; five queries.

    Both days are included; as in the figures of work a customer counts once a day, and in a side once.

    Contacts count wherever the customer is by now; promises, memos, profiles and names passed over with
    customers in sight, and a promise for whoever has to keep it.
    """
    found: dict[str, dict[str, int]] = {one: {} for one in staff_ids}
    with connection.cursor() as cursor:
        cursor.execute(_CONTACTS, [list(staff_ids), since, until])
        for staff_id, *numbers in cursor.fetchall():
            found[staff_id] |= dict(zip(_NAMES, numbers, strict=True))
    for rows, rules in _written(actor, generation, since, until):
        for row in _counted(rows, rules, staff_ids):
            found[row.pop("staff_id")] |= row
    return {one: Counts(**numbers) for one, numbers in found.items()}


def listed(day: Day) -> Listed:
    """Return the day's list in numbers."""
    return Listed(
        names=len(day.entries),
        answered=sum(one.done.answered for one in day.done if one.done),
        left=len(day.entries) - len(day.done),
    )


def _written(
    actor: User, generation: Generation, since: dt.date, until: dt.date
) -> "list[tuple[QuerySet[Any], dict[str, Q]]]":
    """Return each table in sight with what is counted of it."""
    rules = {what: written.rule(what, since=since, until=until) for what in written.WRITTEN}
    met = Q(kind="appointment", due_on__gte=since, due_on__lte=until)
    tasks = {what: rules[what] for what in written.OF_TASKS}
    tasks |= {"came": met & Q(came="came"), "missed": met & Q(came="did_not_come")}
    return [
        (visibility.visible(Task, actor, generation), tasks),
        (visibility.visible(Memo, actor, generation), {written.NOTED: rules[written.NOTED]}),
        (visibility.visible(Detail, actor, generation), {written.LEARNED: rules[written.LEARNED]}),
        (visibility.visible(Skip, actor, generation), {written.SKIPPED: rules[written.SKIPPED]}),
    ]


def _counted(rows: "QuerySet[Any]", rules: dict[str, Q], staff_ids: Sequence[str]) -> "list[dict[str, Any]]":
    """Return staff number and numbers of each person of whom there is any."""
    any_of = Q()
    for rule in rules.values():
        any_of |= rule
    mine = rows.filter(any_of, Q(staff_id__among=list(staff_ids))).order_by()
    # by another name than the columns have
    numbers = {f"{what}_": Count("id", filter=rule) for what, rule in rules.items()}
    counted = mine.values("staff_id").annotate(**numbers)
    return [{name.removesuffix("_"): value for name, value in row.items()} for row in counted]
