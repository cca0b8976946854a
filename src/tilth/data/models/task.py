"""What a manager has promised to do: a next step, an appointment, a call put off (REC-03, REC-04)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tilth.data import codes, fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing


@tracked
class Task(models.Model):
    """One thing to do about a customer: what, by whom, on which day, and when it was done or taken back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    staff_id = fields.text()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    step = fields.maybe_text()
    """What was promised, as a code; null where words alone say it."""
    text = models.TextField(blank=True, default="")
    due_on = models.DateField()
    due_at = models.TimeField(null=True, blank=True)
    """Time of day in the bank's zone, where one was agreed."""
    place = fields.maybe_text()
    """Where an appointment takes place."""
    party = fields.maybe_text()
    """Who comes to it besides the customer and the manager, in words."""
    came = fields.maybe_text()
    """What came of an appointment; null until somebody said."""
    contact = models.ForeignKey(
        "tilth.Contact", on_delete=models.PROTECT, related_name="tasks", null=True, blank=True
    )
    """The contact in which it was agreed."""
    settled_in = models.ForeignKey(
        "tilth.Contact", on_delete=models.PROTECT, related_name="settled", null=True, blank=True
    )
    """The contact that kept it, or moved it to another day; taken back with that contact."""
    moved_from_on = models.DateField(null=True, blank=True)
    """Its day before that contact moved it, and the hour."""
    moved_from_at = models.TimeField(null=True, blank=True)
    business_date = models.DateField(null=True, blank=True)
    """Business date of the call list from which a call was put off."""
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

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
            models.Index(fields=["customer_id", "due_on"], name="task_customer"),
            models.Index(fields=["contact"], name="task_contact"),
            models.Index(fields=["settled_in"], name="task_settled", condition=Q(settled_in__isnull=False)),
            models.Index(
                fields=["staff_id", "due_on"], name="task_meetings", condition=Q(kind="appointment")
            ),
        ]
        constraints: ClassVar = [
            one_of("kind", codes.TASKS, name="task_kind_known"),
            one_of("step", codes.NEXT_STEPS, name="task_step_known"),
            one_of("place", codes.PLACES, name="task_place_known"),
            one_of("came", codes.MEETINGS, name="task_came_known"),
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
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="task_voided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["customer_id", "staff_id", "business_date"],
                condition=Q(business_date__isnull=False, done_at__isnull=True, voided_at__isnull=True),
                name="task_put_off_once",
            ),
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
