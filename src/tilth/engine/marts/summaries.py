"""Marts `book` and `branch`: counts and sums over customers not closed, per manager and per branch."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number, ratio
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.marts import joint
from tilth.engine.marts.call_list import quotas
from tilth.engine.marts.candidates import NO
from tilth.engine.marts.positions import holds
from tilth.engine.staging import contacts
from tilth.engine.tonight import Lists, Tonight, still_open
from tilth.policy import working_days
from tilth.policy.vocabulary import CATEGORIES, TIERS

_LIST = ("list_size", "list_familiar", "list_unfamiliar")
_AMOUNTS = (*(f"assets_{tier}" for tier in TIERS), "share_here", "share_elsewhere")
_REACH = ("reachable", "without_consent", "without_number")


def book(tonight: Tonight, lists: Lists) -> ir.Table:
    """Return one row per listed manager over the owned customers that are not closed."""
    session, context = tonight.session, tonight.context
    mine = still_open(context, tonight.customers)
    totals = _totals(mine.filter(mine.rm_id.notnull()), "rm_id").drop("contacts_made", "contacts_connected")
    logged = contacts.by_staff(session, context).rename(rm_id="staff_id")
    parts = (totals, logged, _lists(lists.chosen), _reach(context, lists.owned))
    rows = attach(lists.managers, *parts, *_repeats(tonight, mine, "rm_id"), key="rm_id")
    rows = session.step("book", rows)
    familiar, unfamiliar = quotas(context.playbook.call_list, context.places)
    rows = rows.mutate(
        branch_id=rows.staff_branch_id,
        deviation_familiar=ibis.greatest(familiar - rows.list_familiar.fill_null(0), 0),
        deviation_unfamiliar=ibis.greatest(unfamiliar - rows.list_unfamiliar.fill_null(0), 0),
    )
    return _filled(context, rows, (*_LIST, *_REACH))


def branch(tonight: Tonight, lists: Lists) -> ir.Table:
    """Return one row per branch over its own customers that are not closed.

    A list counts at its manager's branch.
    """
    session, context = tonight.session, tonight.context
    branches = session.read(context.feed("branches")).select("branch_id", "parent_id")
    listed = attach(_lists(lists.chosen), lists.managers, key="rm_id")
    sizes = listed.group_by(branch_id=listed.staff_branch_id).aggregate(list_size=listed.list_size.sum())
    mine = still_open(context, tonight.customers)
    parts = [_totals(mine, "branch_id"), sizes, *_repeats(tonight, mine, "branch_id")]
    if tonight.joint is not None:
        parts.append(joint.across(session, tonight.joint, mine, branches))
    rows = attach(branches, *parts, key="branch_id")
    across = rows.joint_across if tonight.joint is not None else ibis.null(MONEY)
    rows = session.step("branch", rows.mutate(joint_across=across.fill_null(number(0)).cast(MONEY)))
    return _filled(context, rows, ("list_size",))


def _repeats(tonight: Tonight, rows: ir.Table, key: str) -> list[ir.Table]:
    """Return what the customers of one `key` count more than once, as a part; none without joint accounts."""
    return [] if tonight.joint is None else [joint.repeats(tonight.joint, rows, key)]


def _totals(rows: ir.Table, key: str) -> ir.Table:
    told = rows.asset_share.notnull()
    return rows.group_by(key).aggregate(
        customers=rows.count(),
        aum=rows.aum.sum(),
        **{f"tier_{tier}": (rows.tier == tier).sum() for tier in TIERS},
        **{f"assets_{tier}": rows.aum.sum(where=rows.tier == tier) for tier in TIERS},
        share_known=told.sum(),
        share_here=rows.aum.sum(where=told),
        share_elsewhere=rows.elsewhere.sum(where=told),
        familiar=rows.familiar.sum(),
        under_served=rows.under_served.sum(),
        overdue=(rows.overdue_days > 0).sum(),
        products=rows.product_count.sum(),
        **{f"holding_{name}": holds(rows["mask"], name).sum() for name in CATEGORIES},
        contacts_made=rows.contacts_made.sum(),
        contacts_connected=rows.contacts_connected.sum(),
    )


def _reach(context: Context, owned: ir.Table) -> ir.Table:
    """Return per manager how many customers can be reached in the week of the list day (LIST-03).

    Nothing keeps them from being called, or what does so tonight ends by the last working day of the week, or
    they were spoken to since its Monday. Of the others those without consent or number are counted apart.
    """
    spoken = owned.last_contact_on >= working_days.monday(context.list_day)
    ends = owned.until <= working_days.week_left(context.list_day)[-1]
    stays = (owned.cause != "closed") & (spoken.fill_null(NO) | ends.fill_null(NO))
    reached = owned.cause.isnull() | stays.fill_null(NO)
    return owned.group_by("rm_id").aggregate(
        reachable=reached.sum(),
        without_consent=(~reached & (owned.cause == "no_consent")).sum(),
        without_number=(~reached & (owned.cause == "no_number")).sum(),
    )


def _lists(chosen: ir.Table) -> ir.Table:
    return chosen.group_by("rm_id").aggregate(
        list_size=chosen.count(),
        list_familiar=chosen.familiar.sum(),
        list_unfamiliar=(~chosen.familiar).sum(),
    )


def _filled(context: Context, rows: ir.Table, lists: tuple[str, ...]) -> ir.Table:
    """Return the mart's columns: 0 where nothing was counted, shares as one division."""
    counts = (
        "customers",
        *(f"tier_{tier}" for tier in TIERS),
        "share_known",
        "familiar",
        "under_served",
        "overdue",
        "contacts_made",
        "contacts_connected",
        *lists,
    )
    count = rows.customers.fill_null(0)
    repeats = rows.joint_repeats if "joint_repeats" in rows.columns else ibis.null(MONEY)
    repeats = repeats.fill_null(number(0)).cast(MONEY)
    return rows.mutate(
        business_date=ibis.literal(context.day),
        aum=(rows.aum.fill_null(number(0)) - repeats).cast(MONEY),
        joint_repeats=repeats,
        **{name: rows[name].fill_null(number(0)).cast(MONEY) for name in _AMOUNTS},
        products_per_customer=ratio(rows.products, count),
        **{f"penetration_{name}": ratio(rows[f"holding_{name}"], count) for name in CATEGORIES},
        **{name: rows[name].fill_null(0) for name in counts},
    )
