"""Compute one night: from tonight's feed and last night's state to the marts, the state and their checks."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import ibis.expr.types as ir

from tilth.engine import checks, persons
from tilth.engine.backend import Session
from tilth.engine.checks import Check
from tilth.engine.context import Context, Files
from tilth.engine.files import Written
from tilth.engine.gate import settings
from tilth.engine.marts import (
    call_list,
    candidates,
    choosing,
    customers,
    events,
    exclusions,
    facts,
    gate_days,
    joint,
    positions,
    reasons,
    segments,
    summaries,
    week_list,
)
from tilth.engine.sessions import opening
from tilth.engine.signals import idle
from tilth.engine.signals import mart as signals
from tilth.engine.staging import contacts, holdings, households, products, rates, transactions
from tilth.engine.state import care_debt, carried, flows, habits, matured
from tilth.engine.state import holdings as holding_state
from tilth.engine.tonight import Lists, Tonight
from tilth.engine.value import again, chances, grounds, openings, terms, varied
from tilth.engine.value import mart as values
from tilth.lake.layout import Area
from tilth.policy.bank import EngineName
from tilth.policy.playbook import Playbook
from tilth.ports.marts import BY_NAME


@dataclass(frozen=True, kw_only=True)
class Night:
    """What a night came to: rows per mart and state table, checks, and seconds per step."""

    rows: dict[str, int]
    checks: tuple[Check, ...]
    steps: tuple[tuple[str, float], ...]


def _silent(step: str, seconds: float) -> None:
    """Report nothing."""


@dataclass(kw_only=True)
class _Steps:
    on_step: Callable[[str, float], None]
    done: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.done.append((name, time.perf_counter() - start))
        self.on_step(*self.done[-1])


def compute(  # noqa: PLR0913 - the one door of the engine
    *,
    day: dt.date,
    earlier: Sequence[dt.date],
    files: Files,
    playbook: Playbook,
    base_currency: str,
    spill: Path,
    cache: Path | None = None,
    memory: str = "3GB",
    threads: int = 2,
    on_step: Callable[[str, float], None] = _silent,
    engine: EngineName = "duckdb",
    master: str = "",
) -> Night:
    """Compute and write marts and state of `day`; TilthError when an input is missing or a check fails."""
    context = Context(
        day=day, earlier=tuple(earlier), files=files, playbook=playbook, base_currency=base_currency
    )
    steps = _Steps(on_step=on_step)
    with opening.opened(
        engine, spill=spill, memory=memory, threads=threads, cache=cache, master=master
    ) as session:
        tonight, rates_tonight = _decide(session, context, steps)
        tables = _marts(tonight, steps) | {"rates": rates_tonight}
        rows: dict[str, int] = {}
        with steps("write"):
            for name, table in sorted(tables.items()):
                rows[name] = session.write(table, BY_NAME[name], files.out(Area.MARTS, name, day))
        with steps("checks"):
            written = {
                name: Written(table=BY_NAME[name], path=files.out(Area.MARTS, name, day)) for name in tables
            }
            passed = checks.run(tonight, written)
    return Night(rows=rows, checks=passed, steps=tuple(steps.done))


def _decide(session: Session, context: Context, steps: _Steps) -> tuple[Tonight, ir.Table]:
    with steps("rates and products"):
        latest = rates.latest(session, context)
        in_use = rates.in_use(session, context, latest)
        catalogue = products.read(session, context)
        slots = products.slots(session, catalogue)
    held = holdings.read(session, context, catalogue, in_use)
    with steps("transactions"):
        moved = transactions.read(session, context, held, in_use)
        daily = flows.daily_flows(session, moved)
        bought = flows.purchases(session, context, moved)
        again = habits.carry(session, context, moved)
    with steps("holdings"):
        state = holding_state.carry(session, context, held, moved)
        held_by = positions.aggregate(
            session, context, held, slots, {*segments.categories_read(context.playbook), "demand_deposit"}
        )
        lists = positions.category_lists(session, held_by)
        shared = joint.find(session, held)
        lying = matured.carry(session, context, catalogue, rates.known(session, latest))
    with steps("households"):
        dead = session.keep("deceased", settings.deceased(session, context))
        families = households.read(session, context, dead)
    with steps("customers"):
        spoken = contacts.by_customer(session, context)
        parts = {
            "positions": held_by,
            "active": holding_state.active(context, state),
            "entering": flows.entering(context, daily),
            "leaving": flows.leaving(session, context),
            "bought": bought.group_by("customer_id").aggregate(bought_on=bought.day.max()),
            "contacts": spoken,
            "households": families,
            "deceased": dead,
            "unread": holdings.unread(session, context),
        }
        gathered = facts.gather(session, context, parts)
        decided = customers.decide(session, context, gathered, lists)
    tonight = Tonight(
        session=session,
        context=context,
        rates=in_use,
        holdings=held,
        joint=shared,
        transactions=moved,
        daily_flows=daily,
        purchases=bought,
        holding_state=state,
        matured=matured.none(session) if lying is None else lying,
        idle=idle.carry(session, context, decided),
        habits=again,
        salaries=habits.salaries(session, again),
        contacts=spoken,
        households=families,
        facts=gathered,
        customers=decided,
    )
    return tonight, latest


def _marts(tonight: Tonight, steps: _Steps) -> dict[str, ir.Table]:
    session, context = tonight.session, tonight.context
    with steps("events"):
        happened = events.collect(tonight)
    with steps("signals"):
        told_signals = signals.collect(replace(tonight, happened=happened))
        open_reasons = reasons.advance(tonight, reasons.told(happened, told_signals.signals))
        noticed = signals.finish(tonight, told_signals, open_reasons)
    with steps("gate"):
        listed = candidates.managers(session, context)
        told = session.keep("told_of_persons", persons.named(session, context, happened))
        every = session.keep("reasons_of_persons", persons.named(session, context, open_reasons))
        standing = reasons.of_events(every)
        if context.playbook.by_value:
            every = again.reopened(session, context, every, noticed)
        worth = _worth(tonight, told, every) if context.playbook.by_value else None
        asked = gate_days.Beside(
            households=tonight.households, listed=listed, events=told, reasons=standing, worth=worth
        )
        fronts, barred = gate_days.judge(session, context, tonight.customers, asked)
    with steps("week"):
        week = week_list.advance(session, context, tonight.customers, barred, asked)
    with steps("lists"):
        names = week_list.waiting(week)
        owned = candidates.owned(
            session, context, tonight.customers, barred, fronts, names=names, worth=worth
        )
        chosen, best = choosing.chosen(session, context, owned)
        lists = Lists(managers=listed, owned=owned, chosen=chosen)
        heard = openings.advance(session, context)
        speaking = reasons.speaking(told, standing if worth is None else every)
    return {
        "customers": tonight.customers,
        "events": happened,
        "signals": noticed,
        "signal_evidence": signals.evidence(tonight, told_signals, noticed),
        "call_list": call_list.finish(session, context, chosen, speaking),
        "call_values": values.finish(session, context, chosen, heard, worth),
        "week_list": week,
        "exclusions": exclusions.rest(session, context, owned, chosen, best),
        "book": summaries.book(tonight, lists),
        "branch": summaries.branch(tonight, lists),
        "carried": carried.advance(context, tonight.facts, happened),
        "care_debt": care_debt.advance(session, context, tonight.customers),
        "daily_flows": tonight.daily_flows,
        "purchases": tonight.purchases,
        "holding_state": tonight.holding_state,
        "reasons": open_reasons,
        "matured": tonight.matured,
        "idle": tonight.idle,
        "habits": tonight.habits,
        "openings": heard,
    }


def _worth(tonight: Tonight, told: ir.Table, reasons: ir.Table) -> ir.Table:
    """Return what calls are valued by: signals count as events do."""
    session, context = tonight.session, tonight.context
    found = grounds.collect(session, context, told, reasons)
    return terms.collect(
        session,
        context,
        tonight.customers,
        grounds.pressing(session, context, found),
        chances.collect(session, context, tonight.customers),
        varied.collect(session, context),
    )
