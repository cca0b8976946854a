"""Entries of the library: what head office wrote for calls, who approved it, and how long it is said."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.checks import by_somebody, one_of
from tilth.data.history import tracked
from tilth.data.models.accounts import account, maybe_account
from tilth.data.said import registered, said
from tilth.data.security import policies
from tilth.policy import library
from tilth.policy.codes import ENTRIES, HISTORIES
from tilth.policy.words import Words


@registered
@tracked
class LibraryEntry(models.Model):
    """One opening, question or answer to an objection; a draft that is changed is another row."""

    id = said("technical", Words("Number", "编号"), fields.key())
    kind = said("arrangement", Words("Kind", "类别"), fields.code(), codes=ENTRIES)
    about = said("arrangement", Words("Reason of the call", "来电事由"), fields.text())
    manner = said("arrangement", Words("Tone or kind of question", "语气或提问类型"), fields.text())
    """A code; empty for an answer to an objection."""
    history = said("arrangement", Words("For whom", "适用对象"), fields.code(), codes=HISTORIES)
    segment = said("arrangement", Words("Only for the segment", "仅限客群"), fields.text())
    """Its code; empty: for every segment."""
    turn = said("arrangement", Words("Turn among neighbours", "相邻轮换"), fields.integer())
    """0 or 1, as neighbours on a list take turns."""
    text_zh = said("note", Words("Sentence in Chinese", "中文话术"), models.TextField())
    text_en = said("note", Words("Sentence in English", "英文话术"), models.TextField())
    says_zh = said("note", Words("What customers say, in Chinese", "客户说法（中文）"), models.TextField())
    says_en = said("note", Words("What customers say, in English", "客户说法（英文）"), models.TextField())
    owner = said("arrangement", Words("Who answers for it", "责任部门"), fields.text())
    valid_from = said("arrangement", Words("First day", "生效日"), models.DateField())
    valid_until = said("arrangement", Words("Last day", "到期日"), fields.maybe_date())
    written_by = said("staff_number", Words("Written by", "登记人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField())
    sent_at = said(
        "arrangement", Words("Sent for approval at", "提交时间"), fields.maybe_moment(), later=True
    )
    approved = said(
        "arrangement", Words("Approved", "是否批准"), models.BooleanField(null=True, blank=True), later=True
    )
    """Empty while nobody has decided."""
    decided_by = said("staff_number", Words("Decided by", "审批人"), maybe_account(), later=True)
    decided_at = said("arrangement", Words("Decided at", "审批时间"), fields.maybe_moment(), later=True)
    why = said("note", Words("Reason of the decision", "审批意见"), models.TextField(), later=True)
    ended_by = said("staff_number", Words("Taken out by", "停用人"), maybe_account(), later=True)
    ended_at = said("arrangement", Words("Taken out at", "停用时间"), fields.maybe_moment(), later=True)
    """From then on it is said to nobody; of a draft, that another one took its place."""

    objects: ClassVar[models.Manager["LibraryEntry"]] = models.Manager()

    class Meta:
        """Nobody decides on what they wrote; what was not sent is not decided."""

        db_table = "tilth_library_entry"
        indexes: ClassVar = [
            models.Index(fields=["about", "kind"], condition=Q(approved=True), name="library_about")
        ]
        constraints: ClassVar = [
            one_of("kind", ENTRIES, name="library_kind_known"),
            one_of("history", HISTORIES, name="library_history_known"),
            models.CheckConstraint(condition=~Q(text_zh="") & ~Q(text_en=""), name="library_text_given"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="library_in_order"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | (~Q(decided_by=F("written_by")) & Q(sent_at__isnull=False)),
                name="library_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved=None, decided_at=None)
                | Q(approved__isnull=False, decided_at__isnull=False),
                name="library_decided_on_a_day",
            ),
            by_somebody("decided", name="library_decided_by_somebody"),
            by_somebody("ended", name="library_ended_by_somebody"),
            policies.library("tilth_library_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}: {self.text_zh}"

    def state_on(self, day: dt.date) -> str:
        """Return the code of what has become of it on a day."""
        return library.state(
            sent=self.sent_at is not None,
            approved=self.approved,
            ended=self.ended_at is not None,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            day=day,
        )
