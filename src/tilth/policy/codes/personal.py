"""A customer's own data that lie sealed, and why somebody sees them in clear."""

from tilth.policy.words import Codes, Words

NUMBERS: Codes = {
    "mobile": Words("Mobile", "手机"),
    "phone": Words("Landline", "固话"),
}
"""Which of a customer's numbers was dialled, the one to call first at the head."""
PERSONAL: Codes = {
    "name": Words("Name", "姓名"),
    **NUMBERS,
    "email": Words("E-mail", "邮件"),
    "address": Words("Address", "地址"),
}
"""What can be asked for in clear; the ID number is shown to nobody."""
UNMASK_REASONS: Codes = {
    "identity": Words("Identity check", "核实身份"),
    "correction": Words("Correction of data", "更正资料"),
    "request": Words("Customer's request", "客户要求"),
    "complaint": Words("Complaint", "投诉处理"),
    "other": Words("Other", "其他"),
}
"""Why somebody needs a value in clear; the audit keeps the code in clear, and other words sealed."""
