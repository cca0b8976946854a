"""The roles of the bank, and how far each sees (ROLE-01…12).

External partners at events (ROLE-11) are no role: they have no login, they are names in an event's record.
"""

from dataclasses import dataclass

SCOPES = {
    "own": "Customers whose manager is the person, or somebody the person covers for while absent.",
    "invited": "Single customers in which the person takes part, while the participation runs.",
    "team": "Customers of the managers in the person's own branch.",
    "branch": "Customers of the person's branch and of all branches below it.",
    "bank": "Every customer, to look and never to act.",
    "none": "No customer.",
}
"""How far a role sees; `tilth_enter` in the database turns the word into rows."""

ADMINISTRATORS = ("admin", "security_admin", "audit_admin")
"""System, security and audit: one member of staff holds at most one of them, ever (C-31)."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """One role: its code, its names, what it is for, the requirement it comes from, how far it sees."""

    code: str
    label_zh: str
    label_en: str
    about: str
    source: str
    scope: str
    """A word of `SCOPES`."""
    sees_restricted: bool = False
    """Sees customers whose data may only be kept (C-07)."""
    reads_audit: bool = False
    manages_accounts: bool = False


ROLES = (
    Role(
        code="rm",
        label_zh="客户经理",
        label_en="Relationship manager",
        about="Owns customers, plans contacts and records every dealing with them.",
        source="ROLE-01",
        scope="own",
    ),
    Role(
        code="wealth",
        label_zh="理财经理",
        label_en="Wealth manager",
        about="Owns customers and looks after their investments.",
        source="ROLE-02",
        scope="own",
    ),
    Role(
        code="planner",
        label_zh="理财师",
        label_en="Financial planner",
        about="Is invited to single customers, reads what a plan needs, and leaves when the plan is made.",
        source="ROLE-03, ROLE-09",
        scope="invited",
    ),
    Role(
        code="lobby",
        label_zh="大堂经理",
        label_en="Lobby manager",
        about="Receives people in the hall; sees no customer's file.",
        source="ROLE-04",
        scope="none",
    ),
    Role(
        code="teller",
        label_zh="柜员",
        label_en="Teller",
        about="Serves at the counter; sees no customer's file.",
        source="ROLE-05",
        scope="none",
    ),
    Role(
        code="supervisor",
        label_zh="主管",
        label_en="Supervisor",
        about="Leads the managers of one branch: reads their customers, arranges covers and hand-overs.",
        source="ROLE-07, ROLE-08",
        scope="team",
    ),
    Role(
        code="branch_head",
        label_zh="网点负责人",
        label_en="Branch head",
        about="Leads a branch and those below it; as a supervisor, and reads the branch's totals.",
        source="ROLE-06, ROLE-08",
        scope="branch",
    ),
    Role(
        code="region_head",
        label_zh="分行负责人",
        label_en="Region head",
        about="Leads a region of branches; moves customers between them, upgrades included.",
        source="ROLE-08, ROLE-10, ROLE-12",
        scope="branch",
    ),
    Role(
        code="marketing",
        label_zh="总行营销",
        label_en="Head-office marketing",
        about="Reads the rules by which customers are chosen, and never a customer.",
        source="ROLE-10",
        scope="none",
    ),
    Role(
        code="compliance",
        label_zh="合规",
        label_en="Compliance",
        about="Looks at everything, restricts processing, lifts stops, reads the audit; contacts nobody.",
        source="GOV-01, GOV-02",
        scope="bank",
        sees_restricted=True,
        reads_audit=True,
    ),
    Role(
        code="admin",
        label_zh="系统管理员",
        label_en="System administrator",
        about="Watches the nights and renews the keys; sees no customer, no account, no audit.",
        source="C-31",
        scope="none",
    ),
    Role(
        code="security_admin",
        label_zh="安全管理员",
        label_en="Security administrator",
        about="Opens and closes accounts and ends sessions; sees no customer, no audit.",
        source="C-31",
        scope="none",
        manages_accounts=True,
    ),
    Role(
        code="audit_admin",
        label_zh="审计管理员",
        label_en="Audit administrator",
        about="Reads and verifies the audit; changes nothing and sees no customer.",
        source="C-31, C-32",
        scope="none",
        reads_audit=True,
    ),
)
CODES = tuple(role.code for role in ROLES)
BY_CODE = {role.code: role for role in ROLES}
MANAGERS = tuple(role.code for role in ROLES if role.scope == "own")
"""Who keeps a book of customers."""
LEADERS = tuple(role.code for role in ROLES if role.scope in ("team", "branch"))
"""Who leads managers."""
