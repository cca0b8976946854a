"""Read plans of weeks: the own one, those that people below have sent, and what a proposal is made of."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count, Q

from tilth.access import visibility
from tilth.data.models import Generation, Task, User, WeekPlan
from tilth.domain.book.targets import reach, target
from tilth.domain.call_lists import weeks
from tilth.domain.customers import filters, rows, written
from tilth.domain.summaries import counting
from tilth.policy import key_actions
from tilth.policy.playbook import Playbook
from tilth.policy.week_plan import ROWS, WEEK, Facts


def own(actor: User, *, week: dt.date) -> WeekPlan | None:
    """Return the actor's plan of the week that begins on this Monday; one query."""
    return WeekPlan.objects.filter(written_by=actor, week=week).first()


def sent(staff_ids: Sequence[str], *, week: dt.date) -> dict[str, WeekPlan]:
    """Return staff number → what was sent about a week, of these people; one query.

    Whoever calls names people below the actor alone; the database shows a leader no others, and no drafts.
    """
    plans = WeekPlan.objects.filter(Q(staff_id__among=list(staff_ids)), week=week, sent_at__isnull=False)
    return {plan.staff_id: plan for plan in plans}


def done(
    actor: User, generation: Generation, staff_ids: Sequence[str], *, week: dt.date
) -> dict[str, dict[str, int]]:
    """Return staff number → what was done in a week, by row; four queries."""
    days = key_actions.span("week", week)
    found = counting.of(actor, generation, staff_ids, since=days.since, until=days.until)
    return {one: {code: getattr(counts, code) for code in ROWS} for one, counts in found.items()}


def facts(actor: User, generation: Generation, *, playbook: Playbook, week: dt.date, today: dt.date) -> Facts:
    """Return what is known of the actor's week; at most eight queries.

    Names are put down for the running week alone.
    """
    me, days = actor.staff_id or "", key_actions.span("week", week)
    book, names = weeks.book(actor, generation)
    listed = names.listed if names and days.since <= today <= days.until else 0
    size = playbook.call_list.size
    places = target(listed=listed or size, reach=reach(book), size=size, today=week).week
    before = done(actor, generation, [me], week=week - WEEK)[me]
    of_book = _book(actor, generation, until=days.until)
    tasks = visibility.visible(Task, actor, generation).filter(staff_id=me)
    meetings = tasks.filter(kind="appointment", due_on__gte=days.since, due_on__lte=days.until)
    kept, broken = (
        written.rule(what, since=days.since, until=days.until) for what in (written.KEPT, written.BROKEN)
    )
    return Facts(
        places=places,
        listed=listed,
        owed=of_book["owed"],
        new_customers=of_book["new"],
        new_parts=playbook.effort.new_parts,
        existing_parts=playbook.effort.existing_parts,
        appointed_before=before["appointed"],
        appointments=meetings.count(),
        promises=tasks.filter(kept | broken).count(),
    )


def _book(actor: User, generation: Generation, *, until: dt.date) -> dict[str, int]:
    """Return how many of the own customers are due for a contact by a day, and are new; one query."""
    mine = rows.met(actor, generation, filters.still_open(generation) & Q(rm_id=actor.staff_id))
    return mine.order_by().aggregate(
        owed=Count("customer_id", filter=filters.owed(until)),
        new=Count("customer_id", filter=Q(lifecycle="new")),
    )
