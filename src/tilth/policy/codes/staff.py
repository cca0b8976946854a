"""Who works for a customer, and why customers change hands."""

from tilth.policy.words import Codes, Words

ROLES: Codes = {
    "rm": Words("Relationship manager", "客户经理"),
    "wealth": Words("Wealth manager", "理财经理"),
    "planner": Words("Planner", "理财规划师"),
    "lobby": Words("Lobby manager", "大堂经理"),
    "teller": Words("Teller", "柜员"),
    "supervisor": Words("Supervisor", "主管"),
    "branch_head": Words("Head of branch", "支行长"),
    "region_head": Words("Head of region", "分行负责人"),
    "marketing": Words("Marketing", "营销"),
    "compliance": Words("Compliance", "合规"),
    "admin": Words("Administrator", "管理员"),
    "security_admin": Words("Security administrator", "安全管理员"),
    "audit_admin": Words("Audit administrator", "审计管理员"),
    "system": Words("The system", "系统"),
}
"""A person's part in the work, as pages of a customer tell it; what each may do: `policy.roles`."""
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
