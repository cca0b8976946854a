"""What comes next, and what became of it."""

from tilth.policy.words import Codes, Words

TASKS: Codes = {
    "task": Words("Task", "任务"),
    "appointment": Words("Appointment", "预约"),
    "call": Words("Call", "电话"),
    "note": Words("Note", "备注"),
}
"""What is to be done: something, an appointment, a call that was put off; a note is done at once."""
NEXT_STEPS: Codes = {
    "call_again": Words("Call again", "再次电话"),
    "visit": Words("Appointment", "预约"),
    "send_material": Words("Send material", "发资料"),
    "bring_papers": Words("Customer brings papers", "客户带材料来"),
    "prepare_offer": Words("Prepare an offer", "准备方案"),
    "refer": Words("Refer", "转介"),
    "none": Words("No follow-up needed", "无需跟进"),
    "other": Words("Something else", "其他"),
    "propose_closing": Words("Propose the close", "提出成交建议"),
}
"""What comes next, stored as a code and told in the reader's language; `other` says it in words.

A new one stands last: managers choose by its number."""
PLACES: Codes = {
    "branch": Words("At the branch", "网点"),
    "customer": Words("At the customer's", "客户处"),
    "other": Words("Elsewhere", "其他地点"),
}
"""Where an appointment takes place."""
MEETINGS: Codes = {
    "came": Words("Came", "来了"),
    "did_not_come": Words("Did not come", "没来"),
}
"""What came of an appointment, asked once its time has passed."""
PROMISES: Codes = {
    "kept": Words("Kept", "已兑现"),
    "moved": Words("Moved to", "改到"),
    "open": Words("Not yet", "还没有"),
}
"""What a contact makes of a promise that stood open: kept, moved to another day, not yet."""
PARTS: Codes = {
    "new": Words("New customers", "新客"),
    "existing": Words("Existing customers", "存量客户"),
    "planned": Words("Planned without a contact", "未经联络、自行安排"),
}
"""Parts of a manager's work beside the sides and the purposes."""
