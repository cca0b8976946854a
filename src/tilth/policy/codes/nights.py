"""Nights: how they ended, their tables and their steps."""

from tilth.policy.words import Codes, Words

RUN_STATUSES: Codes = {
    "published": Words("Published", "已发布"),
    "refused": Words("Refused", "已拒收"),
    "failed": Words("Failed", "失败"),
    "taken_back": Words("Taken back", "已撤回"),
}
TABLES: Codes = {
    "branches": Words("Branches", "机构"),
    "staff": Words("Staff", "员工"),
    "customers": Words("Customers", "客户"),
    "relations": Words("Relations", "关系"),
    "products": Words("Products", "产品"),
    "holdings": Words("Holdings", "持仓"),
    "transactions": Words("Transactions", "交易"),
    "prices": Words("Prices", "净值"),
    "fx_rates": Words("Exchange rates", "汇率"),
    "due_days": Words("Days that fall due", "到期日"),
    "events": Words("Events", "事件"),
    "signals": Words("Signals", "信号"),
    "signal_evidence": Words("What signals were made of", "信号依据"),
    "call_list": Words("Call lists", "名单"),
    "call_values": Words("What names are worth", "名单价值分"),
    "exclusions": Words("Not on a list", "未入名单"),
    "book": Words("Managers' books", "经理名下汇总"),
    "branch": Words("Branch totals", "机构汇总"),
}
"""What a night reads and what it makes."""
STATE_TABLES: Codes = {
    "carried": Words("Carried values", "累计值"),
    "daily_flows": Words("Daily flows", "每日流水"),
    "holding_state": Words("State of holdings", "持仓状态"),
    "purchases": Words("Purchases", "购买"),
    "rates": Words("Rates in force", "有效汇率"),
    "care_debt": Words("Care owed", "欠访"),
}
"""What one night hands to the next."""
STEPS: Codes = {
    "accept": Words("Accept the feed", "接收数据"),
    "extract": Words("Read the contacts", "读取联络"),
    "rates and products": Words("Rates and products", "汇率与产品"),
    "transactions": Words("Transactions", "交易"),
    "holdings": Words("Holdings", "持仓"),
    "households": Words("Households", "家庭"),
    "customers": Words("Customers", "客户"),
    "events": Words("Events", "事件"),
    "signals": Words("Signals", "信号"),
    "gate": Words("Contact gate", "联络闸门"),
    "week": Words("Week's list", "本周名单"),
    "lists": Words("Lists", "名单"),
    "write": Words("Write", "写入"),
    "checks": Words("Check", "校验"),
    "publish_prepare": Words("Prepare to publish", "准备发布"),
    "publish_load": Words("Load", "装载"),
    "publish_points": Words("Keep the points of the night", "留存当晚数值"),
    "publish_transactions": Words("Transactions for the timeline", "往来中的交易"),
    "publish_attach": Words("Publish", "发布"),
    "publish_sweep": Words("Clear the older night", "清理旧数据"),
}
