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
HISTORIES: Codes = {
    "any": Words("Whoever it is", "不限"),
    "new": Words("Nobody has talked yet", "从未通话"),
    "known": Words("Somebody has talked before", "曾经通话"),
}
"""For whom an opening is: by whether anybody of the bank has talked with the customer."""
