"""Signals: what a night notices in a customer besides the events, and how one speaks of it."""

from tilth.policy.words import Codes, Words

SIGNALS: Codes = {
    "idle_cash": Words("Money lies idle", "活期资金闲置"),
    "rate_gap": Words("A better rate is on sale", "有更高利率在售"),
    "concentration": Words("Much in one product", "单一产品集中"),
    "near_lower_tier": Words("Close to falling a tier", "临近降级"),
    "never_contacted": Words("Nobody has been in contact", "从未联络"),
    "new_money": Words("New money came in", "新资金流入"),
    "balance_sliding": Words("Assets are sliding", "资产持续下滑"),
    "silent_valuable": Words("Valuable, and long silent", "高价值久未联络"),
    "hidden_wealth": Words("More wealth than is kept here", "潜在财富"),
    "product_gap": Words("Like customers hold it", "同类客户已有产品"),
    "deposit_left": Words("A matured deposit has left", "到期存款流失"),
    "product_cancelled": Words("A product was given up", "产品取消"),
    "other_bank_outflow": Words("Money goes to one other bank", "资金持续转往他行"),
    "salary_started": Words("A salary has begun", "开始代发工资"),
    "salary_stopped": Words("The salary has stopped", "代发工资中断"),
    "salary_grew": Words("The salary has grown", "工资上涨"),
    "child_turns_18": Words("A child comes of age", "子女年满18岁"),
    "spouse_birthday": Words("The spouse's birthday", "配偶生日"),
    "child_birthday": Words("A child's birthday", "子女生日"),
    "household_moved": Words("The household has moved", "家庭成员资金变动"),
    "premium_due": Words("A premium is due", "保费到期"),
    "card_expiring": Words("A card expires", "卡片到期"),
    "certificate_expiring": Words("An identity document expires", "证件到期"),
    "wedding_anniversary": Words("Wedding anniversary", "结婚纪念日"),
    "need_due": Words("A need falls due", "需求到期"),
    "deal_stale": Words("An opportunity stands still", "商机停滞"),
    "deal_day_near": Words("An opportunity is expected to close", "商机预计成交日临近"),
}
"""Every kind of signal, in the order in which the documents name them."""
DUE_DAYS: Codes = {
    "premium": Words("Premium", "保费"),
    "card": Words("Card", "卡片"),
    "certificate": Words("Identity document", "证件"),
    "wedding": Words("Wedding", "结婚"),
}
"""Kinds of days that a feed may bring beside holdings and customers (OPS-01, OPS-05)."""
TONES: Codes = {
    "care": Words("Care", "关怀"),
    "inform": Words("Inform", "告知"),
    "offer": Words("Offer", "建议"),
    "keep": Words("Keep", "挽留"),
}
"""In which tone one speaks of a signal."""
EVIDENCE: Codes = {
    "holding": Words("Holding", "持仓"),
    "product": Words("Product on sale", "在售产品"),
    "balance": Words("Balance of the day", "当日余额"),
    "mean": Words("Mean up to the day", "截至当日均值"),
    "day": Words("Day", "日期"),
    "customer": Words("Tied customer", "关联客户"),
    "peers": Words("Like customers who hold it", "持有该类产品的同类客户"),
    "transfer": Words("Transfers to the other bank", "转往他行"),
    "salary": Words("Salary", "工资"),
    "due_day": Words("Day of the bank's own system", "业务系统所载日期"),
    "other_bank": Words("Assets at other banks, as told", "客户告知的他行资产"),
    "need": Words("Need", "需求"),
    "opportunity": Words("Opportunity", "商机"),
    "flow": Words("Flow of 30 days, to and from others", "30日对外资金流"),
}
"""What a line of a signal's evidence is."""
