"""Feed tables of the bank itself: branches and staff (contract §1)."""

from tilth.ports.schema import Column, Kind, Reference, Table

BRANCHES = Table(
    name="branches",
    about="One row per organisational unit; the tree goes up through parent_id.",
    key=("branch_id",),
    columns=(
        Column(name="branch_id", kind=Kind.KEY, required=True, about="The unit's number."),
        Column(name="name", kind=Kind.TEXT, required=True, about="The unit's name."),
        Column(name="parent_id", kind=Kind.KEY, decides=True, about="The unit above; empty for head office."),
        Column(
            name="level",
            kind=Kind.TEXT,
            values=("head_office", "branch", "sub_branch"),
            about="Its place in the tree.",
        ),
        Column(name="city", kind=Kind.TEXT, about="City."),
    ),
    references=(Reference(column="parent_id", table="branches"),),
)

ROLES = (
    "rm",
    "wealth",
    "planner",
    "lobby",
    "teller",
    "branch_head",
    "supervisor",
    "marketing",
    "compliance",
    "admin",
)

STAFF = Table(
    name="staff",
    about="One row per member of staff.",
    key=("staff_id",),
    columns=(
        Column(name="staff_id", kind=Kind.KEY, required=True, about="The person's staff number."),
        Column(name="name", kind=Kind.TEXT, required=True, about="Name.", personal=True),
        Column(
            name="role",
            kind=Kind.TEXT,
            required=True,
            values=ROLES,
            about="Role; `rm` and `wealth` own customers and get a call list.",
        ),
        Column(name="branch_id", kind=Kind.KEY, required=True, about="Where the person works."),
        Column(name="mobile", kind=Kind.TEXT, about="Mobile phone; lies sealed.", personal=True, sealed=True),
        Column(name="email", kind=Kind.TEXT, about="E-mail; lies sealed.", personal=True, sealed=True),
        Column(name="active", kind=Kind.BOOLEAN, required=True, about="Still employed and at work."),
    ),
    references=(Reference(column="branch_id", table="branches"),),
)
