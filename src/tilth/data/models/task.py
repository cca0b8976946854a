"""What a manager has promised to do: a next step, an appointment, a call put off (REC-03, REC-04)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.checks import by_somebody
from tilth.data.fetched import Fetched
from tilth.data.line import Line
from tilth.data.models.accounts import account, maybe_account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy import codes
from tilth.policy.permissions import Thing
from tilth.policy.subjects.task import TASK
from tilth.policy.words import Words


@records(TASK)
class Task(Fetched):
    """One thing to do about a customer: what, by whom, on which day, and when it was done or taken back."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    user = said("staff_number", Words("Written by", "登记人"), account())
    kind = said("dealing", Words("Kind", "类别"), fields.code(), codes=codes.TASKS, later=True)
    step = said("dealing", Words("What", "做什么"), fields.maybe_text(), codes=codes.NEXT_STEPS, later=True)
    """What was promised, as a code; null where words alone say it."""
    text = said("note", Words("In words", "说明"), fields.note(), later=True)
    due_on = said("dealing", Words("Promised for", "承诺日期"), models.DateField(), later=True)
    due_at = said("dealing", Words("At", "几点"), models.TimeField(null=True, blank=True), later=True)
    """Time of day in the bank's zone, where one was agreed."""
    place = said("dealing", Words("Place", "地点"), fields.maybe_text(), codes=codes.PLACES, later=True)
    """Where an appointment takes place."""
    party = said("note", Words("Who comes along", "谁一同来"), fields.maybe_note(), later=True)
    """Who comes to it besides the customer and the manager, in words."""
    came = said(
        "dealing", Words("Came or not", "是否到场"), fields.maybe_text(), codes=codes.MEETINGS, later=True
    )
    """What came of an appointment; null until somebody said."""
    contact = said(
        "technical",
        Words("Agreed in the contact", "约定于联络"),
        models.ForeignKey(
            "tilth.Contact", on_delete=models.PROTECT, related_name="tasks", null=True, blank=True
        ),
    )
    """The contact in which it was agreed."""
    settled_in = said(
        "technical",
        Words("Settled in the contact", "办结于联络"),
        models.ForeignKey(
            "tilth.Contact", on_delete=models.PROTECT, related_name="settled", null=True, blank=True
        ),
        later=True,
    )
    """The contact that kept it, or moved it to another day; taken back with that contact."""
    moved_from_on = said(
        "dealing", Words("Day before it was moved", "改期前日期"), fields.maybe_date(), later=True
    )
    """Its day before it was moved, by that contact or by hand, and the hour."""
    moved_from_at = said(
        "dealing",
        Words("Hour before it was moved", "改期前时间"),
        models.TimeField(null=True, blank=True),
        later=True,
    )
    business_date = said("technical", Words("Night of the list", "名单业务日期"), fields.maybe_date())
    """Business date of the call list from which a call was put off."""
    made_at = said("dealing", Words("Written at", "登记时间"), models.DateTimeField())
    done_at = said("dealing", Words("Done at", "完成时间"), fields.maybe_moment(), later=True)
    voided_at = said("technical", Words("Taken back", "撤回时间"), fields.maybe_moment(), later=True)
    voided_by = said("staff_number", Words("Taken back by", "撤回人"), maybe_account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By member of staff what is open, by day; by customer."""

        db_table = "tilth_task"
        indexes: ClassVar = [
            models.Index(
                fields=["staff_id", "due_on"],
                name="task_staff_open",
                condition=Q(done_at__isnull=True, voided_at__isnull=True),
            ),
            models.Index(
                fields=["staff_id", "due_on"], name="task_staff_day", condition=Q(voided_at__isnull=True)
            ),
            models.Index(fields=["customer_id", "due_on"], name="task_customer"),
            models.Index(fields=["contact"], name="task_contact"),
            models.Index(fields=["settled_in"], name="task_settled", condition=Q(settled_in__isnull=False)),
            models.Index(
                fields=["staff_id", "due_on"], name="task_meetings", condition=Q(kind="appointment")
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(came__isnull=True) | Q(kind="appointment", done_at__isnull=False),
                name="task_came_of_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(kind="note") | Q(done_at__isnull=False), name="task_note_is_done"
            ),
            models.CheckConstraint(
                condition=Q(business_date__isnull=True) | Q(kind="call"), name="task_of_a_list_is_a_call"
            ),
            by_somebody("voided", name="task_voided_by_somebody"),
            models.UniqueConstraint(
                fields=["customer_id", "staff_id", "business_date"],
                condition=Q(business_date__isnull=False, done_at__isnull=True, voided_at__isnull=True),
                name="task_put_off_once",
            ),
            # a guard of its own: it is signed for whoever is to do it, who need not be the writer
            policies.record(
                "tilth_task",
                Thing.TASK,
                columns=(
                    "kind",
                    "step",
                    "text",
                    "due_on",
                    "due_at",
                    "place",
                    "party",
                    "done_at",
                    "came",
                    "settled_in_id",
                    "moved_from_on",
                    "moved_from_at",
                    "voided_at",
                    "voided_by_id",
                ),
            ),
            Line(
                name="task_line",
                subject="task",
                happened="made_at",
                staff="staff_id",
                due_on="due_on",
                due_at="due_at",
                open="done_at IS NULL",
                kept="voided_at IS NULL",
                said=("kind", "step", "place", "came", "business_date"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
