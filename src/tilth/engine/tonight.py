"""The tables of a night in the making, as the events and lists read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.kernel.errors import TilthError


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Listed managers, the customers that are owned, and those chosen for a list."""

    managers: ir.Table
    owned: ir.Table
    chosen: ir.Table


@dataclass(frozen=True, kw_only=True)
class Tonight:
    """Staged sources, state and decided customers of one night; all but `holdings` are computed already.

    `joint` is None in a bank without joint accounts.
    """

    session: Session
    context: Context
    rates: Mapping[str, Decimal]
    holdings: ir.Table
    joint: ir.Table | None
    transactions: ir.Table
    daily_flows: ir.Table
    purchases: ir.Table
    holding_state: ir.Table
    matured: ir.Table
    idle: ir.Table
    habits: ir.Table
    salaries: ir.Table
    contacts: ir.Table
    households: ir.Table
    facts: ir.Table
    customers: ir.Table
    happened: ir.Table | None = None

    @property
    def events(self) -> ir.Table:
        """Tonight's events; TilthError before they are collected."""
        if self.happened is None:
            raise TilthError("The events of the night are not collected yet.")
        return self.happened

    @cached_property
    def living(self) -> ir.Table:
        """Tonight's customers but the dead: nobody congratulates them or asks them for anything."""
        return self.customers.filter(~self.customers.deceased)

    @cached_property
    def with_us(self) -> ir.Table:
        """The living whose relationship is not closed on D; built once, for a dozen signals read them."""
        return still_open(self.context, self.living)


def still_open(context: Context, rows: ir.Table) -> ir.Table:
    """Return the customers that are not closed on D."""
    return rows.filter(rows.closed_on.isnull() | (rows.closed_on > context.day))
