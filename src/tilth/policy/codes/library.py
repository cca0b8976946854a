"""The bank's library: what can be said in a call, and what becomes of an entry."""

from tilth.policy.words import Codes, Words

ENTRIES: Codes = {
    "opening": Words("Opening", "开场白"),
    "question": Words("Question", "提问"),
    "objection": Words("Objection", "异议应答"),
}
"""Kinds of entries that head office writes (LIST-09, NEG-11)."""
ENTRY_STATES: Codes = {
    "draft": Words("Draft", "草稿"),
    "proposed": Words("Waits for approval", "待批准"),
    "coming": Words("Approved, not begun", "已批准待生效"),
    "in_force": Words("In use", "使用中"),
    "over": Words("Its time is over", "已到期"),
    "declined": Words("Declined", "未批准"),
    "ended": Words("Taken out", "已停用"),
}
"""What has become of an entry on a day: only what is in use is said to anybody."""
PHRASES: Codes = {
    "certain_return": Words("Promises a return or safety", "承诺收益或保本"),
    "surely_rises": Words("Foretells a price", "断言涨跌"),
    "many_times": Words("Sets it above a deposit by multiples", "与存款比倍数"),
    "past_for_future": Words("Makes the past a promise", "以过往业绩作承诺"),
    "inside": Words("Knows from inside", "内幕消息"),
    "property": Words("Urges into property", "鼓动炒房"),
    "superlative": Words("Says the best, the highest", "使用“最”等绝对化用语"),
    "urging": Words("Urges", "催促下单"),
    "rebate": Words("Pays back in private", "私下返利"),
    "evading": Words("Helps around a rule", "协助规避规定"),
}
"""What is wrong with a sentence that may not be said to a customer (TRAP-09, TRAP-10)."""
INSTEAD: Codes = {
    "certain_return": Words(
        "Say that it may lose, and how much it lost at worst.", "请说明可能亏损，以及最差时亏过多少。"
    ),
    "surely_rises": Words(
        "Say that nobody knows, and ask what a fall would mean.", "请说涨跌不可知，并问下跌能否承受。"
    ),
    "many_times": Words(
        "Name both rates with their days and risks, no multiple.", "请分别说出利率、期限和风险，不说倍数。"
    ),
    "past_for_future": Words(
        "Say the figure with its days, and that it tells nothing of later.",
        "请写明数据区间，并说明不代表未来。",
    ),
    "inside": Words("Speak of what has been published only.", "只谈已公开的信息。"),
    "property": Words("Speak of the loan and its terms, never of prices.", "只谈贷款和条件，不谈房价。"),
    "superlative": Words("Say what it has, and for whom it does not suit.", "请说它有什么，以及不适合谁。"),
    "urging": Words("Give the true last day, and time to think.", "请写真实截止日，并留出考虑时间。"),
    "rebate": Words("Only published conditions, the same for everybody.", "只按公示的条件，一视同仁。"),
    "evading": Words("The customer answers and signs alone, after reading.", "由客户本人阅读、作答并签字。"),
}
"""What to say instead."""
HISTORIES: Codes = {
    "any": Words("Whoever it is", "不限"),
    "new": Words("Nobody has talked yet", "从未通话"),
    "known": Words("Somebody has talked before", "曾经通话"),
}
"""For whom an opening is: by whether anybody of the bank has talked with the customer."""
