"""The columns a condition may name, in one table: name, type, accepted words, meaning in both languages.

The table a condition runs over has these columns, `categories`, and one column `cat_<category>` per
category: the base-currency sum of the customer's open balances in it, 0 where there are none.
"""

from dataclasses import dataclass

from tilth.policy import codes
from tilth.policy.conditions.types import Type
from tilth.policy.vocabulary import ASSET_CATEGORIES, CATEGORIES, LIFECYCLES, TIERS

CATEGORY_PREFIX = "cat_"


@dataclass(frozen=True)
class ColumnInfo:
    """One column: its type, the only words it can hold (empty = any), and what it means."""

    name: str
    type: Type
    label_zh: str
    label_en: str
    about: str
    values: tuple[str, ...] = ()
    ordered: bool = False
    """Its words compare by `<` as they are written: C1 below C5."""


_ALL = (
    ColumnInfo(
        "kind",
        Type.TEXT,
        "客户性质",
        "Kind of customer",
        "A person or a company.",
        tuple(codes.CUSTOMER_KINDS),
    ),
    ColumnInfo(
        "age", Type.INTEGER, "年龄", "Age", "Whole years on the business date; empty without birth date."
    ),
    ColumnInfo("occupation", Type.TEXT, "职业", "Occupation", "Occupation as fed."),
    ColumnInfo("industry", Type.TEXT, "行业", "Industry", "Industry as fed."),
    ColumnInfo("employer", Type.TEXT, "工作单位", "Employer", "Employer's name as fed."),
    ColumnInfo("annual_income", Type.MONEY, "年收入", "Yearly income", "Yearly income as declared."),
    ColumnInfo(
        "risk_level",
        Type.TEXT,
        "风险等级",
        "Risk level",
        "Assessed risk capacity.",
        ("C1", "C2", "C3", "C4", "C5"),
        ordered=True,
    ),
    ColumnInfo(
        "company_size", Type.TEXT, "企业规模", "Size of the company", "Size band of a company as fed."
    ),
    ColumnInfo("aum", Type.MONEY, "资产", "Assets", "Assets tonight, base currency."),
    ColumnInfo("liabilities", Type.MONEY, "负债", "Liabilities", "Liabilities tonight, base currency."),
    ColumnInfo("deposit_balance", Type.MONEY, "存款余额", "Deposits", "Deposits tonight, base currency."),
    ColumnInfo(
        "time_deposit_share",
        Type.RATIO,
        "定期存款占比",
        "Share of time deposits",
        "Time deposits ÷ assets here and, as far as told, elsewhere; empty without assets.",
    ),
    ColumnInfo(
        "elsewhere",
        Type.MONEY,
        "他行资产",
        "Assets at other banks",
        "What the customer told of other banks, base currency; empty where nobody knows.",
    ),
    ColumnInfo(
        "main_bank",
        Type.BOOLEAN,
        "主办行",
        "Main bank",
        "Coverage, asset share and activity all pass their thresholds; empty while one is unknown.",
    ),
    ColumnInfo("product_count", Type.INTEGER, "持有产品数", "Products held", "Distinct products held."),
    ColumnInfo(
        "familiar", Type.BOOLEAN, "熟客", "Familiar", "Holds a fund, insurance or wealth product (SEG-02)."
    ),
    ColumnInfo("tier", Type.TEXT, "等级", "Tier", "Tier (TIER-01).", TIERS),
    ColumnInfo("lifecycle", Type.TEXT, "生命周期", "Lifecycle", "Lifecycle (LIFE-01).", LIFECYCLES),
    ColumnInfo(
        "opened_days",
        Type.INTEGER,
        "开户天数",
        "Days since the account was opened",
        "Days from opened_on to the business date.",
    ),
    ColumnInfo(
        "inflow_30", Type.MONEY, "近30天流入", "Inflow of 30 days", "Customer's inflow of 30 days, ≥ 0."
    ),
    ColumnInfo(
        "outflow_30", Type.MONEY, "近30天流出", "Outflow of 30 days", "Customer's outflow of 30 days, ≤ 0."
    ),
)
COLUMNS = {column.name: column for column in _ALL}

PROTECTED = frozenset(
    {
        "gender",
        "sex",
        "marital_status",
        "nationality",
        "ethnicity",
        "religion",
        "origin",
        "education",
        "name",
        "birth_date",
        "birth_calendar",
        "id_type",
        "id_number",
        "address",
        "mobile",
        "phone",
        "email",
    }
)
"""Attributes that no rule may use: protected ones and those that stand for them (TRAP-17)."""

HELD = CATEGORIES
"""What `holds` and `balance` accept."""
SHARED = ASSET_CATEGORIES
"""What `share` accepts: a share is a part of the assets."""


def category_column(category: str) -> str:
    """Return the column with the open balance of a category."""
    return CATEGORY_PREFIX + category
