"""Signals of payments that come again and again: to one other bank, and salaries."""

import datetime as dt

import ibis.expr.types as ir

from tilth.engine import days
from tilth.engine.amounts import MONEY, number, times
from tilth.engine.events.rows import text, whole
from tilth.engine.joins import attach
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.state.habits import LATE_DAYS
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signal import Signal
from tilth.policy.playbook.signals import OtherBankOutflow, SalaryGrew, SalaryStarted, SalaryStopped


def other_bank_outflow(tonight: Tonight) -> Found:
    """Return who sends money again and again, and most of what leaves, to one other bank."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(OtherBankOutflow)
    sent = tonight.habits
    sent = sent.filter((sent.habit == "other_bank") & (sent.day > context.days_ago(rule.days)))
    sent = sent.semi_join(tonight.with_us, "customer_id")
    rows = sent.group_by("customer_id", "party").aggregate(
        total=sent.amount.sum().cast(MONEY), times=sent.times.sum(), first=sent.day.min(), last=sent.day.max()
    )
    every = sent.group_by("customer_id").aggregate(every=sent.amount.sum().cast(MONEY))
    rows = attach(rows, every)
    most = rows.total >= times(rows.every, number(rule.share, "decimal(20,8)"))
    rows = rows.filter(most & (rows.times >= rule.times) & (rows.total >= number(rule.amount)))
    rows = tonight.session.keep("sent_elsewhere", rows)
    sent = sent.semi_join(rows, ["customer_id", "party"])
    return Found(
        signals=signal(
            rows,
            "other_bank_outflow",
            subject=rows.party,
            amount=rows.total,
            first_on=text(rows["first"]),
            last_on=text(rows["last"]),
            times=whole(rows.times),
        ),
        evidence=[
            evidence(
                sent,
                "other_bank_outflow",
                "transfer",
                subject=sent.party,
                source_id=sent.party,
                day=sent.day,
                amount=sent.amount,
            )
        ],
    )


def _salaries(tonight: Tonight) -> ir.Table:
    """Return the salaries of those who are neither closed nor dead."""
    return tonight.salaries.semi_join(tonight.with_us, "customer_id")


def salary_started(tonight: Tonight) -> Found:
    """Return to whom a salary comes for the first time in long, at a bank that has been fed so long."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(SalaryStarted)
    rows = _salaries(tonight)
    known = rows.last_on >= context.first + dt.timedelta(days=rule.days)
    pause = rows.before_on.isnull() | (rows.last_on.delta(rows.before_on, unit="day") >= rule.days)
    rows = rows.filter(known & pause.fill_null(True) & _of_late(tonight, rows.last_on, rule))  # noqa: FBT003
    rows = tonight.session.keep("salary_started", rows.filter(rows.amount >= number(rule.amount)))
    return Found(
        signals=signal(rows, "salary_started", due_on=rows.last_on, amount=rows.amount),
        evidence=[evidence(rows, "salary_started", "salary", day=rows.last_on, amount=rows.amount)],
    )


def salary_stopped(tonight: Tonight) -> Found:
    """Return whose salary, paid several times, has not come for long."""
    rule = tonight.context.playbook.signals.of(SalaryStopped)
    rows = _salaries(tonight)
    rows = rows.mutate(missed_on=days.plus(rows.last_on, rule.days))
    often = (rows.times + 1 >= rule.times) & (rows.amount >= number(rule.amount))
    rows = tonight.session.keep(
        "salary_stopped", rows.filter(often & _of_late(tonight, rows.missed_on, rule))
    )
    return Found(
        signals=signal(
            rows,
            "salary_stopped",
            due_on=rows.missed_on,
            amount=rows.amount,
            last_on=text(rows.last_on),
            times=whole(rows.times + 1),
        ),
        evidence=[_paid(tonight, rows, "salary_stopped")],
    )


def salary_grew(tonight: Tonight) -> Found:
    """Return whose last salary is above the mean of those before, by a share and an amount."""
    rule = tonight.context.playbook.signals.of(SalaryGrew)
    rows = _salaries(tonight)
    # Exact and without a division: both sides times the number of salaries, shares in ten thousandths.
    count = rows.times.cast("decimal(5,0)")
    now, grown = rows.amount * count, number(int((1 + rule.share) * 10_000), "decimal(6,0)")
    share = now * number(10_000, "decimal(6,0)") >= rows.earlier * grown
    rise = (now - rows.earlier) >= number(rule.amount) * count
    rows = rows.filter((rows.times >= rule.times) & share & rise & _of_late(tonight, rows.last_on, rule))
    rows = tonight.session.keep("salary_grew", rows)
    return Found(
        signals=signal(
            rows,
            "salary_grew",
            due_on=rows.last_on,
            amount=rows.amount,
            before=text(rows.earlier),
            times=whole(rows.times),
        ),
        evidence=[_paid(tonight, rows, "salary_grew")],
    )


def _of_late(tonight: Tonight, day: ir.Value, rule: Signal) -> ir.Value:
    """Say whether a day is D or one of those just before it, while its signal cannot have lapsed."""
    context = tonight.context
    return (day > context.days_ago(min(LATE_DAYS, rule.lapse_days))) & (day <= context.day)


def _paid(tonight: Tonight, rows: ir.Table, kind: str) -> ir.Table:
    paid = tonight.habits
    paid = paid.filter(paid.habit == "salary").semi_join(rows, "customer_id")
    return evidence(paid, kind, "salary", day=paid.day, amount=paid.amount)
