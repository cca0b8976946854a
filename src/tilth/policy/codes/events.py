"""What happens with a customer and asks for a contact, and how it is closed without one."""

from tilth.policy.words import Codes, Words

EVENTS: Codes = {
    "deposit_maturing": Words("A time deposit matures", "定期存款到期"),
    "deposit_matured": Words("A time deposit has matured", "定期存款已到期"),
    "product_maturing": Words("A product ends", "产品到期"),
    "loan_due": Words("A loan falls due", "贷款到期"),
    "birthday": Words("Birthday", "生日"),
    "account_anniversary": Words("Anniversary of the account", "开户周年"),
    "large_inflow": Words("Large inflow", "大额转入"),
    "large_outflow": Words("Large outflow", "大额转出"),
    "large_cash": Words("Large cash transaction", "大额现金"),
    "take_profit": Words("Upper band reached", "达到止盈线"),
    "stop_loss": Words("Lower band reached", "达到止损线"),
    "first_fund_in_profit": Words("First fund above its cost", "首只基金高于成本"),
    "tier_up": Words("Moved up a tier", "等级上升"),
    "tier_down": Words("Moved down a tier", "等级下降"),
    "near_next_tier": Words("Close to the next tier", "临近上一级"),
    "became_under_served": Words("No recent investment", "久未配置投资"),
    "became_dormant": Words("No own transaction for long", "久无动账"),
    "became_lost": Words("Assets have left the bank", "资产已流出"),
    "cadence_overdue": Words("Contact overdue", "联络逾期"),
    "risk_assessment_expiring": Words("Risk assessment ends", "风险测评到期"),
    "post_purchase_followup": Words("Follow-up after a purchase", "购买后回访"),
    "referral_due": Words("Time to ask for referrals", "可以请客户转介"),
    "retirement_talk": Words("Age for a talk about later life", "养老规划时点"),
}
PROMISE = "promise"
"""The reason of a customer to whom something was promised for the list day, or before it."""
TOP_AUM = "top_aum"
"""The reason of a customer who is listed for the size of the relationship alone."""
REASONS: Codes = {
    **EVENTS,
    PROMISE: Words("A promise is due", "承诺到期"),
    TOP_AUM: Words("By the order of the side", "按本侧次序"),
}
"""Why a customer is on the list."""
CLOSING_REASONS: Codes = {
    "done_otherwise": Words("Done another way", "已用其他方式处理"),
    "not_relevant": Words("Not relevant", "与客户无关"),
    "declined": Words("The customer declined", "客户谢绝"),
    "wrong_data": Words("The data are wrong", "数据有误"),
}
"""Why an open reason was closed without a talk after its day."""
