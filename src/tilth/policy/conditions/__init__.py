"""The condition language of playbooks: a small boolean part of SQL, typed and three-valued.

`parse(text)` gives nodes; `evaluate(node, row)` reads them over one row, `explain(node, row)` says why,
`render(node)` writes them back, and the engine compiles the same nodes to a column.
"""

from tilth.policy.conditions.columns import COLUMNS, PROTECTED, ColumnInfo, category_column
from tilth.policy.conditions.details import Detail, Known, Measured, Says, detail_column, details_of, fits
from tilth.policy.conditions.explaining import Finding, explain, render
from tilth.policy.conditions.parsing import parse
from tilth.policy.conditions.predicates import And, Between, Compare, Holds, In, IsNull, Match, Not, Or
from tilth.policy.conditions.reading import columns_of, evaluate, value
from tilth.policy.conditions.types import ConditionError, Type, Width
from tilth.policy.conditions.values import Arithmetic, Balance, Coalesce, Column, Literal, Node, Share

__all__ = [
    "COLUMNS",
    "PROTECTED",
    "And",
    "Arithmetic",
    "Balance",
    "Between",
    "Coalesce",
    "Column",
    "ColumnInfo",
    "Compare",
    "ConditionError",
    "Detail",
    "Finding",
    "Holds",
    "In",
    "IsNull",
    "Known",
    "Literal",
    "Match",
    "Measured",
    "Node",
    "Not",
    "Or",
    "Says",
    "Share",
    "Type",
    "Width",
    "category_column",
    "columns_of",
    "detail_column",
    "details_of",
    "evaluate",
    "explain",
    "fits",
    "parse",
    "render",
    "value",
]
