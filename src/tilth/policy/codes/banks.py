"""Other banks from which money comes, or where a customer keeps some."""

from tilth.policy.words import Codes, Words

BANKS: Codes = {
    "icbc": Words("ICBC", "工商银行"),
    "abc": Words("Agricultural Bank", "农业银行"),
    "boc": Words("Bank of China", "中国银行"),
    "ccb": Words("China Construction Bank", "建设银行"),
    "bocom": Words("Bank of Communications", "交通银行"),
    "psbc": Words("Postal Savings Bank", "邮储银行"),
    "cmb": Words("China Merchants Bank", "招商银行"),
    "joint_stock": Words("Another joint-stock bank", "其他股份制银行"),
    "city": Words("A city commercial bank", "城市商业银行"),
    "rural": Words("A rural bank or cooperative", "农商行或农信社"),
    "foreign": Words("A foreign bank", "外资银行"),
    "broker": Words("A broker or a fund house", "券商或基金公司"),
    "payment": Words("A payment company", "支付机构"),
    "unknown": Words("Not known", "不清楚"),
}
"""Where money came from (LIST-14, B3)."""
