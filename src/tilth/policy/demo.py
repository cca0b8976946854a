"""The people of the demo bank: who may sign in to see it through whose eyes."""

from typing import NamedTuple

from tilth.policy import roles

PASSWORD = "deep-furrow-2026"  # noqa: S105 - printed on every start: a demo has nothing to hide


class Person(NamedTuple):
    """One sign-in of the demo."""

    name: str
    role: str
    more: str = ""

    @property
    def about(self) -> str:
        """The role under its one name, and what else is worth knowing."""
        role = roles.BY_CODE[self.role]
        return f"{role.label_zh} {role.label_en}{self.more}"


PEOPLE = (
    Person("rm", "rm"),
    Person("wealth", "wealth"),
    Person("planner", "planner", ", invited to one customer"),
    Person("lobby", "lobby"),
    Person("teller", "teller"),
    Person("supervisor", "supervisor"),
    Person("head", "branch_head"),
    Person("region", "region_head"),
    Person("marketing", "marketing", ", writes the library"),
    Person("compliance", "compliance"),
    Person("admin", "admin"),
    Person("security", "security_admin"),
    Person("auditor", "audit_admin"),
)
"""In the order in which a newcomer meets them."""
