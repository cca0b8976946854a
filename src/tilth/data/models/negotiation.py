"""Negotiation sheets: about which opportunity, what is wanted, where it ends, and who is in the team."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.records import Record, records, restricted
from tilth.data.said import said
from tilth.policy.subjects.negotiation import NEGOTIATION, STATES
from tilth.policy.words import Words


@records(NEGOTIATION)
class Negotiation(Record):
    """One sheet; every version of it is kept in its history."""

    deal = said("technical", Words("About the opportunity", "所属商机"), models.UUIDField())
    opened_on = said("dealing", Words("Opened on", "建立日期"), models.DateField())
    goal_long = said("note", Words("Long-term goal", "长期目标"), fields.note(), later=True)
    goal_short = said("note", Words("Goal of this talk", "本次目标"), fields.note(), later=True)
    main = said("note", Words("Main point", "主要目标"), fields.note(), later=True)
    minor = said("note", Words("Minor points", "次要目标"), fields.note(), later=True)
    bottom_line = said("note", Words("Bottom line", "底限"), fields.note(), later=True)
    walk_away = said("note", Words("When to leave", "何时退出"), fields.note(), later=True)
    look = said("note", Words("Seen", "望：观察到"), fields.note(), later=True)
    listen = said("note", Words("Heard", "闻：听到"), fields.note(), later=True)
    ask = said("note", Words("Asked", "问：问到"), fields.note(), later=True)
    touch = said("note", Words("Felt on the spot", "切：现场与场外"), fields.note(), later=True)
    loan_amount = said("note", Words("How much is needed", "需要多少"), fields.note(), later=True)
    loan_use = said("note", Words("What it is used for", "怎么用"), fields.note(), later=True)
    loan_source = said("note", Words("Repaid from what", "还款来源"), fields.note(), later=True)
    team = said("staff_number", Words("Team, by staff number", "团队（工号）"), fields.texts(), later=True)
    restricted = restricted()
    ending = said("note", Words("How it ended", "结束说明"), fields.note(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """Read by opportunity; under way until it ended."""

        db_table = "tilth_negotiation"
        indexes: ClassVar = [models.Index(fields=["deal"], name="negotiation_deal")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="negotiation_open_until_ended",
            ),
        ]
