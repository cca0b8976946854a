"""Who the customers are: profiles with neutral names, their ages, work, wealth and habits of investing.

The behaviour follows the segments of the requirements: the retired keep at least four fifths in time deposits
(SEG-06, SEG-19), professionals about half, with some foreign currency (SEG-07), self-directed investors nine
tenths outside deposits (SEG-08), small investors all of little in funds (SEG-09), owners securities (SEG-15).
"""

from dataclasses import dataclass

Mix = dict[str, tuple[float, float]]
"""Per asset category: the chance that it is held, and its usual weight among what is held."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One kind of customer."""

    name: str
    share: float
    """Of all persons."""
    ages: tuple[int, int]
    occupations: tuple[str, ...]
    wealth: float
    """How far up the pyramid, in standard deviations."""
    invests: float
    """The chance of holding anything but deposits, in the personal tier."""
    mix: Mix
    risk: tuple[float, float, float, float, float]
    """Weights of C1 … C5."""
    income: int
    """Median yearly income in CNY."""
    lunar: float
    """The chance that the birthday is kept by the lunar calendar."""
    counter: float
    """The share of transactions that are made at the counter."""
    employed: bool = False
    lively: float = 1.0
    """How often something is booked, compared with the others."""


PROFILES = (
    Profile(
        name="salaried",
        share=0.46,
        ages=(23, 50),
        occupations=("企业职员", "技术人员", "销售人员", "行政人员", "工程师"),
        wealth=-0.1,
        invests=0.50,
        mix={
            "demand_deposit": (1, 0.25),
            "time_deposit": (0.45, 0.35),
            "fx_deposit": (0.03, 0.10),
            "wealth_product": (0.55, 0.30),
            "fund": (0.65, 0.35),
            "insurance": (0.25, 0.15),
            "precious_metal": (0.08, 0.08),
            "securities": (0.08, 0.15),
        },
        risk=(0.1, 0.3, 0.35, 0.2, 0.05),
        income=110_000,
        lunar=0.04,
        counter=0.05,
        employed=True,
        lively=1.2,
    ),
    Profile(
        name="retired",
        share=0.18,
        ages=(56, 86),
        occupations=("退休人员",),
        wealth=0.25,
        invests=0.22,
        mix={
            "demand_deposit": (1, 0.035),
            "time_deposit": (0.98, 0.93),
            "wealth_product": (0.7, 0.06),
            "insurance": (0.35, 0.05),
            "bond": (0.25, 0.05),
        },
        risk=(0.55, 0.35, 0.1, 0.0, 0.0),
        income=42_000,
        lunar=0.45,
        counter=0.55,
        lively=0.55,
    ),
    Profile(
        name="professional",
        share=0.11,
        ages=(28, 58),
        occupations=("教师", "医生", "公务员", "律师", "会计师"),
        wealth=0.55,
        invests=0.55,
        mix={
            "demand_deposit": (1, 0.12),
            "time_deposit": (0.95, 0.46),
            "fx_deposit": (0.45, 0.14),
            "wealth_product": (0.75, 0.24),
            "fund": (0.4, 0.12),
            "insurance": (0.45, 0.12),
            "bond": (0.15, 0.08),
        },
        risk=(0.15, 0.4, 0.35, 0.1, 0.0),
        income=190_000,
        lunar=0.08,
        counter=0.12,
        employed=True,
    ),
    Profile(
        name="self_directed",
        share=0.05,
        ages=(32, 60),
        occupations=("企业负责人", "企业高管", "个体经营者", "部门经理"),
        wealth=1.5,
        invests=0.96,
        mix={
            "demand_deposit": (1, 0.06),
            "time_deposit": (0.25, 0.06),
            "fx_deposit": (0.2, 0.06),
            "wealth_product": (0.85, 0.30),
            "fund": (0.9, 0.32),
            "insurance": (0.5, 0.12),
            "bond": (0.2, 0.08),
            "precious_metal": (0.3, 0.08),
            "securities": (0.5, 0.18),
            "trust": (0.5, 0.30),
        },
        risk=(0.0, 0.1, 0.3, 0.4, 0.2),
        income=480_000,
        lunar=0.08,
        counter=0.10,
        lively=1.4,
    ),
    Profile(
        name="small_investor",
        share=0.09,
        ages=(22, 35),
        occupations=("软件工程师", "设计师", "企业职员", "自由职业者"),
        wealth=-0.6,
        invests=1.0,
        mix={
            "demand_deposit": (1, 0.05),
            "wealth_product": (0.3, 0.20),
            "fund": (1.0, 0.78),
            "precious_metal": (0.12, 0.10),
        },
        risk=(0.0, 0.05, 0.25, 0.4, 0.3),
        income=150_000,
        lunar=0.02,
        counter=0.01,
        employed=True,
        lively=1.3,
    ),
    Profile(
        name="near_retirement",
        share=0.06,
        ages=(43, 59),
        occupations=("企业职员", "部门经理", "技术人员", "事业单位职员"),
        wealth=0.4,
        invests=0.55,
        mix={
            "demand_deposit": (1, 0.14),
            "time_deposit": (0.8, 0.46),
            "fx_deposit": (0.06, 0.08),
            "wealth_product": (0.6, 0.24),
            "fund": (0.35, 0.12),
            "insurance": (0.5, 0.16),
            "bond": (0.3, 0.12),
        },
        risk=(0.2, 0.45, 0.3, 0.05, 0.0),
        income=130_000,
        lunar=0.20,
        counter=0.20,
        employed=True,
    ),
    Profile(
        name="rental_income",
        share=0.02,
        ages=(38, 75),
        occupations=("房屋出租", "家庭经营"),
        wealth=1.1,
        invests=0.5,
        mix={
            "demand_deposit": (1, 0.25),
            "time_deposit": (0.8, 0.50),
            "wealth_product": (0.6, 0.25),
            "insurance": (0.4, 0.15),
            "precious_metal": (0.25, 0.10),
        },
        risk=(0.3, 0.4, 0.25, 0.05, 0.0),
        income=260_000,
        lunar=0.25,
        counter=0.30,
    ),
    Profile(
        name="minor",
        share=0.03,
        ages=(3, 17),
        occupations=("学生",),
        wealth=-1.2,
        invests=0.0,
        mix={"demand_deposit": (1, 0.5), "time_deposit": (0.3, 0.5)},
        risk=(1.0, 0.0, 0.0, 0.0, 0.0),
        income=0,
        lunar=0.03,
        counter=0.5,
        lively=0.3,
    ),
)
COMPANY = Profile(
    name="company",
    share=0.0,
    ages=(1, 25),
    occupations=(),
    wealth=1.0,
    invests=0.25,
    mix={
        "demand_deposit": (1, 0.55),
        "time_deposit": (0.35, 0.30),
        "fx_deposit": (0.15, 0.15),
        "wealth_product": (0.9, 0.30),
    },
    risk=(0.1, 0.4, 0.4, 0.1, 0.0),
    income=0,
    lunar=0.0,
    counter=0.15,
    lively=1.6,
)
ALL = (*PROFILES, COMPANY)
BY_NAME = {profile.name: code for code, profile in enumerate(ALL)}
"""The code of each profile, as kept in arrays."""
