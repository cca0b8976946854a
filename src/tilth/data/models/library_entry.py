"""Entries of the library: what head office wrote for calls, who approved it, and how long it is said."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.checks import by_somebody, one_of
from tilth.data.history import tracked
from tilth.data.models.accounts import account, maybe_account
from tilth.data.said import registered, said
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.policy import library
from tilth.policy.codes import ENTRIES, HISTORIES
from tilth.policy.words import Words


@registered
@tracked
class LibraryEntry(models.Model):
    """One entry of a kind; a draft that is changed is another row, and so is each version."""

    id = said("technical", Words("Number", "编号"), fields.key())
    kind = said("arrangement", Words("Kind", "类别"), fields.code(), codes=ENTRIES)
    about = said("arrangement", Words("Reason of the call", "来电事由"), fields.text())
    manner = said("arrangement", Words("Tone or kind of question", "语气或提问类型"), fields.text())
    """A code of its kind: tone, method, kind of evidence; empty where the kind has none."""
    history = said("arrangement", Words("For whom", "适用对象"), fields.code(), codes=HISTORIES)
    segment = said("arrangement", Words("Only for the segment", "仅限客群"), fields.text())
    """Its code; empty: for every segment."""
    turn = said("arrangement", Words("Turn among neighbours", "相邻轮换"), fields.integer())
    """0 or 1, as neighbours on a list take turns."""
    text_zh = said("note", Words("Sentence in Chinese", "中文话术"), models.TextField())
    text_en = said("note", Words("Sentence in English", "英文话术"), models.TextField())
    says_zh = said("note", Words("What customers say, in Chinese", "客户说法（中文）"), models.TextField())
    says_en = said("note", Words("What customers say, in English", "客户说法（英文）"), models.TextField())
    detail: "models.JSONField[dict[str, Any], dict[str, Any]]" = said(
        "note", Words("What only its kind says", "本类内容"), models.JSONField(default=dict)
    )
    """By the names of `policy.library_kinds.DETAILS`."""
    first = said("technical", Words("First version", "首版编号"), fields.maybe_key())
    """Of which entry it is a version; its own number for the first, empty for one older than versions."""
    version = said("technical", Words("Version", "版本"), fields.maybe_integer(), later=True)
    """Given with the approval."""
    replaced_on = said("arrangement", Words("Replaced from", "新版生效日"), fields.maybe_date(), later=True)
    """The first day of a newer version."""
    searched = said("technical", Words("What is searched", "检索文本"), fields.maybe_text())
    """Its texts in the one spelling, their pinyin and initials, apart by bars."""
    grams = said("technical", Words("Letters side by side", "检索片段"), fields.maybe_texts())
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
            models.Index(fields=["about", "kind"], condition=Q(approved=True), name="library_about"),
            GinIndex(fields=["grams"], name="library_grams", fastupdate=False),
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
            models.UniqueConstraint(
                fields=["first", "version"], condition=Q(version__isnull=False), name="library_version_once"
            ),
            by_somebody("decided", name="library_decided_by_somebody"),
            by_somebody("ended", name="library_ended_by_somebody"),
            policies.library("tilth_library_entry"),
            routines("library"),
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
            replaced_on=self.replaced_on,
        )
