"""A buying signal as it is written down, in a talk or by itself; a close is proposed, or nobody pushed."""

from uuid import UUID

from django.utils.translation import get_language

from tilth.data.models import BuyingSignal, Contact, Opportunity, PublishedCustomer, Task
from tilth.domain.acting import Acting, Unclear
from tilth.domain.deals import fitting
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.buying_signal import METHODS, SIGNALS, BuyingSignalRules, Closing
from tilth.policy.working_days import next_working_day


def heard(at: Acting, *, code: str, contact: Contact) -> BuyingSignal:
    """Store a signal of a talk, about the opportunity that came furthest; Unclear where none is open."""
    rows = [*at.rows(Opportunity).filter(state="open").order_by("-stage_on", "-id")]
    if not rows:
        raise none_open()
    return noted(at, max(rows, key=lambda one: one.place), code=code, contact=contact)


def noted(at: Acting, deal: Opportunity, *, code: str, contact: Contact | None = None) -> BuyingSignal:
    """Store a signal about an open opportunity; nobody cautious or elderly is pushed (TRAP-18)."""
    made = BuyingSignal(code=code, deal=deal.pk, noticed_on=at.today, contact=contact)
    customer, rules = fitting.risk(at), at.playbook.of(BuyingSignalRules)
    level = fitting.assessed(at, customer, at.today).level
    if not rules.left_in_peace(level=level, born=customer.birth_date, today=at.today):
        closing = rules.closing(code, kind=customer.kind, stage=deal.psychology)
        made.method, made.task = closing.method, _propose(at, customer, code, closing, contact)
    return at.write(made)


def back_with_signal(at: Acting, signal: BuyingSignal) -> None:
    """Take back the task to propose the close with the signal that made it, unless it is done."""
    if signal.task is None:
        return
    for task in at.rows(Task).filter(pk=signal.task, done_at=None):
        at.void(task)


def none_open() -> Unclear:
    """Return the refusal of a signal about nothing that is open."""
    return Unclear(_("There is no such open opportunity of this customer: open one first."))


def _propose(
    at: Acting, customer: PublishedCustomer, code: str, closing: Closing, contact: Contact | None
) -> UUID:
    """Plan to propose the close on the next working day; return the task's number."""
    by, number = at.who.by, customer.customer_id
    task = Task(customer_id=number, staff_id=by.staff_id or "", user=by, made_at=at.who.at, contact=contact)
    task.kind, task.step, task.due_on = "task", "propose_closing", next_working_day(at.today)
    task.text = _said(code, closing)
    task.save()
    return task.pk


def _said(code: str, closing: Closing) -> str:
    """Return what the task says in the writer's language: method, words, the signal before, and why."""
    method, signal = METHODS[closing.method], SIGNALS[code]
    if (get_language() or "zh").startswith("zh"):
        return f"{method.zh}：{closing.zh}（信号：{signal.zh}；{closing.why_zh}）"
    return f"{method.en}: {closing.en} (signal: {signal.en}; {closing.why_en})"
