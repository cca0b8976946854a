"""Authentication data are refused by name and by value; talking about them is not (C-21)."""

import pytest

from tilth.policy.registry import authentication_data
from tilth.policy.registry.authentication_data import refused

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


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, found in NAMES.items() for text in found])
def test_a_column_for_authentication_data_is_refused(kind: str, text: str) -> None:
    assert refused(text) == kind


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, found in TEXTS.items() for text in found])
def test_a_text_with_authentication_data_is_refused(kind: str, text: str) -> None:
    assert refused(text) == kind
    assert refused(f"今天上午来电。{text}\n已记录") == kind


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
