"""Greetings: for which occasion, when and how it is due, and what was sent (OPS-04, OPS-05)."""

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
from tilth.policy import codes
from tilth.policy.permissions import Action
from tilth.policy.subjects.greeting import GREETING, OCCASIONS, STATES
from tilth.policy.words import Words

_OF = policies.of_customer(GREETING.table)
_ASKED = policies.asked_of(GREETING.roles(Action.CREATE))


@records(GREETING)
class Greeting(Record):
    """One greeting, of the night or of somebody's hand, until it is sent or left out."""

    made_by = said("staff_number", Words("Written by", "登记人"), maybe_account())
    """Null: the night made it."""
    occasion = said("dealing", Words("Occasion", "由头"), fields.code(), codes=OCCASIONS)
    about = said("note", Words("Whose day it is", "说明"), fields.note())
    due_on = said("dealing", Words("Day", "日期"), models.DateField())
    due_at = said("dealing", Words("Hour", "时间"), models.TimeField())
    channel = said("dealing", Words("Channel", "渠道"), fields.code(), codes=codes.CHANNELS, later=True)
    """Agreed with the customer; once it was sent, the one by which it went."""
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    text = said("note", Words("Text", "问候内容"), fields.note(), later=True)
    why = said("note", Words("Why not", "不问候的原因"), fields.note(), later=True)
    gift = said(
        "technical",
        Words("Gift given with it", "随附礼品"),
        models.ForeignKey("tilth.Gift", on_delete=models.PROTECT, related_name="+", null=True, blank=True),
        later=True,
    )
    done_at = said("dealing", Words("Done at", "办结时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """What waits is not done; what was sent says what."""

        db_table = "tilth_greeting"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", done_at=None) | (~Q(state="open") & Q(done_at__isnull=False)),
                name="greeting_done_or_open",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | ~Q(text=""), name="greeting_sent_says_what"),
            # a guard of its own: nobody passes a greeting off as the night's
            Guard(
                name="greeting_guard",
                sees=_OF,
                adds=f"{_ASKED} AND {_OF} AND made_by_id IS NOT NULL",
                changes=f"{_ASKED} AND {_OF}",
                columns=(
                    "voided_at",
                    "voided_by_id",
                    "channel",
                    "state",
                    "text",
                    "why",
                    "gift_id",
                    "done_at",
                ),
                signs=("staff_id",),
            ),
            Line(
                name="greeting_line",
                subject="greeting",
                happened="made_at",
                staff="staff_id",
                due_on="due_on",
                due_at="due_at",
                open="state = 'open'",
                kept="voided_at IS NULL",
                said=("occasion", "channel", "due_on", "state"),
            ),
        ]
