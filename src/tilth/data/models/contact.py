"""One contact with a customer, or one attempt (REC-01)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from tilth.data import codes, fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing

_BANK_DAY = Func(
    F("contacted_at"),
    template="(%(expressions)s AT TIME ZONE 'Asia/Shanghai')::date",
    output_field=models.DateField(),
)
_UNPLANNED = Q(next_step_on__isnull=True, next_step="") & (Q(step__isnull=True) | Q(step="none"))
_PLANNED = Q(next_step_on__isnull=False) & (~Q(next_step="") | (Q(step__isnull=False) & ~Q(step="none")))


@tracked
class Contact(models.Model):
    """One dealing with a customer: when, by which way, what for, what came of it, what is next."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    staff_id = fields.text()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    contacted_at = models.DateTimeField()
    contact_on = models.DateField()
    """The calendar day of `contacted_at` in the bank's zone; the database checks that they agree."""
    channel = models.CharField(max_length=20)
    two_way = models.BooleanField()
    """Dealings took place; otherwise it was an attempt (KPI-03)."""
    outcome = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    content = models.TextField(blank=True, default="")
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    step = fields.maybe_text()
    """What comes next, as a code; null in records older than the codes, whose words stand in `next_step`."""
    next_step = models.TextField(blank=True, default="")
    next_step_on = models.DateField(null=True, blank=True)
    intention = fields.maybe_text()
    """How far the customer means to go on; null where nobody spoke, or nobody asked."""
    effect = models.CharField(max_length=20, blank=True, default="")
    business_date = models.DateField(null=True, blank=True)
    """Business date of the call list that this contact answered, where it answered one."""
    list_rank = models.PositiveIntegerField(null=True, blank=True)
    clearance = models.OneToOneField(
        "tilth.Clearance", on_delete=models.PROTECT, related_name="contact", null=True, blank=True
    )
    """The gate's yes that this contact used, where there was one."""
    idempotency_key = models.CharField(max_length=100, unique=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    """Taken back by its writer within moments: it did not happen, and counts nowhere."""
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Newest first per customer; per member of staff by day."""

        db_table = "tilth_contact"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "-contacted_at", "-id"], name="contact_customer_newest"),
            models.Index(fields=["staff_id", "contact_on"], name="contact_staff_day"),
            models.Index(fields=["contact_on"], name="contact_day"),
        ]
        constraints: ClassVar = [
            one_of("channel", codes.CHANNELS, name="contact_channel_known"),
            one_of("outcome", codes.OUTCOMES, name="contact_outcome_known"),
            one_of("purpose", codes.PURPOSES, name="contact_purpose_known"),
            one_of("effect", ("", *codes.EFFECTS), name="contact_effect_known"),
            one_of("intention", codes.INTENTIONS, name="contact_intention_known"),
            one_of("step", codes.NEXT_STEPS, name="contact_step_known"),
            models.CheckConstraint(condition=_UNPLANNED | _PLANNED, name="contact_next_step_dated"),
            models.CheckConstraint(
                condition=Q(contact_on=_BANK_DAY),
                name="contact_day_in_bank_zone",
            ),
            models.CheckConstraint(
                condition=Q(list_rank__isnull=True) | Q(business_date__isnull=False),
                name="contact_rank_of_a_list",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(voided_at__isnull=False, voided_by=F("user"), clearance__isnull=True),
                name="contact_voided_by_its_writer",
            ),
            policies.record(
                "tilth_contact",
                Thing.CONTACT,
                columns=("voided_at", "voided_by_id", "clearance_id", "idempotency_key", "version"),
                signs=("staff_id",),
                changes=policies.OWN,
            ),
            Line(
                name="contact_line",
                subject="contact",
                happened="contacted_at",
                staff="staff_id",
                kept="voided_at IS NULL",
                said=(
                    "channel",
                    "purpose",
                    "outcome",
                    "two_way",
                    "effect",
                    "intention",
                    "step",
                    "next_step_on",
                    "list_rank",
                    "business_date",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_on} {self.channel}"
