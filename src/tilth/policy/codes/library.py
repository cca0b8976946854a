"""The bank's library: what can be said in a call, and what becomes of an entry."""

from tilth.policy.words import Codes, Words

ENTRIES: Codes = {
    "opening": Words("Opening", "开场白"),
    "question": Words("Question", "提问"),
    "objection": Words("Objection", "异议应答"),
    "card": Words("Toolbox card", "工具箱卡片"),
    "topic": Words("Topic", "话题"),
    "icebreaker": Words("Ice-breaking phrase", "破冰短语"),
    "benefit": Words("Feature and benefit", "特点与利益"),
    "evidence": Words("Evidence", "证据"),
    "bundle": Words("Bundle", "套餐"),
    "case": Words("Case", "案例"),
}
"""Kinds of entries that head office writes (LIST-09, PROD-04, NEG-01, 04, 11, 13, VIS-13, SOL-04, 06)."""
METHODS: Codes = {
    "one_sentence": Words("One sentence", "一句话包装法"),
    "group_scene": Words("A group's scene", "客群场景销售"),
    "combination": Words("Combination", "组合运用法"),
    "double_line": Words("Double line", "双线协同法"),
    "by_class": Words("Policy by class", "分类施策法"),
    "diverse": Words("Ways of presenting", "产品呈现多元化"),
}
"""The six methods of the product toolbox (PROD-04)."""
TOPICS: Codes = {
    "work": Words("Work", "工作"),
    "family": Words("Family", "家庭"),
    "speciality": Words("Special skill", "特长"),
    "sport": Words("Sport", "运动"),
    "interest": Words("Interests", "兴趣"),
    "children": Words("Children", "孩子"),
    "pride": Words("What somebody is proud of", "得意之事"),
    "hardship": Words("Hard times that are over", "走过的难关"),
    "weather": Words("Weather", "天气"),
    "season": Words("Season and feasts", "时令节气"),
    "news": Words("News of the place", "本地新闻"),
}
"""What is talked of beside business (NEG-13); making money is not among it (TRAP-10)."""
OCCASIONS: Codes = {
    "busy": Words("Just now busy", "正忙着"),
    "looks_well": Words("Looks well", "气色好"),
    "trip": Words("Back from a trip", "出行归来"),
    "accent": Words("From elsewhere", "口音与家乡"),
    "profession": Words("Profession", "职业"),
    "hobby": Words("Hobby", "爱好"),
}
"""With what a visit begins (VIS-13)."""
PROOFS: Codes = {
    "demonstration": Words("Demonstration", "演示"),
    "similar_case": Words("Success of similar customers", "同类客户成功案例"),
    "public_report": Words("Public report", "公开报道"),
    "statistics": Words("Statistics", "统计数据"),
    "recommendation": Words("Letter of recommendation", "推荐信"),
    "expert": Words("Word of an expert", "专家证言"),
    "thanks": Words("Letter of thanks", "感谢信"),
    "visual": Words("Something to be seen", "图像实证"),
}
"""The eight kinds of evidence (NEG-04)."""
PRACTICES: Codes = {
    "plain": Words("What happened", "经过"),
    "best": Words("Best practice", "最佳实践"),
}
"""What a case stands for (SOL-06)."""
ENTRY_STATES: Codes = {
    "draft": Words("Draft", "草稿"),
    "proposed": Words("Waits for approval", "待批准"),
    "coming": Words("Approved, not begun", "已批准待生效"),
    "in_force": Words("In use", "使用中"),
    "over": Words("Its time is over", "已到期"),
    "replaced": Words("Replaced by a newer version", "已有新版"),
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
