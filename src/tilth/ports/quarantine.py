"""Why a row or a value of a feed is set aside: code, English words, Chinese words (contract §1)."""

VALUE_DROPPED = "value_dropped"
AUTHENTICATION = "authentication_data"

REASONS: dict[str, tuple[str, str]] = {
    "short_row": ("fewer fields than the header", "字段数少于表头"),
    "long_row": ("more fields than the header", "字段数多于表头"),
    "unbalanced_quote": ("a quotation mark is not balanced as RFC 4180 asks", "引号不配对（RFC 4180）"),
    "missing": ("required and empty", "必填项为空"),
    "not_a_date": ("not a calendar day written YYYY-MM-DD", "不是 YYYY-MM-DD 格式的有效日期"),
    "not_a_timestamp": ("not an ISO 8601 timestamp", "不是 ISO 8601 时间"),
    "not_a_number": (
        "not a plain decimal number (no separators, no exponent, ASCII digits)",
        "不是普通十进制数字（不得有千分位、科学计数或全角数字）",
    ),
    "too_many_places": ("more than two decimal places for an amount of money", "金额小数超过两位"),
    "too_large": ("larger than this column can hold", "数值超出范围"),
    "not_an_integer": ("not a whole number", "不是整数"),
    "not_a_boolean": ("not one of true, false, 1, 0", "不是 true、false、1、0 之一"),
    "date_out_of_range": ("a day before 1800 or after 9999", "日期早于 1800 年或晚于 9999 年"),
    "bad_key": (
        "an identifier has 1 to 64 characters without control characters, quotes or backslashes",
        "标识须为 1–64 个字符，不含控制字符、引号或反斜杠",
    ),
    "control_character": ("contains a control character", "含有控制字符"),
    "too_long": ("longer than 4,000 characters", "超过 4000 个字符"),
    "null_token": (
        "a null token of another system; an empty field is null",
        "其他系统的空值标记；空值应留空",
    ),
    "not_accepted_value": ("not one of the values of the contract", "不在约定取值之内"),
    "unknown_currency": ("not an ISO 4217 currency code", "不是 ISO 4217 货币代码"),
    "currency_without_rate": ("a currency without an exchange rate", "该币种没有汇率"),
    "duplicate_key": ("the key stands on several rows with different values", "主键重复且内容不同"),
    "owners_disagree": (
        "the rows of the account's owners differ in product, currency or balance",
        "各共有人的账户行在产品、币种或余额上不一致",
    ),
    "unknown_reference": ("points to a row that the feed does not hold", "引用的记录不存在"),
    "reference_quarantined": ("points to a row that was itself set aside", "引用的记录已被隔离"),
    "parent_cycle": ("the units above lead back to this one", "上级机构形成循环"),
    "future_date": ("a day after the feed's business date", "晚于数据日期"),
    "before_opening": ("a day before opened_on", "早于 opened_on"),
    "negative_balance": ("negative, and the product is no demand deposit", "余额为负，且不是活期存款"),
    "not_positive": ("must be greater than zero", "必须大于零"),
    "booking_of_another": (
        "booked by somebody to whom the holding does not belong",
        "交易客户不是账户所有人",
    ),
    "booked_before_opening": ("a day before the holding was opened", "交易日早于开户日"),
    "sign_against_kind": ("the amount has the other sign than its kind", "金额正负与交易类型不符"),
    "rate_above": ("a rate beyond the bank's limit", "利率超出本行上限"),
    "negative_value": ("below zero", "数值为负"),
    "band_wrong_side": ("a band on the wrong side of zero", "止盈止损方向不对"),
    "category_turned": ("another category than the night before", "产品类别与上一日不同"),
    "holding_changed": ("not the same as the night before", "与上一日不同"),
    "impossible_age": ("an age below 0 or above 120", "年龄小于 0 或大于 120"),
    "opened_before_birth": ("opened before the day of birth", "开户日早于出生日"),
    "spreadsheet_number": (
        "a spreadsheet turned this number into scientific notation and lost digits; export it as text",
        "电子表格把号码变成了科学计数并丢失位数；请以文本导出",
    ),
    "id_format": ("not a resident identity number of 18 or 15 digits", "不是 18 位或 15 位居民身份证号"),
    "id_checksum": ("the check digit of the identity number is wrong", "身份证校验位错误"),
    "id_birth_date": ("the identity number holds another day of birth", "身份证号与出生日期不符"),
    "id_gender": ("the identity number says the other gender", "身份证号与性别不符"),
    VALUE_DROPPED: (
        "not a telephone number; the value was left out, the row kept",
        "不是电话号码；已略去该值并保留该行",
    ),
    AUTHENTICATION: (
        "holds authentication data such as a PIN or a password; the value was left out, the row kept",
        "含有密码、验证码等鉴别信息；已略去该值并保留该行",
    ),
}
_OF_VALUES = (
    *("not_a_date", "not_a_timestamp", "not_a_number", "too_many_places", "too_large", "not_an_integer"),
    *("not_a_boolean", "date_out_of_range", "bad_key", "control_character", "too_long", "null_token"),
    *("not_accepted_value", "future_date", "before_opening", "not_positive", "impossible_age"),
    *("rate_above", "negative_value", "band_wrong_side"),
    *("opened_before_birth", "spreadsheet_number", "id_format", "id_checksum", "id_birth_date", "id_gender"),
)
"""What may be wrong with a single value; where the contract can do without it, it alone is left out (A24)."""


def left_out(code: str) -> str:
    """Return the code of a value that was left out for this reason, its row kept."""
    return f"{code}_left_out"


REASONS |= {
    left_out(code): (
        f"{REASONS[code][0]}; the value was left out, the row kept",
        f"{REASONS[code][1]}；已略去该值并保留该行",
    )
    for code in _OF_VALUES
}
LEFT_OUT = (VALUE_DROPPED, AUTHENTICATION, *map(left_out, _OF_VALUES))
"""Codes of single values that were left out: such a line does not count as a bad row."""
