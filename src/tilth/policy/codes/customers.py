"""What a customer is, and where it stands with the bank."""

from tilth.policy.words import Codes, Words

CUSTOMER_KINDS: Codes = {
    "person": Words("person", "个人"),
    "company": Words("company", "企业"),
}
GENDERS: Codes = {
    "F": Words("female", "女"),
    "M": Words("male", "男"),
}
TIERS: Codes = {
    "general": Words("General", "大众"),
    "personal": Words("Personal", "个人理财"),
    "platinum": Words("Platinum", "白金"),
    "private": Words("Private", "私行"),
}
"""By assets, the lowest first (TIER-01)."""
BASES: Codes = {
    "aum": Words("assets of the night", "当晚资产"),
    "aum_avg_30": Words("mean assets of 30 days", "30 天日均资产"),
    "aum_avg_90": Words("mean assets of 90 days", "90 天日均资产"),
}
"""What the tier is measured by."""
MEASURES: Codes = {
    "tier_basis": Words("the amount that tiers", "定级金额"),
    "aum": Words("assets of the night", "当晚资产"),
    "deposit_avg_30": Words("mean deposits of 30 days", "30 天日均存款"),
    "deposit_avg_90": Words("mean deposits of 90 days", "90 天日均存款"),
    "product_count": Words("products held", "持有产品数"),
    "categories": Words("categories held", "持有品类数"),
    "annual_income": Words("yearly income", "年收入"),
    "external_inflow_30": Words("inflow of 30 days", "近 30 天流入"),
    "account_activity": Words("account activity", "账户动户率"),
}
"""What an input of the wealth grade may measure (TIER-04)."""
MAIN_BANK: Codes = {
    "coverage": Words("Product coverage", "产品覆盖率"),
    "asset_share": Words("Share of assets", "资产占比"),
    "activity": Words("Account activity", "账户动户率"),
}
"""The indicators of a main bank (MAIN-02…04)."""
LIFECYCLES: Codes = {
    "lost": Words("Lost", "流失"),
    "new": Words("New", "新客"),
    "dormant": Words("Dormant", "休眠"),
    "growing": Words("Growing", "成长"),
    "mature": Words("Mature", "成熟"),
}
"""In the order in which they are asked for (LIFE-01)."""
STANDINGS: Codes = {
    "tier": Words("Tier", "等级"),
    "lifecycle": Words("Lifecycle", "生命周期"),
}
"""What a night finds changed and writes down (TIER-15, LIFE-01)."""
CADENCE_SOURCES: Codes = {
    "agreed": Words("the customer's agreement", "与客户约定"),
    "segment": Words("the segment", "按客群"),
    "tier": Words("the tier", "按等级"),
}
"""Who set the days between two contacts; the first that did counts."""
OWNED_BY: Codes = {
    "feed": Words("by the bank's data", "行内数据"),
    "transfer": Words("by a hand-over", "移交"),
}
"""What made somebody the owner of a customer."""
TIMELINE: Codes = {
    "contact": Words("Contacts", "联络"),
    "transaction": Words("Transactions", "交易"),
    "event": Words("Events", "事件"),
}
"""What a customer's timeline shows; where two happened at the same moment, the later word comes first."""
