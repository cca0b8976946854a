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
HISTORIES: Codes = {
    "any": Words("Whoever it is", "不限"),
    "new": Words("Nobody has talked yet", "从未通话"),
    "known": Words("Somebody has talked before", "曾经通话"),
}
"""For whom an opening is: by whether anybody of the bank has talked with the customer."""
