"""Likely duplicates: pairs of customer numbers with what speaks for one person behind them (IDN-02)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from tilth.data import fields
from tilth.data.guard import Guard
from tilth.data.line import Line
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.policy.permissions import Action
from tilth.policy.subjects.duplicate import DUPLICATE, FOUND, STATES
from tilth.policy.words import Words

_BOTH = " AND ".join(policies.of_customer(DUPLICATE.table, end) for end in ("customer_id", "other_id"))
_REPORTS, _SAYS = (policies.asked_of(DUPLICATE.roles(one)) for one in (Action.CREATE, Action.UPDATE))

_OWN = "made_by_id = (SELECT tilth_actor()) AND state = 'open'"
"""Whoever reported a pair takes the report back, and decides nothing."""


@records(DUPLICATE)
class Duplicate(Record):
    """One pair, until somebody says that they are two persons, or merges them."""

    made_by = said("staff_number", Words("Written by", "登记人"), maybe_account())
    """Null: comparing all customers found it."""
    other_id = said("customer_number", Words("The other number", "另一客户号"), fields.text())
    found = said("dealing", Words("Came up by", "发现方式"), fields.code(), codes=FOUND)
    found_on = said("dealing", Words("Found on", "发现日期"), models.DateField())
    """The night whose customers were compared last and still showed it."""
    weight = said(
        "dealing", Words("Points", "证据分"), models.DecimalField(max_digits=7, decimal_places=2, null=True)
    )
    """Each doubles the odds of one person; null where a colleague said so and nothing was compared."""
    told: "models.JSONField[list[Any], list[Any]]" = said(
        "technical", Words("Evidence", "证据"), models.JSONField(default=list)
    )
    """[evidence, level, points] each, in the order of the pages."""
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    note = said("note", Words("Note", "备注"), fields.note(), later=True)
    said_at = said("dealing", Words("Said at", "认定时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """Each pair once, whichever way round; seen only by who sees both."""

        db_table = "tilth_duplicate"
        indexes: ClassVar = [
            models.Index(fields=["other_id"], name="duplicate_other"),
            models.Index(fields=["-weight", "id"], name="duplicate_likely", condition=Q(state="open")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Least("customer_id", "other_id"),
                Greatest("customer_id", "other_id"),
                condition=Q(voided_at__isnull=True),
                name="duplicate_once",
            ),
            models.CheckConstraint(condition=~Q(customer_id=F("other_id")), name="duplicate_of_two"),
            models.CheckConstraint(
                condition=Q(state="open", said_at=None) | ~Q(state="open"), name="duplicate_open_or_said"
            ),
            # a guard of its own: neither number tells of the other to who sees one of them
            Guard(
                name="duplicate_guard",
                sees=_BOTH,
                adds=f"{_REPORTS} AND {_BOTH} AND made_by_id IS NOT NULL AND found = 'hand'",
                changes=f"({_SAYS} OR {_REPORTS} AND {_OWN}) AND {_BOTH}",
                columns=("voided_at", "voided_by_id", "state", "note", "said_at"),
                signs=("staff_id",),
            ),
            # no line in the diary: the timeline of one number would tell of the other
            Line(
                name="duplicate_line",
                subject="duplicate",
                happened="made_at",
                kept="false",
                said=("state",),
            ),
        ]
