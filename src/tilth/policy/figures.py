"""The figures that pages show: what each counts, of whom, and where the rows behind it are.

A page takes a figure's words and its link from here, an export its name; so no two pages count differently.
A figure is a link to its rows, or says what it was made of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Unit(StrEnum):
    """In what a figure is counted."""

    CUSTOMERS = "customers"
    NAMES = "names"
    """Names of a list."""
    KINDS = "kinds"
    """Different products."""
    ITEMS = "items"
    CONTACTS = "contacts"
    AMOUNT = "amount"
    SHARE = "share"


class Of(StrEnum):
    """Whose customers a figure may be about."""

    OWN = "own"
    COVERED = "covered"
    MANAGER = "manager"
    """One manager's in a branch, or what of a branch no manager of it keeps."""
    BRANCH = "branch"
    """A branch with all below it: a region, the bank."""


_EVERYBODY = (Of.OWN, Of.COVERED, Of.MANAGER, Of.BRANCH)
_LISTS = (Of.OWN, Of.MANAGER, Of.BRANCH)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure: its words, its unit, what counts, and the list of the rows behind it."""

    code: str
    label_zh: str
    label_en: str
    about_zh: str
    about_en: str
    unit: Unit = Unit.CUSTOMERS
    of: tuple[Of, ...] = _EVERYBODY
    closed: bool = False
    """Whether closed customers count."""
    of_list: bool = False
    """Whether only names of tonight's list count; else the whole book."""
    attempts: bool = False
    """Whether attempts count beside contacts (KPI-03)."""
    page: str = "customers"
    """The page that lists the rows; empty where the figure says what it was made of."""
    query: Mapping[str, str] = field(default_factory=dict)
    """What the page is asked for; a value in braces is the figure's own, as {tier}."""


FIGURES = (
    Figure(
        code="customers",
        label_zh="客户",
        label_en="Customers",
        about_zh="未销户的客户",
        about_en="Customers not closed",
    ),
    Figure(
        code="assets",
        label_zh="资产",
        label_en="Assets",
        about_zh="未销户客户的资产之和",
        about_en="Sum of the assets of customers not closed",
        unit=Unit.AMOUNT,
    ),
    Figure(
        code="tier",
        label_zh="各等级客户",
        label_en="Customers of a tier",
        about_zh="当晚属于该等级的客户",
        about_en="Customers in the tier tonight",
        query={"tier": "{tier}"},
    ),
    Figure(
        code="familiar",
        label_zh="熟客",
        label_en="Familiar",
        about_zh="按规则手册算作熟客的客户",
        about_en="Customers whom the playbook calls familiar",
        query={"side": "familiar"},
    ),
    Figure(
        code="overdue",
        label_zh="联络逾期",
        label_en="Contact overdue",
        about_zh="下次应联络日已过的客户，含从未联络过的",
        about_en="Customers whose next contact was due before the night, those never contacted among them",
        query={"overdue": "1", "sort": "overdue"},
    ),
    Figure(
        code="never",
        label_zh="从未联络",
        label_en="Never contacted",
        about_zh="联络逾期的客户中，还没有人与之有过双向联络的",
        about_en="Of the customers overdue those with whom nobody has had a two-way contact yet",
        query={"overdue": "1", "never": "1"},
    ),
    Figure(
        code="under_served",
        label_zh="未充分服务",
        label_en="No recent investment",
        about_zh="规则手册所定的月数内没有买过投资产品（含定期、保险）的客户",
        about_en="Customers who bought no investment, time deposit or insurance in the playbook's months",
        query={"under": "1"},
    ),
    Figure(
        code="penetration",
        label_zh="产品渗透",
        label_en="Product penetration",
        about_zh="持有该类产品的客户 ÷ 全部客户",
        about_en="Customers who hold the category ÷ all customers",
        query={"category": "{category}"},
    ),
    Figure(
        code="products_per_customer",
        label_zh="人均产品",
        label_en="Products per customer",
        about_zh="每位客户持有的产品种数的平均",
        about_en="Mean number of different products held",
        unit=Unit.KINDS,
    ),
    Figure(
        code="due",
        label_zh="到期的客户",
        label_en="Customers with money falling due",
        about_zh="从今天起 10 天内有存款、产品或贷款到期的客户，不论是否在名单上、是否已联络",
        about_en="Customers with a deposit, product or loan that falls due within 10 days from today,"
        " listed or not, called or not",
        of=(Of.OWN, Of.COVERED, Of.BRANCH),
        query={"due": "10", "sort": "due"},
    ),
    Figure(
        code="new",
        label_zh="新客",
        label_en="New customers",
        about_zh="处于“新客”阶段的客户",
        about_en="Customers in the lifecycle state new",
        query={"lifecycle": "new", "sort": "opened"},
    ),
    Figure(
        code="unassigned",
        label_zh="未分管",
        label_en="Without a manager",
        about_zh="行内数据没有写明客户经理的客户",
        about_en="Customers for whom the bank's data name no manager",
        of=(Of.BRANCH,),
        query={"owner": "unassigned"},
    ),
    Figure(
        code="elsewhere",
        label_zh="由其他机构管户",
        label_en="Kept by another branch",
        about_zh="客户属于本机构，客户经理在其他机构",
        about_en="Customers of this branch whose manager works at another",
        of=(Of.BRANCH,),
        query={"owner": "elsewhere"},
    ),
    Figure(
        code="left",
        label_zh="客户经理已离岗",
        label_en="Manager has left",
        about_zh="行内数据所写的客户经理已不在岗",
        about_en="Customers whose manager in the bank's data is no manager at work",
        of=(Of.BRANCH,),
        query={"owner": "left"},
    ),
    Figure(
        code="listed",
        label_zh="今日名单",
        label_en="Today's list",
        about_zh="当晚名单上的人",
        about_en="Names of tonight's list",
        unit=Unit.NAMES,
        of=_LISTS,
        of_list=True,
        query={"listed": "all"},
    ),
    Figure(
        code="waiting",
        label_zh="还没有结果",
        label_en="Without result",
        about_zh="当晚名单上，客户经理还没有记录结果的人",
        about_en="Names of tonight's list for whom the manager has recorded nothing yet",
        unit=Unit.NAMES,
        of=_LISTS,
        of_list=True,
        query={"listed": "open"},
    ),
    Figure(
        code="dialled",
        label_zh="已拨",
        label_en="Dialled",
        about_zh="名单上已记录结果的人，未接通的尝试也算",
        about_en="Names of a list with a recorded result; attempts count",
        unit=Unit.NAMES,
        of=_LISTS,
        of_list=True,
        attempts=True,
        query={"listed": "done"},
    ),
    Figure(
        code="answered",
        label_zh="接通率",
        label_en="Answered",
        about_zh="有人接听的 ÷ 已拨的（含未接通的尝试）",
        about_en="Answered ÷ dialled, attempts among them",
        unit=Unit.SHARE,
        of=_LISTS,
        attempts=True,
        page="",
    ),
    Figure(
        code="effective",
        label_zh="有效接通",
        label_en="Effective",
        about_zh="双向联络：谈成了话的；未接、忙线、号码有误、谢绝都不算",
        about_en="Two-way contacts: a talk took place; no answer, busy, wrong number, declined do not count",
        unit=Unit.CONTACTS,
        of=_LISTS,
        page="",
    ),
    Figure(
        code="week_listed",
        label_zh="本周名单",
        label_en="Listed this week",
        about_zh="本周名单上的人，管户已移交的不计",
        about_en="Names of the week's list whose customers are still the manager's",
        unit=Unit.NAMES,
        of=_LISTS,
        query={"week": "all"},
    ),
    Figure(
        code="week_dialled",
        label_zh="本周已拨",
        label_en="Dialled this week",
        about_zh="本周名单上，自列名当晚之后有过联络或尝试的人",
        about_en="Names of the week's list with a contact or an attempt after the night that made it",
        unit=Unit.NAMES,
        of=_LISTS,
        attempts=True,
        query={"week": "dialled"},
    ),
    Figure(
        code="week_connected",
        label_zh="本周已接通",
        label_en="Reached this week",
        about_zh="本周名单上，自列名当晚之后有过双向联络的人",
        about_en="Names of the week's list with a two-way contact after the night that made it",
        unit=Unit.NAMES,
        of=_LISTS,
        query={"week": "connected"},
    ),
    Figure(
        code="week_open",
        label_zh="本周待联系",
        label_en="Still to be reached",
        about_zh="本周名单上还没有双向联络的人",
        about_en="Names of the week's list without a two-way contact yet",
        unit=Unit.NAMES,
        of=_LISTS,
        query={"week": "open"},
    ),
    Figure(
        code="moved",
        label_zh="等级迁移",
        label_en="Tier flow",
        about_zh="两晚之间等级变动的客户",
        about_en="Customers whose tier changed between two nights",
        of=(Of.OWN, Of.BRANCH),
        query={"moved": "{moved}", "state": "all"},
    ),
)
BY_CODE: Mapping[str, Figure] = {figure.code: figure for figure in FIGURES}
