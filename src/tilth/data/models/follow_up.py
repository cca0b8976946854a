"""Follow-ups: which rule asks for one, what it goes back to, when it is due, and what came of it (MGM-01)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.guard import Guard
from tilth.data.line import Line
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.policy.permissions import Action
from tilth.policy.subjects.follow_up import BEGAN, FOLLOW_UP, KINDS, NAMED, STATES
from tilth.policy.words import Words

_OF = policies.of_customer(FOLLOW_UP.table)
_ASKED = policies.asked_of(FOLLOW_UP.roles(Action.CREATE))


@records(FOLLOW_UP)
class FollowUp(Record):
    """One follow-up, of the night or of somebody's hand, until it is done or left out."""

    made_by = said("staff_number", Words("Written by", "登记人"), maybe_account())
    """Null: the night made it."""
    kind = said("dealing", Words("Kind", "类别"), fields.code(), codes=KINDS)
    began = said("dealing", Words("Goes back to", "由来"), fields.code(), codes=BEGAN)
    began_on = said("dealing", Words("Its day", "由来日期"), models.DateField())
    product = said("dealing", Words("Product", "产品"), fields.maybe_text())
    """What was bought, as the bank calls it."""
    event_id = said("technical", Words("Number of the event", "事件编号"), fields.maybe_text())
    """The event of the night from which it was made."""
    due_on = said("dealing", Words("Due on", "回访日期"), models.DateField())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    result = said("note", Words("What came of it", "回访结果"), fields.note(), later=True)
    named = said(
        "dealing", Words("Customers named", "介绍人数"), fields.maybe_text(), codes=NAMED, later=True
    )
    """How many new customers were named, of a question for referrals alone."""
    done_at = said("dealing", Words("Done at", "办结时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """What waits is not done; customers are named where they were asked for."""

        db_table = "tilth_follow_up"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", done_at=None) | (~Q(state="open") & Q(done_at__isnull=False)),
                name="follow_up_done_or_open",
            ),
            models.CheckConstraint(
                condition=Q(named=None) | Q(kind="referral", state="done"), name="follow_up_named_when_asked"
            ),
            # a guard of its own: nobody passes a follow-up off as the night's
            Guard(
                name="follow_up_guard",
                sees=_OF,
                adds=f"{_ASKED} AND {_OF} AND made_by_id IS NOT NULL AND event_id IS NULL",
                changes=f"{_ASKED} AND {_OF}",
                columns=("voided_at", "voided_by_id", "state", "result", "named", "done_at"),
                signs=("staff_id",),
            ),
            Line(
                name="follow_up_line",
                subject="follow_up",
                happened="made_at",
                staff="staff_id",
                due_on="due_on",
                open="state = 'open'",
                kept="voided_at IS NULL",
                said=("kind", "began", "began_on", "product", "due_on", "named", "state"),
            ),
        ]
