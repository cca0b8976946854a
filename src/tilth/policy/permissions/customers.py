"""Which things tell about a customer: every subject does, and what the night says of one."""

from tilth.policy.subjects import DECLARED
from tilth.policy.things import Thing

ABOUT_CUSTOMERS = frozenset(
    {
        Thing.CUSTOMER,
        Thing.HOLDING,
        Thing.TRANSACTION,
        Thing.EVENT,
        Thing.LIST_ENTRY,
        Thing.BOOK,
        Thing.BRANCH_TOTAL,
        Thing.RESTRICTION,
        Thing.OWNERSHIP_CHANGE,
        Thing.PERSONAL_DATA,
        *(one.thing for one in DECLARED),
    }
)
"""The scope of the role narrows them, scope `none` has none."""
