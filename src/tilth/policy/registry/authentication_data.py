"""Authentication data (C3) are never accepted: PINs, passwords, codes of cards, tracks, biometrics.

Recognised by the name of a column or by a text that carries a value, in Chinese and English (C-21). To talk
about a password is harmless; to write one down is not.
"""

import re

from tilth.kernel import text as texts
from tilth.policy.registry import authentication_texts
from tilth.policy.registry.authentication_texts import (
    BIOMETRIC,
    CARD_CODE,
    ONE_TIME_CODE,
    PASSWORD,
    PIN,
    TRACK,
)

KINDS = (PIN, PASSWORD, CARD_CODE, TRACK, ONE_TIME_CODE, BIOMETRIC)
"""What `refused` answers; the pages put it in words."""

_TOKENS = {
    PIN: {"pin", "pinblock", "epin", "atmpin"},
    PASSWORD: {"password", "passwords", "passwd", "pwd", "passcode", "passphrase", "mima", "密码", "口令"},
    CARD_CODE: {"cvv", "cvv2", "cvc", "cvc2", "cvn", "cvn2", "csc"},
    TRACK: {"track1", "track2", "track3", "trackdata", "magstripe", "cidao"},
    ONE_TIME_CODE: {"otp", "totp", "hotp", "yanzhengma"},
    BIOMETRIC: {"fingerprint", "faceprint", "voiceprint", "zhiwen", "biometric", "biometrics", "minutiae"},
}
_PHRASES = {
    PIN: r"pin_(?:block|code|number)",
    PASSWORD: r"pass_(?:word|code|phrase)",
    CARD_CODE: r"card_(?:security|verification)_(?:code|value)",
    TRACK: r"track_(?:\d|data)|mag(?:netic)?_stripe",
    ONE_TIME_CODE: r"one_time_(?:code|password|passcode)|(?:sms|auth|verification|verify)_code",
    BIOMETRIC: r"(?:face|facial|iris|voice|palm|finger)_"
    r"(?:template|features?|vectors?|embedding|data|image|print)",
}
_HAN_NAMES = {
    PASSWORD: r"(?:登录|交易|支付|取款|查询|网银|手机银行|银行卡|卡|客户)?(?:密码|口令)(?:明文|密文)?",
    CARD_CODE: r"(?:卡片|信用卡|银行卡)?(?:安全码|校验码)",
    TRACK: r"[一二三]?磁道(?:信息|数据)?|磁条(?:信息|数据)?",
    ONE_TIME_CODE: r"(?:短信|动态|手机)?(?:验证码|动态码)|动态(?:口令|密码)",
    BIOMETRIC: r"(?:指纹|人脸|面部|虹膜|声纹|掌纹)(?:特征值?|模板|数据|信息|图像)?",
}
_ABOUT_IT = frozenset(
    {
        "reset",
        "changed",
        "expires",
        "expired",
        "expiry",
        "policy",
        "attempts",
        "locked",
        "set",
        "required",
        "length",
    }
)
"""Words that make a column one about a password: when it was changed, how often it was tried."""

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,63}")
_HAN_NAME = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _HAN_NAMES.items()))
_PHRASE = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PHRASES.items()))


def refused(name_or_text: str) -> str | None:
    """Return which authentication data a name or a text carries, a word of `KINDS`; None for none."""
    text = texts.visible(texts.nfkc(name_or_text)).strip()
    return _by_name(text) or _by_value(text)


def _by_name(text: str) -> str | None:
    whole = _HAN_NAME.fullmatch(text)
    if whole:
        return whole.lastgroup
    if not _IDENTIFIER.fullmatch(text):
        return None
    words = _words(text)
    if _ABOUT_IT & set(words):
        return None
    found = _PHRASE.search("_".join(words))
    if found:
        return found.lastgroup
    return next((kind for kind, tokens in _TOKENS.items() if tokens & set(words)), None)


def _words(identifier: str) -> list[str]:
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", identifier)
    return [word for word in re.split(r"[_.\-]+", apart.lower()) if word]


def _by_value(text: str) -> str | None:
    return next((kind for kind, pattern in authentication_texts.PATTERNS if pattern.search(text)), None)
