"""Who works for a customer, and why customers change hands."""

from tilth.policy import roles
from tilth.policy.words import Codes, Words

ROLES: Codes = {one.code: Words(one.label_en, one.label_zh) for one in roles.ROLES} | {
    "system": Words("The system", "系统")
}
"""The roles under their one name (`policy.roles`), and the program itself."""
PARTICIPATIONS: Codes = {
    "b_manager": Words("Second manager", "B 角经理"),
    "planner": Words("Financial plan", "理财规划"),
    "specialist": Words("Specialist", "专家支持"),
    "hand_over": Words("Hand-over", "交接"),
    "approval": Words("Approval", "审批"),
}
"""Why somebody besides the owner takes part in one customer."""
HAND_OVER_CAUSES: Codes = {
    "move": Words("Manager changes post", "经理调岗"),
    "leaver": Words("Manager leaves", "经理离职"),
    "upgrade": Words("Customer grew into another service", "客户升级到另一服务"),
    "rebalance": Words("Books of even size", "均衡名下客户"),
    "request": Words("Customer's request", "客户要求"),
}
"""Why people hand customers over."""
TAKEN_BACK = "taken_back"
"""Why a customer comes back: the hand-over was a mistake."""
TRANSFER_CAUSES: Codes = {
    **HAND_OVER_CAUSES,
    TAKEN_BACK: Words("Hand-over taken back", "移交已撤回"),
}
