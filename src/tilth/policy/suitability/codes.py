"""The words of suitability: what is judged, what comes of it, why, and what must then be done."""

from tilth.policy.words import Codes, Words

LEVEL_NAMES: Codes = {
    "C1": Words("C1 conservative", "C1 保守型"),
    "C2": Words("C2 prudent", "C2 稳健型"),
    "C3": Words("C3 balanced", "C3 平衡型"),
    "C4": Words("C4 growth", "C4 成长型"),
    "C5": Words("C5 aggressive", "C5 进取型"),
}
"""Levels of a customer's risk capacity."""
VERDICTS: Codes = {
    "allowed": Words("Suitable", "适合"),
    "procedure": Words("Suitable with conditions", "适合 · 附条件"),
    "own_wish": Words("Only at the customer's own wish", "仅限客户主动提出"),
    "blocked": Words("Not suitable", "不适合"),
}
"""Lightest first: the heaviest reason decides."""
ACTIONS: Codes = {
    "show": Words("Show", "展示"),
    "recommend": Words("Recommend", "推荐"),
    "own_wish": Words("At the customer's own wish", "客户主动提出"),
    "sign": Words("Conclude", "成交"),
}
CHANNELS: Codes = {
    "branch": Words("At the branch", "网点"),
    "online": Words("The bank's own app", "本行线上渠道"),
    "third_party": Words("Somebody else's platform", "第三方平台"),
}
REGIMES: Codes = {
    "none": Words("No grade of risk", "不分风险等级"),
    "nfra": Words("NFRA Order 7/2025", "金融监管总局令〔2025〕7号"),
    "csrc": Words("CSRC investor suitability", "证监会投资者适当性办法"),
}
REASONS: Codes = {
    "stopped": Words("A stop stands: nothing is offered", "停办标记未解除，不得推介"),
    "third_party": Words("Not on somebody else's platform", "第三方平台不得办理"),
    "not_on_sale": Words("It is not on sale on this day", "当日不在售"),
    "not_rated": Words("It has no grade of risk", "产品未评级"),
    "minor": Words("The customer is a minor", "客户未成年"),
    "age_unknown": Words("The day of birth is not known", "出生日期不详"),
    "no_assessment": Words("There is no risk assessment", "尚未做风险测评"),
    "expired": Words("The risk assessment has expired", "风险测评已过期"),
    "above_level": Words("Its grade is above the customer's level", "产品风险高于客户等级"),
    "elderly_no_push": Words(
        "Nothing of this grade is pushed to the elderly", "不向老年客户主动推荐该等级产品"
    ),
    "elderly": Words("The customer is protected by age", "老年客户保护"),
    "professional_notice": Words("A professional investor is told of it each time", "专业投资者须逐笔告知"),
    "term": Words("It ties money that is needed earlier", "持有期长于用钱日"),
    "concentrated": Words("Too much in one product", "单品占比过高"),
    "liquidity": Words("Too little would stay at hand", "可随时动用的资金不足"),
}
DUTIES: Codes = {
    "risk_notice": Words("The notice of risk is shown", "出示风险提示"),
    "recording": Words("Sound and picture are recorded", "录音录像"),
    "guardian": Words("A guardian decides", "监护人同意"),
    "special_warning": Words("A special written warning is confirmed", "特别书面风险警示"),
    "second_person": Words("A second person is present", "第二人见证"),
    "cooling_off": Words("A time to think it over", "冷静期"),
    "call_back": Words("Somebody else calls back", "他人回访"),
    "notice_each": Words("It is told of each time", "逐笔告知"),
    "spread": Words("The share is brought down, or the customer confirms it", "降低占比或客户确认"),
    "keep_at_hand": Words("The customer confirms what stays at hand", "客户确认留足活钱"),
}
STANDING = frozenset({"risk_notice", "recording"})
"""Duties that every graded product brings: they make no condition of it."""
