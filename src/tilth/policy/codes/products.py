"""What customers hold, and what is booked on it."""

from tilth.policy.words import Codes, Words

DEPOSITS: Codes = {
    "demand_deposit": Words("Demand deposit", "活期"),
    "time_deposit": Words("Time deposit", "定期"),
    "fx_deposit": Words("Foreign currency", "外币"),
}
ASSETS: Codes = {
    **DEPOSITS,
    "wealth_product": Words("Wealth product", "理财"),
    "fund": Words("Fund", "基金"),
    "insurance": Words("Insurance", "保险"),
    "bond": Words("Bond", "债券"),
    "precious_metal": Words("Precious metal", "贵金属"),
    "securities": Words("Securities", "证券"),
    "trust": Words("Trust", "信托"),
}
"""Categories that count as managed assets."""
LIABILITIES: Codes = {
    "loan": Words("Loan", "贷款"),
    "mortgage": Words("Mortgage", "按揭"),
    "credit_card": Words("Credit card", "信用卡"),
}
CATEGORIES: Codes = {
    **ASSETS,
    **LIABILITIES,
    "settlement": Words("Settlement", "结算"),
    "payroll": Words("Payroll", "代发"),
    "annuity": Words("Annuity", "年金"),
    "cash_management": Words("Cash management", "现金管理"),
    "bill": Words("Bill", "票据"),
}
"""All, the services at the end."""
TRANSACTIONS: Codes = {
    "deposit": Words("Deposit", "存入"),
    "withdrawal": Words("Withdrawal", "支取"),
    "transfer_in": Words("Transfer in", "转入"),
    "transfer_out": Words("Transfer out", "转出"),
    "purchase": Words("Purchase", "买入"),
    "redemption": Words("Redemption", "赎回"),
    "interest": Words("Interest", "利息"),
    "fee": Words("Fee", "费用"),
    "card": Words("Card payment", "刷卡"),
    "loan_payment": Words("Loan payment", "还贷"),
    "salary": Words("Salary", "工资"),
    "other": Words("Other booking", "其他记账"),
}
BOOKED_BY: Codes = {
    "counter": Words("at the counter", "柜面"),
    "atm": Words("at a machine", "自助机"),
    "online": Words("online", "网银"),
    "mobile": Words("mobile bank", "手机银行"),
    "phone": Words("by phone", "电话"),
    "auto": Words("automatic", "自动"),
}
"""The bank's channel through which a transaction came."""
