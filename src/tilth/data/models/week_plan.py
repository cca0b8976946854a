"""Plans of weeks: what a manager means to do, and what is written about it at the end (PLAN-13)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.models.accounts import account
from tilth.data.said import registered, said
from tilth.data.security import policies
from tilth.policy.things import Thing
from tilth.policy.week_plan import ROWS
from tilth.policy.words import Words


@registered
@tracked
class WeekPlan(models.Model):
    """One person's plan of one week; what was done is counted from the records each time."""

    id = said("technical", Words("Number", "编号"), fields.key())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    week = said("arrangement", Words("Monday of the week", "周一"), models.DateField())
    dialled = said("arrangement", Words("To dial", "计划拨打"), fields.integer(), later=True)
    contacts = said("arrangement", Words("Contacts meant", "计划联络"), fields.integer(), later=True)
    new = said("arrangement", Words("With new customers", "计划新客联络"), fields.integer(), later=True)
    appointed = said("arrangement", Words("Appointments meant", "计划约访"), fields.integer(), later=True)
    came = said("arrangement", Words("Customers to meet", "计划面访到访"), fields.integer(), later=True)
    kept = said("arrangement", Words("Promises to keep", "计划兑现承诺"), fields.integer(), later=True)
    body = said("note", Words("Plan in words", "计划说明"), models.TextField(), later=True)
    """About the work, customers unnamed; may be empty."""
    review = said("note", Words("Review", "周小结"), models.TextField(), later=True)
    """What is written at the end of the week; empty before."""
    written_by = said("staff_number", Words("Written by", "登记人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField())
    changed_at = said("arrangement", Words("Changed at", "修改时间"), models.DateTimeField(), later=True)
    sent_at = said("arrangement", Words("Sent at", "发送时间"), fields.maybe_moment(), later=True)
    """When the plan went to whoever leads; from then on its numbers stand."""
    reviewed_at = said("arrangement", Words("Reviewed at", "小结时间"), fields.maybe_moment(), later=True)
    """When the review first went along."""

    objects: ClassVar[models.Manager["WeekPlan"]] = models.Manager()

    class Meta:
        """One a person and week, which begins on a Monday."""

        db_table = "tilth_week_plan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff_id", "week"], name="week_plan_once"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="week_plan_on_monday"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None) | (Q(sent_at__isnull=False) & ~Q(review="")),
                name="week_plan_review_of_a_plan",
            ),
            policies.sent_upwards(
                "tilth_week_plan",
                Thing.WEEK_PLAN,
                columns=(*ROWS, "body", "review", "changed_at", "sent_at", "reviewed_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.week}"

    @property
    def numbers(self) -> dict[str, int]:
        """What is planned, by row."""
        return {name: getattr(self, name) for name in ROWS}
