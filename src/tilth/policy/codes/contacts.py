"""What is recorded of a contact."""

from tilth.policy.words import Codes, Words

CHANNELS: Codes = {
    "phone": Words("Phone", "电话"),
    "mobile_bank": Words("Mobile bank", "手机银行"),
    "wecom": Words("WeCom", "企业微信"),
    "sms": Words("SMS", "短信"),
    "email": Words("E-mail", "邮件"),
    "letter": Words("Letter", "信函"),
    "fax": Words("Fax", "传真"),
    "visit": Words("Visit", "上门拜访"),
    "branch_meeting": Words("At the branch", "网点会面"),
    "other": Words("Other", "其他"),
}
"""By which way a customer is contacted (CHAN-01)."""
ANY_CHANNEL = "any"
"""The word of a wish or a consent that concerns every channel."""
CHANNELS_OF_WISHES: Codes = {
    ANY_CHANNEL: Words("Any channel", "所有渠道"),
    **CHANNELS,
}
"""What a wish or a consent is about: every channel, or one."""
REFUSED = "refused"
"""The outcome of a contact that the customer declined, and the decision of a customer who said no."""
OUTCOMES: Codes = {
    "connected": Words("Connected", "接通"),
    "appointment": Words("Appointment made", "已预约"),
    "no_answer": Words("No answer", "无人接听"),
    "busy": Words("Busy line", "占线"),
    "wrong_number": Words("Wrong number", "号码有误"),
    REFUSED: Words("Declined", "拒绝"),
    "call_back": Words("Asked for another time", "另约时间"),
    "left_message": Words("Left a message", "已留言"),
    "other": Words("Other", "其他"),
}
"""What came of it (REC-01)."""
PURPOSES: Codes = {
    "segment": Words("Get to know", "了解分群"),
    "invite": Words("Invite to the branch", "邀约到网点"),
    "maintain": Words("Keep in touch", "维护关系"),
    "introduce": Words("Introduce a product", "介绍产品"),
    "market_update": Words("Market update", "市场信息"),
    "asset_report": Words("Asset report", "报告资产变化"),
    "due_notice": Words("Something falls due", "到期告知"),
    "new_product": Words("New product", "新品讯息"),
    "greeting": Words("Greeting", "问候"),
    "follow_up": Words("Follow-up", "售后回访"),
    "service": Words("Service", "服务"),
    "other": Words("Other", "其他"),
}
"""What a contact is for: the goals of a call (LIST-08) and the five contents of after-sale care (AFT-01)."""
NATURES: Codes = {
    "business": Words("Business", "业务"),
    "care": Words("Care", "关怀"),
}
"""Whether a contact carried business or was care alone (AFT-06)."""
_OF_CARE = frozenset({"maintain", "greeting"})


def nature_of(purpose: str) -> str:
    """Return what a contact of this purpose is, where nobody said."""
    return "care" if purpose in _OF_CARE else "business"


INTENTIONS: Codes = {
    "none": Words("None", "无"),
    "weak": Words("Weak", "弱"),
    "medium": Words("Medium", "中"),
    "strong": Words("Strong", "强"),
    "ready": Words("Ready", "立即办"),
}
"""How far the customer means to go on, as the manager heard it; unknown where nobody spoke."""
EFFECTS: Codes = {
    "consolidate": Words("Consolidated", "巩固"),
    "extend": Words("Extended", "延长"),
    "weaken": Words("Weakened", "削弱"),
    "end": Words("Ended", "终止"),
}
"""What the dealing did to the relationship (LIFE-08)."""
QUESTIONS: Codes = {
    "open": Words("Open", "开放"),
    "clarifying": Words("Clarify", "澄清"),
    "leading": Words("Lead", "引导"),
    "closed": Words("Confirm", "确认"),
}
"""Kinds of questions: for views, for what is meant, for the matter itself, for a yes or no (NEG-11)."""
