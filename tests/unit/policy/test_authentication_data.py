"""Authentication data are refused by name and by value; talking about them is not (C-21)."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from property.profiles import examples
from tilth.policy.registry import authentication_data, authentication_texts
from tilth.policy.registry.authentication_data import refused
from unit.policy import plain_texts

NAMES = {
    "pin": ("PIN", "card_pin", "atmPin", "pin_block", "customer.pin_code"),
    "password": (
        "password",
        "login_pwd",
        "userPassword",
        "passwd",
        "jiaoyi_mima",
        "交易密码",
        "登录密码",
        "取款密码密文",
    ),
    "card_code": ("cvv2", "CVC", "card_cvn2", "cardSecurityCode", "安全码", "信用卡安全码"),
    "track": ("track2", "track_data", "mag_stripe", "磁道信息", "二磁道数据"),
    "one_time_code": ("otp", "sms_code", "oneTimePassword", "短信验证码", "动态口令"),
    "biometric": ("fingerprint", "face_template", "voiceprint_1", "irisFeature", "指纹特征", "人脸图像"),
}
TEXTS = {
    "pin": ("客户的PIN码1234", "PIN is 4821", "his pin: 482 913", "PIN number 90210"),
    "password": (
        "客户说密码是888888，请代办",
        "交易密码：135790",
        "密码 1 3 5 7 9 0",
        "密码一二三四五六",
        "登录密码改为Abc123!",
        "Password is Hunter22",
        "pwd=letmein",
        "用888888做取款密码",
        "密码１２３４５６",
        "网银口令 zhang1988",
    ),
    "card_code": ("CVV2：123", "cvc 4567", "卡背面三位数字是321", "安全码 007"),
    "track": (
        "%B6222021234567890^ZHANG/SAN^2912101123456789",
        ";6222021234567890=29121011234567890000?",
        "二磁道数据: 6222021234567890291210112345",
    ),
    "one_time_code": (
        "验证码482913，5分钟内有效",
        "【银行】482913（短信验证码）",
        "客户报来动态口令 77 01 93",
        "OTP 482913",
        "482913 is your verification code",
        "your security code is 4829",
    ),
    "biometric": (
        "指纹模板：Rk1SACAyMAAAAADkAAABPAFiAMUAxQEAAAAoJ",
        "face embedding [0.123, -0.551, 0.220, 0.871, 0.114]",
        "人脸图像 data:image/png;base64,iVBORw0KGgo",
        "464D520020323000000000E4",
    ),
}
HARMLESS = (
    *(
        "customer_id",
        "name_pinyin",
        "pinyin",
        "mobile",
        "opened_on",
        "risk_level",
        "shipping_address",
        "track_record",
    ),
    *(
        "password_changed_on",
        "pwd_reset_required",
        "pin_attempts",
        "face_value",
        "voice_calls",
        "iris",
        "opinion",
    ),
    *(
        "spin_off",
        "one_time_fee",
        "code",
        "postal_code",
        "branch_code",
        "currency_code",
        "email",
        "客户姓名",
        "手机号码",
    ),
    "客户忘记密码，已告知到网点重置",
    "密码输错3次，卡片已锁",
    "提醒客户定期修改密码",
    "密码2026年11月起需8位以上",
    "客户的密码于2026-11-20到期",
    "密码器电池没电了",
    "手机银行密码重置预约 11月25日 10:30",
    "客户不愿设置支付密码",
    "password reset requested on 2026-11-20",
    "Password: reset",
    "password expired 3 days ago",
    "客户没有收到验证码，请科技部查",
    "验证码收不到，已换号",
    "验证码5分钟内有效",
    "客户改用指纹登录",
    "人脸识别未通过3次，转人工",
    "指纹采集失败，改约周五",
    "fingerprint reader at branch 1203 is broken",
    "face to face meeting on 25 November",
    "定存500000元12月1日到期，建议续存",
    "存款 123456.78 元",
    "手机尾号8000，卡尾号4321",
    "请拨 13812348000 联系",
    "座机 0571-88776655 转 1234",
    "客户号 C0012345678 转给李经理",
    "身份证即将到期",
    "约好周三14:30网点见面",
    "关注债券基金 006327 和 000001",
    "基金代码 110022 盈利 12.5%",
    "年化 3.85%，期限 365 天",
    "pinned the brochure to his file",
    "Mrs Pin called at 1430",
    "opinion 2026: wait",
    "shopping on Taobao 1111",
    "track record of 10 years at 4.5%",
    "安全码头物流有限公司",
    "公司在安全路123号",
    "security of the deposit matters to her",
    "her verification is due in 2027",
    "家有两个孩子，2019年买房",
    "生日 12-01 送花",
    "编号 20261120001",
    "合同号 HT-2026-1120",
    "QQ 123456789",
    "磁条卡换芯片卡，免费",
    "磁道损坏，补卡费20元",
    "动态口令牌已领取",
    "安全码遗忘，去柜台",
    "Customer said: call back at 9",
    "张先生说等到三八节再看",
    "下午五点二十来签约",
    "",
    "   ",
)

_WORDS = """
密码 口令 password passwd pwd PassPhrase pin PIN no. number code cvv csc 安全码 卡背面 三位 验证码 动态码
动态口令 otp one-time your login sms is was to -> : = ： 是 为 改为 设置为 就是 号 号码 码 " ' “ ( [ 【 ]
做 作为 他的 新 登录 短信 磁道 track mag data 指纹 人脸 face 特征 特征值 模板 image data:image rk1saa
464d5200 reset none n/a 年 月 元 万 % , 。 ; ^ %b ! # _ - / . 一 二 三四 五六七八 零〇 a b Z ı ٣ x
1 12 123 1234 888888 0.12 -1.5 2026-11-20 6222021234567890 29121011234567 == a1 a1b2 Ab1! 1!
"""
_SPACED = (" ", "  ", "\n", "\t ", "   ", ", ", "1 2 3 4", "pass word", "one time password", "is your ")
PIECES = (*_WORDS.split(), *_SPACED, "security code on the back")
PIECED = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
AFTER_A_WORD = st.tuples(
    st.sampled_from(["密码", "pwd", "口令", "password", "x=pwd", "pass word", "a pin"]),
    st.lists(st.sampled_from([*'=:"([a1!x 是号码', "is", "to", "->", "pwd", "b2", "改为", "77"]), max_size=9),
).map(lambda parts: parts[0] + "".join(parts[1]))


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, found in NAMES.items() for text in found])
def test_a_column_for_authentication_data_is_refused(kind: str, text: str) -> None:
    assert refused(text) == kind


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, found in TEXTS.items() for text in found])
def test_a_text_with_authentication_data_is_refused(kind: str, text: str) -> None:
    assert refused(text) == kind
    assert refused(f"今天上午来电。{text}\n已记录") == kind


@examples(2000, 200_000)
@given(text=st.one_of(PIECED, AFTER_A_WORD))
@example(text="密码is1!")
@example(text="pwd===1=a")
@example(text="pass word: reset1")
@example(text="指纹数据=aaaaaaaaaaaaaaa")
def test_the_quick_patterns_find_what_the_plain_ones_find(text: str) -> None:
    found = next((kind for kind, one in authentication_texts.PATTERNS if one.search(normal(text))), None)
    assert found == plain_texts.refused(text)


def normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


@pytest.mark.parametrize("text", [text for found in TEXTS.values() for text in found] + list(HARMLESS))
def test_every_sample_is_answered_as_by_the_plain_patterns(text: str) -> None:
    for one in (text, f"今天上午来电。{text}\n已记录", text.replace(" ", "  ")):
        found = next(
            (kind for kind, pattern in authentication_texts.PATTERNS if pattern.search(normal(one))), None
        )
        assert found == plain_texts.refused(one)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, found in TEXTS.items() for text in found])
def test_a_secret_at_the_end_of_a_long_note_is_found(kind: str, text: str) -> None:
    assert refused("谈" * (1990 - len(text)) + " " + text) == kind
    assert refused("today " * 20_000 + text) == kind


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u202e", "\U000e0041", "\x00"])
def test_a_sign_that_nobody_sees_hides_no_secret(sign: str) -> None:
    assert refused(f"密{sign}码 8{sign}88888") == "password"
    assert refused(f"p{sign}assword is Hunter22") == "password"


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_names_and_texts_pass(text: str) -> None:
    assert refused(text) is None


def test_there_are_enough_samples() -> None:
    assert sum(len(found) for found in NAMES.values()) >= 30
    assert sum(len(found) for found in TEXTS.values()) >= 30
    assert len(set(HARMLESS)) >= 60
    assert set(NAMES) == set(TEXTS) == set(authentication_data.KINDS)


def test_the_columns_of_the_contract_pass() -> None:
    from tilth.ports import feed  # noqa: PLC0415 - only this test knows the contract

    columns = {column.name for table in feed.TABLES for column in table.stored.columns}
    assert {name: kind for name in columns if (kind := refused(name))} == {}
