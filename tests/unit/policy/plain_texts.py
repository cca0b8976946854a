"""The patterns of authentication data as one would write them without a thought of time: what must be found.

They go through a run of blanks n⁴ times, so they are asked about short texts only.
"""

import re
import unicodedata

from tilth.policy.registry.authentication_texts import (
    BIOMETRIC,
    CARD_CODE,
    ONE_TIME_CODE,
    PASSWORD,
    PIN,
    TRACK,
)

_DATE = r"\d{4}\s?[-/.年]\s?\d{1,2}\s?(?:[-/.月]|(?=\D|$))"
_UNITS = r"(?!\s?[年月日号元万亿天次位个分点%：:])"
_SAY = (
    r"\s*(?:号|号码|码)?\s*"
    r"(?:是|为|:|=|改为|改成|设为|设成|设置为|重置为|更新为|就是|is|was|to|->)*"
    r"\s*[\"'“‘「\[【(]?\s*"
)


def _digits(low: int, high: int) -> str:
    """Return a pattern of `low` to `high` digits, alone or spaced out, that are no date, time or amount."""
    spelled = rf"[零〇一二三四五六七八九]{{{low},{high}}}"
    return rf"(?:(?!{_DATE})\d(?:[ \-.]?\d){{{low - 1},{high - 1}}}(?!\d|,\d{{3}}){_UNITS}|{spelled})"


_MIXED = r"(?=[!-~]*\d)(?=[!-~]*[A-Za-z!@#$%^&*])[!-~]{4,}"
"""Letters or signs together with digits, as people make passwords."""
_TEXTS = (
    (TRACK, r"%?b\d{12,19}\^[^^]{2,26}\^\d{7,}"),
    (TRACK, r";?\d{12,19}=\d{7,}"),
    (
        TRACK,
        rf"(?:磁道|磁条|track\s?[123]?|mag(?:netic)?\s?stripe)(?:信息|数据|\s?data)?{_SAY}{_digits(12, 60)}",
    ),
    (
        CARD_CODE,
        rf"\b(?:cvv2?|cvc2?|cvn2?|csc)(?![a-z]){_SAY}{_digits(3, 4)}",
    ),
    (
        CARD_CODE,
        (
            r"(?:安全码|卡片校验码|(?:卡背面|背面|签名栏)[^,。;]{0,4}(?:三位|3位|末三位)(?:数字|数)?)"
            rf"{_SAY}{_digits(3, 4)}"
        ),
    ),
    (
        CARD_CODE,
        rf"(?:security|verification) (?:code|value) (?:on|of) the (?:back|card){_SAY}{_digits(3, 4)}",
    ),
    (
        ONE_TIME_CODE,
        (
            r"(?:验证码|校验码|动态码|动态口令|动态密码|短信码"
            r"|(?<![a-z])(?:otp|one[- ]time (?:password|passcode|code|pin)"
            rf"|(?:verification|authentication|auth|sms|security|login) code)(?![a-z])){_SAY}{_digits(4, 8)}"
        ),
    ),
    (
        ONE_TIME_CODE,
        (
            rf"(?<!\d){_digits(4, 8)}\s*[(]?\s*(?:是|为)?(?:您的|你的|客户的)?"
            r"(?:短信|登录|支付|手机)?(?:验证码|动态码|动态口令)"
        ),
    ),
    (ONE_TIME_CODE, r"(?<!\d)\d{4,8} is your (?:\w+ ){0,2}(?:code|password|otp)"),
    (PIN, rf"(?<![a-z])pin(?![a-z])(?: ?code| ?number| ?no\.?)?{_SAY}{_digits(4, 8)}"),
    (PASSWORD, rf"(?:密码|口令){_SAY}(?:{_digits(4, 16)}|{_MIXED})"),
    (
        PASSWORD,
        (
            rf"(?<!\d){_digits(4, 12)}\s*(?:是|做|作|当|作为|设为|设成|用作)"
            r"(?:他的|她的|其|客户的|您的)?(?:新)?(?:登录|交易|支付|取款|查询)?密码"
        ),
    ),
    (
        PASSWORD,
        rf"(?<![a-z])(?:pass ?word|passwd|pwd|passcode|passphrase){_SAY}(?:{_digits(4, 16)}|{_MIXED})",
    ),
    (
        PASSWORD,
        r"(?<![a-z])(?:password|passwd|pwd)\s*[:=]\s*(?!reset|forgot|expired|changed|locked|unknown|none|n/a)[!-~]{4,}",
    ),
    (
        BIOMETRIC,
        (
            r"(?:指纹|人脸|面部|虹膜|声纹|掌纹|fingerprint|face|facial|iris|voice|palm)\s?"
            r"(?:特征值?|模板|数据|图像|信息|templates?|features?|vector|embedding|data|image|print)"
            r"\s*(?:是|为|:|=)?\s*"
            r"(?:data:image[!-~]+|[a-z0-9+/=_-]{16,}|\[?\s*-?\d\.\d+(?:\s*,\s*-?\d\.\d+){3,})"
        ),
    ),
    (BIOMETRIC, r"(?:464d52(?:00|20)[0-9a-f]{8,}|\brk1s(?:aa|ic)[a-z0-9+/=]{8,})"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TEXTS)


def refused(text: str) -> str | None:
    """Return the kind of authentication data whose value a text carries."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return next((kind for kind, pattern in _PATTERNS if pattern.search(plain)), None)
