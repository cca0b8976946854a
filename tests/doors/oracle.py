"""What the matrix must say, worked out from the table of grants and the town's own map; nothing of access."""

from doors import bank
from doors.calls import Call, Verdict
from integration.doors import town
from tilth.policy import roles
from tilth.policy.permissions import Action, Thing, may

RELATIONS = {
    "own": "B1-rm1-c1",
    "team": "B1-rm2-c1",
    "branch": bank.UNOWNED,
    "other branch": "B2-rm1-c1",
    "other region": "B3-rm1-c1",
    "invited": bank.INVITED,
    "restricted": bank.RESTRICTED,
}
"""How a customer stands to the people of branch B1, and an example of each."""
PRINCIPALS = (*town.ROLES, bank.ANONYMOUS, bank.GONE)


def sees(role: str, customer: str) -> bool:
    """Whether a role of the town has a customer in sight."""
    staff_id, branch = town.ROLES[role]
    owner, home = bank.OWNERS[customer], customer[:2]
    if customer == bank.RESTRICTED:
        return role == "compliance"
    return {
        "own": owner == staff_id,
        "invited": (role, customer) == ("planner", bank.INVITED),
        "team": owner is not None and home == branch,
        "branch": branch in town.PATHS[home],
        "bank": True,
        "none": False,
    }[roles.BY_CODE[role].scope]


def expected(who: str, thing: Thing, action: Action, call: Call, customer: str) -> Verdict:
    """Return the verdict that a request must meet."""
    if who in (bank.ANONYMOUS, bank.GONE):
        return "out"
    granted = may(who, thing, action)
    softly = call.elsewhere or call.unlisted or call.part
    if not (granted or softly) or not all(may(who, *need) for need in call.needs):
        return "refused"
    if call.about == "one" and not (
        sees(who, customer) and (not call.own_only or bank.writer(customer) == who)
    ):
        return "missing"
    if call.unlisted and not granted:
        return "422"
    if call.about == "nobody" and call.own_only and town.ROLES[who][0] not in town.MANAGERS:
        return "missing"
    blind = not call.named and roles.BY_CODE[who].scope == "bank"
    nobodys = call.managed and bank.OWNERS[customer] is None
    return "422" if nobodys or call.taken or (blind and call.url.startswith("api:")) else "done"


def shown(who: str, cell: tuple[Thing, Action], call: Call, customer: str) -> bool:
    """Whether an answer about many must hold this customer."""
    if not may(who, *cell):
        return False
    if call.own_only:
        return bank.OWNERS[customer] == town.ROLES[who][0] and sees(who, customer)
    return sees(who, customer) and (call.named or roles.BY_CODE[who].scope != "bank")


def relation(who: str, customer: str) -> str:
    """Return how a role that has a customer in sight stands to it, in the words of `showing`."""
    scope = roles.BY_CODE[who].scope
    return {"own": "own", "invited": "invited", "team": "team", "branch": "branch", "bank": "bank"}[scope]
