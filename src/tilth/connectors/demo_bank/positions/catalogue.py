"""The products of the demo bank: every category of the catalogue (PROD-08), with fictional names."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from tilth.connectors.demo_bank.columns import NEVER, NONE, Whole, dates, decimals, listed
from tilth.lake.arrow import arrow_schema
from tilth.policy.vocabulary import CATEGORIES
from tilth.ports.feed import BY_NAME


@dataclass(frozen=True, kw_only=True)
class Product:
    """One product; rates in millionths, amounts in CNY, sale days counted from the first feed."""

    category: str
    name: str
    risk: int
    """1 … 5; 0 = not graded."""
    role: str
    rate: int = 0
    term: int = 0
    least: int = 0
    currency: str = "CNY"
    sold: tuple[int, int] | None = None
    popular: float = 1.0
    """Weight among the products of its category."""
    companies: bool = False
    """Only for companies."""


def _deposits() -> list[Product]:
    terms = ((91, "三个月", 8500, 0.3), (182, "六个月", 10500, 0.5), (365, "一年", 12500, 1.6))
    longer = ((730, "二年", 14000, 1.0), (1095, "三年", 17500, 1.6), (1826, "五年", 18000, 0.6))
    foreign = (("美元", "USD", 31000), ("港币", "HKD", 22000), ("欧元", "EUR", 12000), ("英镑", "GBP", 24000))
    return [
        Product(category="demand_deposit", name="活期储蓄", risk=1, role="traffic", rate=500),
        Product(category="demand_deposit", name="单位活期", risk=1, role="traffic", rate=500, companies=True),
        *(
            Product(
                category="time_deposit",
                name=f"整存整取{words}",
                risk=1,
                role="traffic",
                rate=rate,
                term=days,
                least=1000,
                popular=popular,
            )
            for days, words, rate, popular in (*terms, *longer)
        ),
        Product(
            category="time_deposit",
            name="禾穗大额存单三年",
            risk=1,
            role="campaign",
            rate=19000,
            term=1095,
            least=200_000,
        ),
        *(
            Product(
                category="fx_deposit", name=f"{words}储蓄", risk=1, role="service", rate=rate, currency=code
            )
            for words, code, rate in (*foreign, ("日元", "JPY", 1000))
        ),
    ]


def _wealth() -> list[Product]:
    rows = (
        ("田畴日日盈", 1, 17000, 0, 1, None, 2.5),
        ("田畴月月穗", 2, 22000, 0, 1, None, 1.5),
        ("禾安稳健90天", 2, 24500, 90, 10_000, (-400, 400), 1.2),
        ("禾安稳健180天", 2, 26500, 180, 10_000, (-400, 400), 1.0),
        ("禾丰增利365天", 3, 30500, 365, 50_000, (-500, 300), 0.8),
        ("沃野平衡一年", 3, 34000, 365, 50_000, (-300, 60), 0.6),
        ("沃野进取两年", 4, 42000, 730, 100_000, (-700, 200), 0.3),
        ("丰年尊享180天", 2, 28500, 180, 300_000, (-300, 30), 0.4),
        ("旧田园一号", 2, 31000, 730, 50_000, (-900, -200), 0.2),
    )
    return [
        Product(
            category="wealth_product",
            name=name,
            risk=risk,
            role="campaign" if rate > 30000 else "profit",
            rate=rate,
            term=term,
            least=least,
            sold=sold,
            popular=popular,
        )
        for name, risk, rate, term, least, sold, popular in rows
    ]


THEMES = ("云岭芯片主题股票", "云岭新能源主题股票", "云岭医药主题股票")
"""Three funds that fall on known days."""
RISING = "潮汐消费精选股票"
"""A fund that rises on the last day."""
FIRST_FUND = "青禾稳步回报混合"
"""A fund that gains a little every day: someone's first."""


def _funds() -> list[Product]:
    rows = (
        ("青禾货币A", 1, 16000, 2.0),
        ("青禾纯债A", 2, 29000, 1.6),
        ("长汀信用债C", 2, 33000, 1.2),
        ("长汀固收增强", 3, 41000, 1.2),
        ("青禾均衡混合", 3, 60000, 1.4),
        (FIRST_FUND, 3, 55000, 0.4),
        ("雁回价值混合", 4, 75000, 1.2),
        ("雁回成长混合", 4, 80000, 1.0),
        ("潮汐宽基指数", 4, 70000, 1.5),
        ("潮汐红利指数", 4, 68000, 1.0),
        (RISING, 4, 85000, 0.05),
        ("雁回海外优选", 5, 90000, 0.5),
        *((name, 5, 95000, 0.04) for name in THEMES),
    )
    return [
        Product(category="fund", name=name, risk=risk, role="profit", rate=rate, least=10, popular=popular)
        for name, risk, rate, popular in rows
    ]


def _others() -> list[Product]:
    return [
        Product(
            category=category,
            name=name,
            risk=risk,
            role=role,
            rate=rate,
            term=term,
            least=least,
            companies=category in ("settlement", "payroll", "cash_management", "bill") or name == "经营快贷",
        )
        for category, name, risk, role, rate, term, least in (
            ("insurance", "长穗年金保险", 1, "profit", 20000, 3652, 10_000),
            ("insurance", "安居两全保险", 2, "profit", 22500, 3652, 20_000),
            ("insurance", "康禾重疾保险", 1, "service", 0, 7305, 3_000),
            ("insurance", "惠家医疗保险", 1, "traffic", 0, 365, 500),
            ("bond", "储蓄国债三年", 1, "campaign", 19300, 1095, 100),
            ("bond", "储蓄国债五年", 1, "campaign", 20000, 1826, 100),
            ("precious_metal", "积存金", 3, "campaign", 0, 0, 10),
            ("precious_metal", "积存银", 4, "service", 0, 0, 10),
            ("securities", "证券资金存管", 4, "service", 0, 0, 0),
            ("trust", "沃土家族信托", 3, "profit", 36000, 1826, 3_000_000),
            ("trust", "沃土固收信托", 4, "profit", 43000, 730, 1_000_000),
            ("loan", "易禾消费贷", 0, "profit", 39000, 1095, 10_000),
            ("loan", "经营快贷", 0, "profit", 36000, 365, 50_000),
            ("mortgage", "个人住房贷款", 0, "profit", 31000, 9131, 100_000),
            ("credit_card", "田畴信用卡", 0, "traffic", 182500, 0, 0),
            ("credit_card", "理财金卡", 0, "service", 182500, 0, 0),
            ("settlement", "单位结算账户", 0, "service", 0, 0, 0),
            ("payroll", "代发工资", 0, "traffic", 0, 0, 0),
            ("annuity", "职业年金账户", 2, "service", 25000, 0, 0),
            ("cash_management", "集团现金管理", 0, "service", 0, 0, 0),
            ("bill", "银行承兑汇票", 0, "profit", 13000, 182, 0),
        )
    ]


PRODUCTS: tuple[Product, ...] = (*_deposits(), *_wealth(), *_funds(), *_others())
DEMAND, COMPANY_DEMAND = 0, 1
CATEGORY = np.array([CATEGORIES.index(product.category) for product in PRODUCTS])
TERM = np.array([product.term for product in PRODUCTS], dtype=np.int32)
RATE = np.array([product.rate for product in PRODUCTS], dtype=np.int32)
CURRENCIES = tuple(dict.fromkeys(product.currency for product in PRODUCTS))
CURRENCY = np.array([CURRENCIES.index(product.currency) for product in PRODUCTS])
PRICED = np.isin(
    CATEGORY, [CATEGORIES.index(name) for name in ("wealth_product", "fund", "precious_metal", "securities")]
)
"""Products that have a net asset value: a holding of them is worth its units times that."""


@cache
def of(category: str, *, companies: bool = False) -> tuple[Whole, np.ndarray]:
    """Return the products of a category that persons (or companies) hold, and their weights."""
    within = np.isin(CATEGORY, CATEGORIES.index(category))
    only = np.array([product.companies for product in PRODUCTS])
    fits = within & (only == companies)
    if not fits.any():
        fits = within
    places = np.flatnonzero(fits)
    return places, np.array([PRODUCTS[place].popular for place in places])


def named(name: str) -> int:
    """Return the place of the product called `name`."""
    return [product.name for product in PRODUCTS].index(name)


def product_id(place: int) -> str:
    """Return a product's number."""
    return f"P{place + 1:04d}"


def product_ids() -> list[str]:
    """Return the numbers of all products."""
    return [product_id(place) for place in range(len(PRODUCTS))]


def products_table(first_feed: int) -> pa.Table:
    """Return the feed's products; `first_feed` is its day number."""
    sales = [product.sold for product in PRODUCTS]
    days = [
        np.array([first_feed + sold[end] if sold else NEVER for sold in sales], dtype=np.int32)
        for end in (0, 1)
    ]
    least = np.array([product.least for product in PRODUCTS], dtype=np.int64)
    risks = np.array([product.risk for product in PRODUCTS])
    columns = [
        pa.array(product_ids()),
        pa.array([product.name for product in PRODUCTS]),
        pa.array([product.category for product in PRODUCTS]),
        listed(np.where(risks == 0, NONE, risks - 1), ("R1", "R2", "R3", "R4", "R5")),
        pa.array([product.role for product in PRODUCTS]),
        pa.array([product.currency for product in PRODUCTS]),
        decimals(RATE.astype(np.int64) * 100, pa.decimal128(12, 8), empty=RATE == 0),
        pa.array(TERM.astype(np.int64), mask=TERM == 0),
        decimals(least * 100, pa.decimal128(18, 2), empty=least == 0),
        dates(days[0]),
        dates(days[1]),
    ]
    return pa.table(columns, names=arrow_schema(BY_NAME["products"]).names)
