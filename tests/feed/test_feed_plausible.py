"""What may be right in a feed and rarely is: told, set aside or passed over, as the playbook says (A24)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from feed.samples import D, Feed, Outcome, Row, take
from tilth.connectors.core_banking.rules import texts
from tilth.policy import playbook
from tilth.policy.playbook.plausibility import OF_TABLES, RULES, Plausibility

Rows = dict[str, list[Row]]
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What seems wrong: the rule, a bent feed, which rows of which column; the key that is set aside."""

    rule: str
    what: str
    bend: Callable[[Rows], None]
    table: str
    column: str
    rows: int = 1
    gone: str = ""
    """The key of the row that goes with it; empty, only the value is left out."""
    before: Callable[[Rows], None] | None = None
    """How the feed of the night before was bent; None: there was none."""

    def __str__(self) -> str:
        return f"{self.rule}-{self.what.replace(' ', '-')}"


def cell(table: str, row: int, **values: str) -> Callable[[Rows], None]:
    """Bend the cells of one row, counted from 1."""
    return lambda rows: rows[table][row - 1].update(values)


def every(table: str, **values: str) -> Callable[[Rows], None]:
    """Bend the cells of all rows of a table."""

    def bend(rows: Rows) -> None:
        for row in rows[table]:
            row.update(values)

    return bend


def big5(rows: Rows) -> None:
    """Write the names as Big5, which reads as GB18030 without a fault."""
    for row in rows["customers"]:
        row["name"] = "陳建國黃美麗".encode("big5").decode("gb18030")


def _as_ever(_: Rows) -> None:
    """Leave the feed as it is."""


CASES = (
    Case(
        rule="booking_of_another",
        what="the holding is of C04",
        bend=cell("transactions", 3, customer_id="C09"),
        table="transactions",
        column="customer_id",
        gone="T03",
    ),
    Case(
        rule="booked_before_opening",
        what="a day before",
        bend=cell("transactions", 2, at="2024-02-28T23:59:59"),
        table="transactions",
        column="at",
        gone="T02",
    ),
    Case(
        rule="sign_against_kind",
        what="a withdrawal above zero",
        bend=cell("transactions", 1, amount="100.10"),
        table="transactions",
        column="amount",
        gone="T01",
    ),
    Case(
        rule="sign_against_kind",
        what="a transfer in below zero",
        bend=cell("transactions", 1, kind="transfer_in"),
        table="transactions",
        column="amount",
        gone="T01",
    ),
    Case(
        rule="rate_above",
        what="a hundred times too large",
        bend=cell("holdings", 4, rate="1.25"),
        table="holdings",
        column="rate",
    ),
    *(
        Case(
            rule="negative_value",
            what=f"{column} below zero",
            bend=cell(table, 5, **{column: "-1.00"}),
            table=table,
            column=column,
        )
        for table, column in (("holdings", "units"), ("holdings", "cost"), ("customers", "annual_income"))
    ),
    *(
        Case(
            rule="band_wrong_side",
            what=f"{column} at {value}",
            bend=cell("holdings", 6, **{column: value}),
            table="holdings",
            column=column,
        )
        for column, value in (("take_profit", "-0.2"), ("stop_loss", "0.1"), ("stop_loss", "-10"))
    ),
    Case(
        rule="category_turned",
        what="a fund turns into a loan",
        bend=cell("products", 3, category="loan"),
        table="products",
        column="category",
        gone="P3",
        before=_as_ever,
    ),
    *(
        Case(
            rule="holding_changed",
            what=f"another {column}",
            bend=cell("holdings", 12, **{column: value}),
            table="holdings",
            column=column,
            gone="H12",
            before=_as_ever,
        )
        for column, value in (("customer_id", "C02"), ("product_id", "P2"), ("currency", "USD"))
    ),
    Case(
        rule="nobody_active",
        what="no staff",
        bend=every("staff", active="false"),
        table="staff",
        column="active",
        rows=3,
    ),
    Case(
        rule="nobody_active",
        what="every relationship has ended",
        bend=every("customers", closed_on="2026-11-20"),
        table="customers",
        column="closed_on",
        rows=12,
    ),
    Case(rule="big5_text", what="names", bend=big5, table="customers", column="name", rows=12),
)


def taken(root: Path, case: Case, does: str) -> Outcome:
    """Take the feed of a case, and that of the night before where there was one, under a playbook."""
    book = playbook.default().plausibility.model_dump()
    for rule in book["rules"]:
        rule["does"] = does if rule["code"] == case.rule else "report"
    rules = Plausibility.model_validate(book)
    if case.before:
        feed = Feed(root, day=D - DAY, form="parquet")
        feed.rows["transactions"], feed.rows["prices"], feed.rows["fx_rates"][0]["date"] = (
            [],
            [],
            "2026-11-19",
        )
        case.before(feed.rows)
        feed.write()
        take(feed, root, keep=True)
    feed = Feed(root, form="parquet")
    case.bend(feed.rows)
    feed.write()
    return take(feed, root, plausibility=rules)


def told(outcome: Outcome) -> list[tuple[str, str, str, int]]:
    """Return rule, table, column and rows of what seems wrong."""
    seems = [one for one in outcome.accepted.findings if one.code.startswith("seems_")]
    return [
        (one.code.removeprefix("seems_"), one.values["table"], one.values["column"], one.values["rows"])
        for one in seems
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_seems_wrong_is_told_and_taken(tmp_path: Path, case: Case) -> None:
    outcome = taken(tmp_path, case, "report")
    assert told(outcome) == [(case.rule, case.table, case.column, case.rows)]
    assert outcome.quarantine == []


@pytest.mark.parametrize("case", [one for one in CASES if one.rule not in OF_TABLES], ids=str)
def test_what_seems_wrong_is_set_aside_where_the_playbook_says_so(tmp_path: Path, case: Case) -> None:
    outcome = taken(tmp_path, case, "set_aside")
    assert told(outcome) == []
    first = outcome.quarantine[0]
    assert (first["table"], first["column"]) == (case.table, case.column)
    assert first["code"] == (case.rule if case.gone else f"{case.rule}_left_out")
    stands = [one.code for one in outcome.accepted.findings].count("rows_stand")
    keys = {next(iter(row.values())) for row in outcome.tables[case.table]}
    # a holding that is set aside stands as it was the night before
    assert (case.gone in keys) == (stands == 1) == (case.rule == "holding_changed")
    assert case.gone or outcome.count(case.table).quarantined == 0


@pytest.mark.parametrize("case", [CASES[0], CASES[-1]], ids=str)
def test_what_is_not_looked_for_is_not_told(tmp_path: Path, case: Case) -> None:
    outcome = taken(tmp_path, case, "nothing")
    assert (told(outcome), outcome.quarantine) == ([], [])


def test_every_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == set(RULES)


def test_a_good_feed_seems_right(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.write()
    assert told(take(feed, tmp_path)) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"code": "rate_above", "limit": None}, "rate_above needs a limit"),
        ({"code": "big5_text", "does": "set_aside"}, "big5_text is about a whole table"),
        ({"code": "rate_below"}, "'rate_below' is none of"),
    ],
)
def test_a_playbook_says_what_is_wrong_with_its_rules(change: dict[str, object], says: str) -> None:
    book = playbook.default().plausibility.model_dump()
    at = change["code"] if change["code"] in RULES else "negative_value"
    next(rule for rule in book["rules"] if rule["code"] == at).update(change)
    with pytest.raises(ValidationError, match=says):
        Plausibility.model_validate(book)


SIMPLIFIED = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗建国芳娜秀英敏静丽强磊军洋勇艳杰"
TRADITIONAL = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周建國美麗淑芬志明雅婷家豪"


def names(signs: str) -> st.SearchStrategy[list[str]]:
    """Return lists of names of these characters."""
    return st.lists(st.text(st.sampled_from(signs), min_size=2), min_size=20)


@given(names(SIMPLIFIED))
@example(["王龑", "李喆", "张㛃", "陈𬭎"] * 10)
def test_names_of_the_mainland_are_not_taken_for_big5(found: list[str]) -> None:
    assert not texts.is_big5(pa.array(found))


@given(names(TRADITIONAL))
def test_traditional_names_are_taken_for_big5_where_they_were_written_so(found: list[str]) -> None:
    written = [name.encode("big5").decode("gb18030", errors="replace") for name in found]
    if not any("\ufffd" in name for name in written):
        assert texts.is_big5(pa.array(written))


def test_few_names_prove_nothing() -> None:
    assert not texts.is_big5(pa.array(["陳建國".encode("big5").decode("gb18030"), None]))
