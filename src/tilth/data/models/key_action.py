"""Key actions ticked by hand: who did which, of which day, week, month, quarter or year (ACT-01…05)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.models.accounts import account
from tilth.data.said import registered, said
from tilth.data.security import policies
from tilth.policy.words import Words


@registered
@tracked
class ActionTick(models.Model):
    """One key action of one person that is done in one span; about the own work, no customer."""

    id = said("technical", Words("Number", "编号"), fields.key())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    action = said("arrangement", Words("Key action", "关键动作"), fields.text())
    """Its code in the playbook of then."""
    since = said("arrangement", Words("First day of the span", "期间首日"), models.DateField())
    written_by = said("staff_number", Words("Ticked by", "登记人"), account())
    ticked_at = said("arrangement", Words("Ticked at", "勾选时间"), models.DateTimeField())
    taken_back_at = said("arrangement", Words("Taken back at", "撤回时间"), fields.maybe_moment(), later=True)
    """Empty while the tick stands."""

    objects: ClassVar[models.Manager["ActionTick"]] = models.Manager()

    class Meta:
        """At most one a person, action and span stands; ticked again, it is another row."""

        db_table = "tilth_action_tick"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff_id", "since", "action"],
                condition=Q(taken_back_at=None),
                name="action_tick_once",
            ),
            policies.action_ticks("tilth_action_tick"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.action} {self.since}"
