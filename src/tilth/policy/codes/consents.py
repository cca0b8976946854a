"""What a customer allows, and why a customer is left alone."""

from tilth.policy.codes.contacts import REFUSED
from tilth.policy.words import Codes, Words

CONSENT_PURPOSES: Codes = {
    "marketing": Words("Marketing", "营销"),
    "greeting": Words("Greetings", "问候"),
    "profiling": Words("Profiling", "画像分析"),
    "sensitive": Words("Health, children and family", "健康、子女与家庭"),
}
CONSENT_DECISIONS: Codes = {
    "granted": Words("said yes", "已同意"),
    "withdrawn": Words("took it back", "已撤回"),
    REFUSED: Words("said no", "已拒绝"),
}
SUPPRESSIONS: Codes = {
    "deceased": Words("deceased", "已故"),
    "restricted": Words("processing restricted", "限制处理"),
    "bereaved": Words("in mourning", "丧亲期"),
    "complaint_open": Words("a complaint is open", "投诉处理中"),
    "litigation": Words("a lawsuit is pending", "诉讼中"),
    "guardian_missing": Words("no guardian's consent", "缺监护人同意"),
}
"""Why a customer is left alone, the weightiest first (C-07, C-10, C-11, C-54)."""
MINOR = "minor"
"""Suppressed by age, not by a record (C-10)."""
STOPS: Codes = {
    **SUPPRESSIONS,
    MINOR: Words("a minor", "未成年"),
}
"""All that the contact gate may name."""
