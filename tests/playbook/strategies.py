"""Random conditions and random rows: every node of the language, every type, many empty values."""

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from tilth.policy import vocabulary
from tilth.policy.conditions import (
    COLUMNS,
    And,
    Arithmetic,
    Balance,
    Between,
    Coalesce,
    Column,
    Compare,
    ConditionError,
    Holds,
    In,
    IsNull,
    Known,
    Literal,
    Match,
    Measured,
    Not,
    Or,
    Says,
    Share,
    Type,
    category_column,
    detail_column,
)

WORDS = ["退休", "退休教师", "医生", "retired", "O'Neil 50%_", "é", "a"]
AMOUNTS = [Decimal(text) for text in ("0", "0.01", "-0.01", "99999.99", "100000", "100000.01", "8000000")]
RATIOS = [0.0, 0.1, 0.2, 0.4, 0.8, 1 / 3, 1.0]


ITEMS = ("work", "banks")
SAID = ["yes", "no", "a"]


def _columns(*types):
    return st.sampled_from([Column(name) for name, info in COLUMNS.items() if info.type in types])


integers = st.integers(-3, 120)
amounts = st.sampled_from(AMOUNTS) | st.decimals(-(10**7), 10**7, places=2)
exact_literals = st.builds(Literal, integers | amounts)
ratio_literals = st.builds(Literal, st.sampled_from([Decimal("0.1"), Decimal("0.2"), Decimal("0.80"), 0, 1]))
categories = st.sampled_from(vocabulary.CATEGORIES)
texts = _columns(Type.TEXT)


def _valid(build, *parts):
    """Build nodes, drawing again where the language refuses the combination."""

    @st.composite
    def drawn(draw):
        try:
            return build(*(draw(part) for part in parts))
        except ConditionError:
            assume(condition=False)

    return drawn()


def _grown(base, extend):
    return st.recursive(base, extend, max_leaves=3)


items = st.sampled_from(ITEMS)
measured = st.builds(Measured, items, st.sampled_from(["number", "days", "amount"]))
exacts = _grown(
    _columns(Type.INTEGER, Type.MONEY) | exact_literals | st.builds(Balance, categories) | measured,
    lambda inner: (
        _valid(Arithmetic, st.sampled_from("+-*"), inner, inner)
        | _valid(lambda a, b: Coalesce((a, b)), inner, inner)
    ),
)
ratios = _grown(
    _columns(Type.RATIO) | st.builds(Share, st.sampled_from(vocabulary.ASSET_CATEGORIES)),
    lambda inner: (
        _valid(Arithmetic, st.sampled_from("+-*"), inner, inner | ratio_literals)
        | _valid(lambda a, b: Coalesce((a, b)), inner, inner | ratio_literals)
    ),
)
operators = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
equality = st.sampled_from(["=", "<>"])
word_literals = st.builds(Literal, st.sampled_from(WORDS))


@st.composite
def closed_words(draw):
    """A column with a closed list against one of its words."""
    name = draw(st.sampled_from([name for name, info in COLUMNS.items() if info.values]))
    word = Literal(draw(st.sampled_from(COLUMNS[name].values)))
    return Compare(draw(operators if COLUMNS[name].ordered else equality), Column(name), word)


free_texts = st.sampled_from([Column(name) for name in ("occupation", "industry", "employer")])
leaves = st.one_of(
    _columns(Type.BOOLEAN),
    st.builds(Literal, st.booleans()),
    closed_words(),
    _valid(Compare, operators, exacts, exacts),
    _valid(Compare, operators, ratios, ratios | ratio_literals),
    _valid(Compare, equality, free_texts, word_literals | free_texts),
    _valid(Compare, equality, _columns(Type.BOOLEAN), st.builds(Literal, st.booleans())),
    _valid(Between, exacts, exact_literals, exact_literals),
    _valid(Between, ratios, ratio_literals, ratio_literals),
    _valid(lambda a, b: In(a, tuple(b)), exacts, st.lists(exact_literals, min_size=1, max_size=3)),
    _valid(lambda a, b: In(a, tuple(b)), free_texts, st.lists(word_literals, min_size=1, max_size=3)),
    st.builds(IsNull, exacts | ratios | texts),
    _valid(lambda a, b: Match(a, tuple(b)), texts, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)),
    _valid(
        lambda a, b, where: Match(a, (b,), where),
        texts,
        st.sampled_from(["退休", "医", "a"]),
        st.sampled_from(["start", "end"]),
    ),
    st.builds(Holds, categories),
    st.builds(Known, items),
    st.builds(Says, items, st.lists(st.sampled_from(SAID), min_size=1, max_size=2).map(tuple)),
)


def _flat(kind, left, right):
    parts = [part for node in (left, right) for part in (node.parts if type(node) is kind else (node,))]
    return kind(tuple(parts))


conditions = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(lambda a, b: _flat(And, a, b), inner, inner)
        | st.builds(lambda a, b: _flat(Or, a, b), inner, inner)
    ),
    max_leaves=6,
)

_VALUES = {
    Type.TEXT: st.sampled_from(WORDS) | st.text(max_size=3, alphabet="退休a%_'"),
    Type.INTEGER: integers,
    Type.MONEY: amounts,
    Type.RATIO: st.sampled_from(RATIOS),
    Type.BOOLEAN: st.booleans(),
}


def _column_values(info):
    found = st.sampled_from(info.values) if info.values else _VALUES[info.type]
    return st.none() | found


rows = st.fixed_dictionaries(
    {
        **{name: _column_values(info) for name, info in COLUMNS.items()},
        "categories": st.none() | st.lists(categories, max_size=4, unique=True).map(sorted),
        **{category_column(category): st.none() | amounts for category in vocabulary.CATEGORIES},
        **{
            detail_column(measure, item): st.none() | values
            for item in ITEMS
            for measure, values in {
                "choice": st.lists(st.sampled_from(SAID), min_size=1, max_size=2, unique=True),
                "number": integers,
                "days": integers,
                "amount": amounts,
            }.items()
        },
    }
)
