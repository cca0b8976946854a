"""Proposals: one row a version, with its texts, what it showed, who approved it and what was answered."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.guard import Follows
from tilth.data.line import Line
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.kernel.dates import ZONE_NAME
from tilth.policy.subjects.proposal import PROPOSAL, STATES, WITH_CUSTOMER
from tilth.policy.words import Words

_WAITS = ", ".join(f"'{code}'" for code in WITH_CUSTOMER)


@records(PROPOSAL)
class Proposal(Record):
    """One version of one proposal to one customer."""

    root = said("technical", Words("First version", "首个版本"), fields.maybe_key())
    """Null in the first version itself."""
    version = said("dealing", Words("Version", "版本"), models.PositiveSmallIntegerField())
    drafted_on = said("dealing", Words("Drafted on", "起草日期"), models.DateField())
    deal = said("technical", Words("For the opportunity", "对应商机"), fields.maybe_key(), later=True)
    title = said("note", Words("Title", "标题"), fields.note(), later=True)
    needs = said(
        "technical", Words("Needs met, the first first", "满足的需求（按先后）"), fields.texts(), later=True
    )
    created = said("note", Words("Needs created", "创造的需求"), fields.note(), later=True)
    certificates = said(
        "technical", Words("Certificates of its products", "产品适当性证书"), fields.texts(), later=True
    )
    price = said("note", Words("Bundle and price", "组合与价格"), fields.note(), later=True)
    costs = said("note", Words("Costs", "费用"), fields.note(), later=True)
    risks = said("note", Words("Risks", "风险"), fields.note(), later=True)
    difference = said("note", Words("What others do not offer", "与他行不同之处"), fields.note(), later=True)
    team = said("staff_number", Words("Contributors and split", "参与人与分成"), fields.texts(), later=True)
    shown = said("payload", Words("What it showed", "所示数据"), fields.maybe_text(), later=True)
    """The customer's holdings among it: read for the page and the document, told nowhere else."""
    remark = said("note", Words("Remark of who decided", "审批意见"), fields.note(), later=True)
    delivered_on = said("dealing", Words("Delivered on", "送达日期"), fields.maybe_date(), later=True)
    due_on = said("dealing", Words("Answer expected by", "期待答复日"), fields.maybe_date(), later=True)
    read_on = said("dealing", Words("Read on", "阅读日期"), fields.maybe_date(), later=True)
    answered_on = said("dealing", Words("Answered on", "答复日期"), fields.maybe_date(), later=True)
    answer = said("note", Words("What the customer said", "客户答复"), fields.note(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)
    decided_at = said("dealing", Words("Decided at", "审批时间"), fields.maybe_moment(), later=True)
    decided_by = said("staff_number", Words("Decided by", "审批人"), maybe_account(), later=True)

    @property
    def first(self) -> UUID:
        """The number of the first version, which all have in common."""
        return self.root or self.pk

    class Meta(Record.Meta):
        """Approved by somebody, delivered with a day for the answer, ended by one or by a newer version."""

        db_table = "tilth_proposal"
        indexes: ClassVar = [
            models.Index(fields=["root"], name="proposal_root", condition=Q(root__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(version__gte=1), name="proposal_version"),
            models.CheckConstraint(
                condition=Q(root__isnull=True, version=1) | Q(root__isnull=False, version__gt=1),
                name="proposal_first_is_version_one",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(decided_at__isnull=False),
                name="proposal_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "approved", "replaced"])
                | Q(delivered_on__isnull=False, due_on__isnull=False),
                name="proposal_delivered_with_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "approved", *WITH_CUSTOMER], ended_at__isnull=True)
                | (~Q(state__in=["draft", "approved", *WITH_CUSTOMER]) & Q(ended_at__isnull=False)),
                name="proposal_open_until_ended",
            ),
            Follows(name="proposal_follows", until="ended_at"),
            # a line of its own: what waits is the answer, not the draft
            Line(
                name="proposal_line",
                subject="proposal",
                happened=f"drafted_on::timestamp AT TIME ZONE '{ZONE_NAME}'",
                staff="staff_id",
                due_on="due_on",
                open=f"ended_at IS NULL AND state IN ({_WAITS}) AND due_on IS NOT NULL",
                kept="voided_at IS NULL",
                said=PROPOSAL.line,
            ),
        ]
