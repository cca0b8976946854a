"""What people do with buying signals: record one, and a close is proposed the next working day (PSY-06)."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import get_language

from tilth.data.models import BuyingSignal, Opportunity, PublishedCustomer, Task
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds
from tilth.domain.arguments import OneOf
from tilth.domain.deals import fitting
from tilth.domain.records.opportunity import number
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.buying_signal import BUYING_SIGNAL, METHODS, SIGNALS, BuyingSignalRules, Closing
from tilth.policy.words import Words
from tilth.policy.working_days import next_working_day


@adds(BUYING_SIGNAL, Words("Record a buying signal", "记录购买信号"))
def heed(
    at: Acting,
    *,
    deal: str,
    code: Annotated[str, OneOf(SIGNALS)],
) -> BuyingSignal:
    """Record a signal about an open opportunity; nobody cautious or elderly is pushed (TRAP-18)."""
    if (sent := at.again(BuyingSignal)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    row = at.locked(Opportunity, number(deal))
    if row is None or row.state != "open":
        raise Unclear(_("There is no such open opportunity of this customer: open one first."))
    made = BuyingSignal(code=code, deal=row.pk, noticed_on=at.today)
    customer = fitting.risk(at)
    rules = at.playbook.of(BuyingSignalRules)
    if not rules.left_in_peace(level=customer.risk_level, born=customer.birth_date, today=at.today):
        closing = rules.closing(code, kind=customer.kind, stage=row.psychology)
        made.method, made.task = closing.method, _propose(at, customer, code, closing)
    return at.write(made)


def _propose(at: Acting, customer: PublishedCustomer, code: str, closing: Closing) -> UUID:
    """Plan to propose the close on the next working day, once for each day; return the task's number."""
    due_on = next_working_day(at.today)
    text = _said(code, closing)
    by = at.who.by
    task = Task(customer_id=customer.customer_id, staff_id=by.staff_id or "", user=by, made_at=at.who.at)
    task.kind, task.step, task.due_on, task.text = "task", "propose_closing", due_on, text
    task.save()
    return task.pk


def _said(code: str, closing: Closing) -> str:
    """Return what the task says in the writer's language: method, words, the signal before, and why."""
    method, signal = METHODS[closing.method], SIGNALS[code]
    if (get_language() or "zh").startswith("zh"):
        return f"{method.zh}：{closing.zh}（信号：{signal.zh}；{closing.why_zh}）"
    return f"{method.en}: {closing.en} (signal: {signal.en}; {closing.why_en})"
