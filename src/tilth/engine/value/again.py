"""States that hold on after a talk: money that still lies idle a week later is a ground for a call again."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach


def reopened(session: Session, context: Context, reasons: ir.Table, noticed: ir.Table) -> ir.Table:
    """Return and keep the reasons as the order of value reads them: open again where their state holds on.

    That is a kind of `again_days` which was acted on, still holds tonight, and whose customer was last talked
    to so many days before the list day; not where that talk came to an agreement, or a person closed it. The
    state table itself keeps what it says (A17).
    """
    rule = context.playbook.value_order
    if not rule.again_days:
        return reasons
    log = session.read(context.extract("contacts"))
    log = log.filter(log.two_way & (log.contact_on <= context.day))
    agreed = log.outcome.isin(sorted(rule.agreed)) if rule.agreed else ibis.literal(False)  # noqa: FBT003
    talks = log.group_by("customer_id").aggregate(
        talked_on=log.contact_on.max(), agreed_on=log.contact_on.max(where=agreed)
    )
    closed = session.read(context.extract("reason_closures"))
    closed = closed.filter(closed.closed_on <= context.day).select("event_id", closed_on="closed_on")
    rows = reasons.filter((reasons.state == "acted_on") & reasons.kind.isin(sorted(rule.again_days)))
    rows = rows.semi_join(noticed.filter(noticed.stands), "event_id").anti_join(closed, "event_id")
    rows = session.step(
        "acted_and_standing", attach(rows.select("event_id", "customer_id", "kind", "due_on"), talks)
    )
    rested = ibis.cases(
        *(
            ((rows.kind == kind), rows.talked_on <= ibis.date(context.list_day) - ibis.interval(days=count))
            for kind, count in sorted(rule.again_days.items())
        ),
        else_=False,
    )
    met = (rows.agreed_on >= rows.due_on).fill_null(False)  # noqa: FBT003
    again = rows.filter(rested & ~met).select("event_id", again=ibis.literal(True))  # noqa: FBT003
    both = attach(reasons, again, key="event_id")
    state = both.again.notnull().ifelse("open", both.state)
    return session.keep("reasons_again", both.mutate(state=state).drop("again"))
