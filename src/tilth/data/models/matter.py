"""Matters: what somebody asked for, who asked, by when, and what came of it (OPS-02, OPS-03)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.guard import Guard
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.policy.permissions import Action
from tilth.policy.roles import LEADERS, MANAGERS
from tilth.policy.subjects.matter import ASKED_BY, MATTER, STATES
from tilth.policy.words import Words

_OF = policies.of_customer(MATTER.table)
_OWN = (
    f"{policies.asked_of(MANAGERS)} AND nullif(staff_id, '')"
    " IS NOT DISTINCT FROM nullif(current_setting('tilth.staff', true), '')"
)
_LED = (
    f"{policies.asked_of(LEADERS)} AND asked_by = 'supervisor' AND EXISTS (SELECT FROM published_customer c"
    " WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_matter.customer_id"
    " AND c.rm_id = tilth_matter.staff_id)"
)
"""A leader writes into the queue of the customer's own manager, as the supervisor's, and nothing else."""


@records(MATTER)
class Matter(Record):
    """One matter and its result."""

    asked_by = said("dealing", Words("Asked by", "交办人"), fields.code(), codes=ASKED_BY)
    asked_on = said("dealing", Words("Asked on", "交办日期"), models.DateField())
    wanted = said("note", Words("What is to be done", "事项"), fields.note())
    due_on = said("dealing", Words("Due on", "办结期限"), models.DateField())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    result = said("note", Words("Result", "办理结果"), fields.note(), later=True)
    done_at = said("dealing", Words("Done at", "办结时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """Due on the day it was asked for, or later."""

        db_table = "tilth_matter"
        constraints: ClassVar = [
            # a guard of its own: who writes signs as the author, and may be the leader of whose queue it is
            Guard(
                name="matter_guard",
                sees=_OF,
                adds=f"{_OF} AND ({_OWN} OR {_LED})",
                changes=f"{policies.asked_of(MATTER.roles(Action.CREATE))} AND {_OF}",
                columns=("voided_at", "voided_by_id", "state", "result", "done_at"),
                signs=(),
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="matter_due_after_asked"),
        ]
