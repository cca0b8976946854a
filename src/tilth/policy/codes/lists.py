"""The call list: its sides, who is left out, who is passed over."""

from tilth.policy.words import Codes, Words

SIDES: Codes = {
    "familiar": Words("Familiar", "熟客"),
    "unfamiliar": Words("Unfamiliar", "不熟客"),
}
GOALS: Codes = {
    "maintain_and_introduce": Words("Keep in touch, introduce what fits", "维护关系，介绍合适的产品"),
    "segment_and_invite": Words("Get to know, invite to the branch", "了解分群，邀约到网点"),
}
"""What a call is for, by its side (LIST-08)."""
CAUSES: Codes = {
    "merged": Words(
        "The number is one with another, which is called.", "此客户号已并入另一客户号，由后者联络。"
    ),
    "closed": Words("The relationship is closed.", "客户已销户。"),
    "suppressed": Words("Nobody may contact this customer.", "任何人不得联络此客户。"),
    "do_not_disturb": Words("The customer asked not to be disturbed by phone.", "客户要求电话免打扰。"),
    "no_consent": Words("The customer said no to marketing by phone.", "客户不同意电话营销。"),
    "no_number": Words("There is no number to call.", "没有可拨打的号码。"),
    "contacted_recently": Words(
        "There was a two-way contact within the last days.", "近几天内已有双向联络。"
    ),
    "frequency_cap": Words("The cap on contacts and attempts is reached.", "联络次数已到上限。"),
    "unsuitable_time": Words(
        "The customer's suitable times leave this day out.", "这天不在客户方便的时段内。"
    ),
    "promised": Words("Another day was agreed with the customer.", "已与客户约定另一天联络。"),
    "owner_inactive": Words("The manager is not active, so no list is made.", "管户经理不在岗，不生成名单。"),
    "same_number": Words(
        "The same person or number is called under another customer number.",
        "同一人或同一号码已以另一客户号列入名单。",
    ),
    "not_this_week": Words(
        "Not among the names that are still to be reached this week.", "不在本周待联系的名单内。"
    ),
    "same_household": Words(
        "Another of the household is on the lists of this day.", "同一家庭已有成员在当天的名单上。"
    ),
    "quota_full": Words("Others on this side came first: the list is full.", "同侧名额已满，其他客户在前。"),
}
"""Why a customer is not on a day's list: the gate by the day, then the list itself."""
SKIP_REASONS: Codes = {
    "contacted": Words("Contacted in the last 3 days", "近 3 天已联系过"),
    "away": Words("Customer is away or busy", "客户出差、在忙"),
    "complaint": Words("A complaint is open", "投诉处理中，先不打扰"),
    "wrong_reason": Words("The reason is wrong", "理由不准，反馈规则"),
    "other": Words("Something else", "其他"),
}
"""Why a name of the list was passed over today; `wrong_reason` is feedback on the rule."""
