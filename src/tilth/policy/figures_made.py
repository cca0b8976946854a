"""The figures that are made of what stands on the same page: a customer's sums, a night's tables."""

from tilth.policy.figure import Figure, Of, Unit
from tilth.policy.vocabulary import ASSET_CATEGORIES, DEPOSIT_CATEGORIES, LIABILITY_CATEGORIES


def _made(code: str, parts: str, zh: tuple[str, str], en: tuple[str, str]) -> Figure:
    """Return a figure of a customer's page; `zh` and `en`: its name, and what it counts."""
    return Figure(
        code=code,
        label_zh=zh[0],
        label_en=en[0],
        about_zh=zh[1],
        about_en=en[1],
        unit=Unit.ITEMS if parts.startswith("#") else Unit.AMOUNT,
        of=(Of.CUSTOMER,),
        page="",
        parts=parts,
    )


def _rows(code: str, label_zh: str, label_en: str) -> Figure:
    """Return a figure of a night, which is the sum of its tables."""
    return Figure(
        code=code,
        label_zh=label_zh,
        label_en=label_en,
        about_zh=f"各表{label_zh}行数之和",
        about_en=f"Sum over the tables: {label_en.lower()}",
        unit=Unit.ROWS,
        of=(Of.NIGHT,),
        page="",
        parts=code,
    )


FIGURES = (
    _made(
        "category",
        "{category}",
        ("持有金额", "该类持有折本币之和"),
        ("Holdings of a category", "Sum of the holdings in the base currency"),
    ),
    _made(
        "category_number",
        "#{category}",
        ("持有笔数", "该类持有的笔数"),
        ("Number of holdings", "Holdings of the category"),
    ),
    _made(
        "customer_assets",
        " ".join(ASSET_CATEGORIES),
        ("客户资产", "各资产类持有折本币之和"),
        ("A customer's assets", "Sum of the holdings of asset categories"),
    ),
    _made(
        "deposits",
        " ".join(DEPOSIT_CATEGORIES),
        ("存款", "各类存款折本币之和"),
        ("Deposits", "Sum of the deposits"),
    ),
    _made(
        "liabilities",
        " ".join(LIABILITY_CATEGORIES),
        ("负债", "各类贷款折本币之和"),
        ("Liabilities", "Sum of the loans"),
    ),
    _made(
        "due_90",
        "due_90",
        ("90 天内到期", "今天起 90 天内到期的持有折本币之和"),
        ("Falls due within 90 days", "Sum of the holdings that mature within 90 days from today"),
    ),
    _rows("rows_in", "读入", "Rows in"),
    _rows("rows_accepted", "接受", "Accepted"),
    _rows("rows_aside", "隔离", "In quarantine"),
)
