"""Legal holds: why nothing about a customer may be deleted, from a day until somebody lifts it (PIPL 47)."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.checks import by_somebody
from tilth.data.line import Line
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.policy.permissions import Thing
from tilth.policy.subjects.hold import CAUSES, HOLD
from tilth.policy.words import Words

_BACK = ("voided_at", "voided_by_id")


@records(HOLD)
class Hold(Record):
    """One hold of one customer; it stands until it is lifted or was taken back at once."""

    stands_from = said("stop", Words("Stands from", "起始日"), models.DateField())
    cause = said("stop", Words("Cause", "事由"), fields.code(), codes=CAUSES)
    note = said("note", Words("Note", "备注"), fields.note())
    lifted_at = said("stop", Words("Lifted at", "解除时间"), fields.maybe_moment(), later=True)
    lifted_by = said("staff_number", Words("Lifted by", "解除人"), maybe_account(), later=True)

    class Meta(Record.Meta):
        """Lifted means: by somebody, at a moment."""

        db_table = "tilth_hold"
        constraints: ClassVar = [
            by_somebody("lifted", name="hold_lifted_by_somebody"),
            routines("retention"),
            # a guard of its own: whoever works with the customer does not see it
            policies.apart("tilth_hold", Thing.HOLD, columns=("lifted_at", "lifted_by_id", *_BACK)),
            # no line in the diary, which whoever sees the customer may read
            Line(name="hold_line", subject="hold", happened="made_at", kept="false"),
        ]
