"""The people of the demo bank: who may sign in to see it through whose eyes."""

from typing import NamedTuple

PASSWORD = "deep-furrow-2026"  # noqa: S105 - printed on every start: a demo has nothing to hide


class Person(NamedTuple):
    """One sign-in of the demo."""

    name: str
    role: str
    about: str


PEOPLE = (
    Person("rm", "rm", "客户经理 relationship manager"),
    Person("wealth", "wealth", "理财经理 wealth manager"),
    Person("planner", "planner", "理财师 financial planner, invited to one customer"),
    Person("supervisor", "supervisor", "主管 supervisor of the branch"),
    Person("head", "branch_head", "支行行长 branch head"),
    Person("region", "region_head", "分行行长 region head"),
    Person("marketing", "marketing", "总行营销 head-office marketing, writes the library"),
    Person("compliance", "compliance", "合规 compliance"),
    Person("admin", "admin", "系统管理员 system administrator"),
    Person("security", "security_admin", "安全管理员 security administrator"),
    Person("auditor", "audit_admin", "审计管理员 audit administrator"),
)
"""In the order in which a newcomer meets them."""
