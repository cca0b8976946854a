"""Cards, benefits, evidence, bundles and cases of the demo bank's library; all invented."""

from collections.abc import Mapping
from typing import Any, NamedTuple

RETAIL, WEALTH = "总行零售业务部", "总行财富管理部"
CATEGORIES = "categories"
"""Of a bundle, in place of products: one on sale of each."""


class Told(NamedTuple):
    """One entry that is approved: its kind, code, and what it is called and says in both languages."""

    kind: str
    manner: str
    about: str
    name: tuple[str, str]
    text: tuple[str, str]
    detail: Mapping[str, Any] = {}
    owner: str = RETAIL


def _pairs(**texts: tuple[str, str]) -> dict[str, str]:
    return {
        f"{name}_{tongue}": one
        for name, both in texts.items()
        for tongue, one in zip(("zh", "en"), both, strict=True)
    }


CARDS = (
    Told(
        "card",
        "one_sentence",
        "time_deposit",
        ("定期存款一句话", "A time deposit in a sentence"),
        (
            "有日子要用的钱，按日子存；提前取，按活期计。",
            "Money with a day is kept until that day; taken out earlier, it earns as on demand.",
        ),
    ),
    Told(
        "card",
        "one_sentence",
        "wealth_product",
        ("固收理财一句话", "A fixed-income product in a sentence"),
        (
            "这不是存款，净值会有涨有跌；先看您哪天要用钱。",
            "It is no deposit and its value moves; let us see first when you need the money.",
        ),
    ),
    Told(
        "card",
        "group_scene",
        "any",
        ("换房家庭", "A family that changes its home"),
        (
            "卖房款到账和交尾款之间有几十天，先把日子排出来，再看放哪里。",
            "Between the sale and the last payment lie some weeks: first the days, then where it rests.",
        ),
    ),
    Told(
        "card",
        "combination",
        "any",
        ("活期、定期、保障怎么搭", "At hand, for later, in case"),
        (
            "三个月的开销放手边，学费按日子存；家里谁挣钱，谁先有保障。",
            "Three months at hand, school fees by their day, and cover for who earns.",
        ),
    ),
    Told(
        "card",
        "double_line",
        "any",
        ("厂区代发双线跟进", "Two lines for a payroll"),
        (
            "对公跟财务谈发放日，零售在发放日去食堂讲怎么查、怎么存。",
            "The corporate side settles the payday, retail shows the staff how to see and keep it.",
        ),
    ),
    Told(
        "card",
        "by_class",
        "any",
        ("保守型客户怎么谈", "With somebody cautious"),
        (
            "先讲哪天能取、可能亏多少，再讲别的；听完问一句：哪点还不清楚？",
            "First when it can be taken out and what it may lose; then ask what is unclear.",
        ),
    ),
    Told(
        "card",
        "diverse",
        "fund",
        ("用一张净值图讲波动", "Movement, by one chart"),
        (
            "拿过去二十四个月的净值图，指给客户看跌得最深的那个月。",
            "Show the chart of two years and point at the month that fell most.",
        ),
    ),
)
BENEFITS = (
    Told(
        "benefit",
        "",
        "loan",
        ("随借随还", "Drawn and repaid at any day"),
        ("用一天算一天的利息，不用就不算。", "Interest for the days of use only."),
        _pairs(
            whom=("企业财务部", "The finance department"),
            pain=("融资成本高", "Money is dear"),
            gain=("利息按天算，可以少付", "Interest by the day, so there is less of it"),
        ),
    ),
    Told(
        "benefit",
        "",
        "loan",
        ("供应链付款", "Paying suppliers through the bank"),
        ("按期付款，供应商愿意给折扣。", "Paid on the day, suppliers give a discount."),
        _pairs(
            whom=("采购部", "The purchasing department"),
            pain=("采购成本高", "Buying is dear"),
            gain=("用准时付款换折扣", "A discount for being on time"),
        ),
    ),
    Told(
        "benefit",
        "",
        "any",
        ("经销商对账", "Accounts with distributors"),
        ("每天自动对账，差一笔当天就知道。", "Compared every day: a missing payment is known at once."),
        _pairs(
            whom=("销售部", "The sales department"),
            pain=("经销商不稳定", "Distributors come and go"),
            gain=("账清楚，合作稳", "Clear accounts, steady partners"),
        ),
    ),
    Told(
        "benefit",
        "",
        "time_deposit",
        ("到期自动转存", "Renewed by itself"),
        ("到期那天不用跑一趟。", "Nobody has to come on the day."),
        _pairs(
            whom=("常出差的客户", "Who travels often"),
            pain=("怕忘了到期日", "The day may be forgotten"),
            gain=("不断档", "No gap"),
        ),
    ),
)
EVIDENCE = (
    Told(
        "evidence",
        "demonstration",
        "any",
        ("手机银行查账演示", "The app, shown"),
        ("当面点开，三步看到每一笔。", "Opened together: three steps to each booking."),
        {"source": "本行演示账户", "as_of": "2025-12-31"},
    ),
    Told(
        "evidence",
        "similar_case",
        "any",
        ("同类家庭的安排", "A similar family"),
        ("三口之家先排用钱日子，再分三份放。", "A family of three set the days first, then three parts."),
        {"source": "零售业务部案例汇编", "as_of": "2025-12-31"},
    ),
    Told(
        "evidence",
        "public_report",
        "fund",
        ("基金季度报告", "The fund's quarterly report"),
        ("持仓和费用都写在里面，您可以自己核对。", "Holdings and fees stand in it, to be checked."),
        {"source": "基金管理人季报", "as_of": "2025-12-31"},
    ),
    Told(
        "evidence",
        "statistics",
        "loan",
        ("按揭审批用时", "Days until a mortgage is approved"),
        ("近九十笔的中位数是十五个工作日。", "The median of the last ninety is fifteen working days."),
        {"source": "个人信贷部台账", "as_of": "2025-12-31"},
    ),
    Told(
        "evidence",
        "recommendation",
        "any",
        ("园区物业推荐信", "A letter of the park's management"),
        ("物业写明代发从上线到现在没有晚过。", "It says that wages never came late since the start."),
        {"source": "园区物业公司来函", "as_of": "2025-11-20"},
    ),
    Told(
        "evidence",
        "expert",
        "insurance",
        ("理赔专员说明", "A word of the claims office"),
        ("报案要带哪几样材料，一条一条列出来。", "Which papers a claim needs, one by one."),
        {"source": "合作保险公司理赔部", "as_of": "2025-10-15"},
    ),
    Told(
        "evidence",
        "thanks",
        "any",
        ("社区感谢信", "A letter of thanks"),
        ("感谢网点帮老人拦下一笔可疑转账。", "For stopping a doubtful transfer of an old resident."),
        {"source": "社区居委会来信", "as_of": "2025-09-10"},
    ),
    Told(
        "evidence",
        "visual",
        "fund",
        ("二十四个月净值图", "Two years of values, drawn"),
        ("图上标出跌得最深的月份。", "The deepest month is marked."),
        {"source": "基金管理人网站", "as_of": "2025-12-31"},
        WEALTH,
    ),
)
BUNDLES = (
    Told(
        "bundle",
        "",
        "any",
        ("安心养老套餐", "For later years"),
        ("手边的钱、按日子的钱分开放。", "What is at hand and what has its day, kept apart."),
        {
            CATEGORIES: ("demand_deposit", "time_deposit"),
            "segments": ["secure_later_life"],
            **_pairs(price=("开户免费，按各自牌价", "No fee; each at its posted rate")),
        },
        WEALTH,
    ),
    Told(
        "bundle",
        "",
        "any",
        ("起步家庭套餐", "For those who begin"),
        ("工资到账、每月留一份。", "Wages come in, a part stays each month."),
        {
            CATEGORIES: ("demand_deposit", "time_deposit"),
            "segments": ["small_starter"],
            **_pairs(price=("免年费", "No yearly fee")),
        },
    ),
    Told(
        "bundle",
        "",
        "any",
        ("平衡积累套餐", "For a steady build-up"),
        ("三份钱各有用处，到期再一起看。", "Three parts, each with its use, looked at again when due."),
        {
            CATEGORIES: ("time_deposit", "wealth_product"),
            "segments": ["balanced_builder"],
            **_pairs(price=("费用以产品说明书为准", "Fees as in the product's papers")),
        },
        WEALTH,
    ),
)
CASES = (
    Told(
        "case",
        "best",
        "any",
        ("先问日子再谈放哪里", "First the day, then the place"),
        (
            "客户说要换房，经理没有介绍产品，先把交款日排出来。",
            "Asked about a new home, the manager set the days before any product.",
        ),
        _pairs(
            learned=("把日子写在纸上，客户自己看出了先后", "On paper, the customer saw the order himself")
        ),
    ),
    Told(
        "case",
        "plain",
        "any",
        ("讲得太快", "Too fast"),
        ("一次讲了四样，客户一样也没记住。", "Four things at once, and none was remembered."),
        _pairs(learned=("一次只谈一件", "One thing at a time")),
    ),
    Told(
        "case",
        "best",
        "any",
        ("承认办不到", "Saying that it cannot be done"),
        (
            "客户要五天放款，经理说明通常十五个工作日，客户留下了。",
            "Five days were wished, fifteen working days were told, and the customer stayed.",
        ),
        _pairs(learned=("说实话比答应了办不到强", "The truth is better than a promise not kept")),
    ),
    Told(
        "case",
        "plain",
        "any",
        ("没问家里谁做主", "Who decides was not asked"),
        ("方案谈妥，回家被爱人否了。", "Agreed at the desk, refused at home."),
        _pairs(learned=("请两个人一起来", "Ask both to come")),
    ),
)
TOLD = (*CARDS, *BENEFITS, *EVIDENCE, *BUNDLES, *CASES)
