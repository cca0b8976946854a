"""What the audit notes."""

from tilth.policy.words import Codes, Words

ACTIONS: Codes = {
    "view": Words("read the file", "查看档案"),
    "list": Words("saw it in a list", "在列表中看到"),
    "search": Words("found it by search", "搜索查到"),
    "unmask": Words("saw values in clear", "查看明文"),
    "clearance": Words("asked to contact", "申请联络"),
    "export": Words("exported", "导出"),
    "sign_in": Words("signed in", "登录"),
    "sign_in_failed": Words("failed to sign in", "登录失败"),
    "sign_out": Words("signed out", "退出"),
    "refusal": Words("was refused", "被拒绝"),
    "change": Words("changed a record", "改动记录"),
    "publish": Words("published a night", "发布数据"),
    "lookers": Words("read who looked", "查看访问记录"),
    "audit": Words("searched the audit", "查询审计"),
    "verify": Words("verified the audit", "校验审计"),
    "pause": Words("sign-in paused", "暂停登录"),
}
"""What somebody did, as those who looked after a customer read it (C-32)."""
