"""One contact with a customer, or one attempt (REC-01)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Func, Q

from tilth.data import fields
from tilth.data.checks import one_of
from tilth.data.line import Line
from tilth.data.models.accounts import account, maybe_account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.dates import ZONE_NAME
from tilth.policy import codes
from tilth.policy.permissions import Thing
from tilth.policy.subjects.contact import CONTACT
from tilth.policy.words import Words

_BANK_DAY = Func(
    F("contacted_at"),
    template=f"(%(expressions)s AT TIME ZONE '{ZONE_NAME}')::date",
    output_field=models.DateField(),
)
_UNPLANNED = Q(next_step_on__isnull=True, next_step="") & (Q(step__isnull=True) | Q(step="none"))
_PLANNED = Q(next_step_on__isnull=False) & (~Q(next_step="") | (Q(step__isnull=False) & ~Q(step="none")))


@records(CONTACT)
class Contact(models.Model):
    """One dealing with a customer: when, by which way, what for, what came of it, what is next."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    user = said("staff_number", Words("Written by", "登记人"), account())
    contacted_at = said("dealing", Words("Contacted at", "联络时间"), models.DateTimeField())
    contact_on = said("dealing", Words("Day", "联络日期"), models.DateField())
    """The calendar day of `contacted_at` in the bank's zone; the database checks that they agree."""
    channel = said("dealing", Words("Channel", "渠道"), fields.code(), codes=codes.CHANNELS)
    two_way = said("dealing", Words("Two-way or attempt", "双向或尝试"), models.BooleanField())
    """Dealings took place; otherwise it was an attempt (KPI-03)."""
    outcome = said("dealing", Words("Result", "结果"), fields.code(), codes=codes.OUTCOMES)
    purpose = said("dealing", Words("Purpose", "目的"), fields.code(), codes=codes.PURPOSES)
    content = said("note", Words("What was said", "内容"), fields.note())
    duration_minutes = said(
        "dealing", Words("Minutes", "分钟"), models.PositiveIntegerField(null=True, blank=True)
    )
    step = said("dealing", Words("Next step", "下一步"), fields.maybe_text(), codes=codes.NEXT_STEPS)
    """What comes next, as a code; null in records older than the codes, whose words stand in `next_step`."""
    next_step = said("note", Words("Next step in words", "下一步说明"), fields.note())
    next_step_on = said("dealing", Words("Day of the next step", "下一步日期"), fields.maybe_date())
    intention = said("dealing", Words("Intention", "意向"), fields.maybe_text(), codes=codes.INTENTIONS)
    """How far the customer means to go on; null where nobody spoke, or nobody asked."""
    effect = said(
        "dealing",
        Words("Effect on the relationship", "对关系的影响"),
        models.CharField(max_length=20, blank=True, default=""),
        codes=codes.EFFECTS,
    )
    nature = said(
        "dealing", Words("Business or care", "业务或关怀"), fields.maybe_text(), codes=codes.NATURES
    )
    """Whether it carried business; null in records older than the question (AFT-06)."""
    business_date = said("technical", Words("Night of the list", "名单业务日期"), fields.maybe_date())
    """Business date of the call list that this contact answered, where it answered one."""
    list_rank = said(
        "event", Words("Rank on the list", "名单名次"), models.PositiveIntegerField(null=True, blank=True)
    )
    clearance = said(
        "technical",
        Words("Clearance", "联络许可"),
        models.OneToOneField(
            "tilth.Clearance", on_delete=models.PROTECT, related_name="contact", null=True, blank=True
        ),
        later=True,
    )
    """The gate's yes that this contact used, where there was one."""
    idempotency_key = said(
        "technical",
        Words("Key of the sending", "提交标识"),
        models.CharField(max_length=100, unique=True),
        later=True,
    )
    version = said("technical", Words("Version", "版本"), models.PositiveIntegerField(default=1), later=True)
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField(auto_now_add=True))
    voided_at = said("technical", Words("Taken back", "撤回时间"), fields.maybe_moment(), later=True)
    """Taken back by its writer within moments: it did not happen, and counts nowhere."""
    voided_by = said("staff_number", Words("Taken back by", "撤回人"), maybe_account(), later=True)

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
            one_of("effect", ("", *codes.EFFECTS), name="contact_effect_known"),
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
            # a guard of its own: only whoever wrote it takes it back
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
