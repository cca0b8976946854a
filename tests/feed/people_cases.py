"""The hostile feeds about people: ages, identity numbers, telephones, hostile text, spreadsheets' traces."""

import datetime as dt

from feed.case import Case, cell, cells, one_cell, value_left_out
from feed.samples import resident_id

FOLLOWING = (
    ("holdings", 12, "customer_id", "reference_quarantined"),
    ("holdings", 24, "customer_id", "reference_quarantined"),
    ("relations", 1, "from_id", "reference_quarantined"),
)
GONE = {"customers": ("C01",), "holdings": ("H12", "H24"), "relations": ("C01",)}
RIGHT = resident_id("19610302", 1, female=False)
WRONG_CHECK = RIGHT[:17] + ("0" if RIGHT[17] != "0" else "1")
WITH_X = next(
    number
    for order in range(10, 99)
    if (number := resident_id("19610302", order, female=False)).endswith("X")
)
ATTACKS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "＝1+1",
    "\t=1",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "'; drop table customers; --",
)

AGES = (
    Case(
        number=42,
        name="born after the business date",
        rows=cells(("customers", 1, "birth_date", "2026-11-21"), ("customers", 1, "id_number", "")),
        faults=(("customers", 1, "birth_date", "impossible_age_left_out"),),
        values={("customers", "C01", "birth_date"): None, ("customers", "C01", "id_number"): None},
    ),
    Case(
        number=42,
        name="121 years old",
        rows=cells(("customers", 1, "birth_date", "1905-11-20"), ("customers", 1, "id_number", "")),
        faults=(("customers", 1, "birth_date", "impossible_age_left_out"),),
        values={("customers", "C01", "birth_date"): None, ("customers", "C01", "id_number"): None},
    ),
    Case(
        number=42,
        name="120 years old to the day before 121",
        rows=cells(("customers", 1, "birth_date", "1905-11-21"), ("customers", 1, "id_number", "")),
        values={
            ("customers", "C01", "birth_date"): dt.date(1905, 11, 21),
            ("customers", "C01", "id_number"): None,
        },
    ),
    Case(
        number=42,
        name="opened before birth",
        rows=cell("customers", 1, "opened_on", "1961-03-01"),
        faults=(("customers", 1, "birth_date", "opened_before_birth_left_out"),),
        values={
            ("customers", "C01", "birth_date"): None,
            ("customers", "C01", "opened_on"): dt.date(1961, 3, 1),
        },
    ),
    value_left_out(
        40, "birthday in the year 9999", ("customers", 1, "birth_date"), "9999-12-31", "impossible_age"
    ),
)

IDENTITIES = (
    value_left_out(43, "wrong check digit", ("customers", 1, "id_number"), WRONG_CHECK, "id_checksum"),
    value_left_out(43, "seventeen digits", ("customers", 1, "id_number"), RIGHT[:17], "id_format"),
    value_left_out(
        43,
        "another birthday",
        ("customers", 1, "id_number"),
        resident_id("19610303", 1, female=False),
        "id_birth_date",
    ),
    value_left_out(
        43,
        "the other gender",
        ("customers", 1, "id_number"),
        resident_id("19610302", 1, female=True),
        "id_gender",
    ),
    Case(
        number=43,
        name="lower-case x",
        rows=cell("customers", 1, "id_number", WITH_X.lower()),
        values={("customers", "C01", "id_number"): WITH_X},
        normalised={"customers": 1},
    ),
    Case(
        number=43,
        name="former number of 15 digits",
        rows=cell("customers", 1, "id_number", "110101610302011"),
        values={("customers", "C01", "id_number"): "110101610302011"},
        finding="15-digit",
    ),
    Case(
        number=43,
        name="other documents are not judged",
        rows=cells(("customers", 1, "id_type", "passport"), ("customers", 1, "id_number", "E12345")),
        values={("customers", "C01", "id_type"): "passport", ("customers", "C01", "id_number"): "E12345"},
    ),
    value_left_out(
        44,
        "number in scientific notation",
        ("customers", 1, "id_number"),
        "1.10101E+17",
        "spreadsheet_number",
    ),
    one_cell(
        59,
        "key from a spreadsheet",
        ("holdings", 20, "holding_id"),
        "1.10101199003071e+17",
        "spreadsheet_number",
    ),
)

PRIVATE_USE = (
    Case(
        number=52,
        name="private-use forms of GBK become their characters",
        rows=cells(("customers", 1, "name", "张\ue863"), ("customers", 2, "name", "张𬎆")),
        values={("customers", "C01", "name"): "张䶮", ("customers", "C02", "name"): "张𬎆"},
        normalised={"customers": 1},
    ),
    Case(
        number=52,
        name="other private-use signs stay and are told",
        rows=cells(("customers", 1, "name", "张\ue000")),
        values={("customers", "C01", "name"): "张\ue000"},
        finding="private-use",
    ),
)

TELEPHONES = (
    Case(
        number=45,
        name="telephones in other spellings",
        rows=cells(
            ("customers", 1, "mobile", "+86 138-0013-8001"),
            ("customers", 2, "mobile", "0086 13800138002"),
            ("customers", 3, "phone", "(010) 6552 9988"),
            ("customers", 4, "mobile", "+420 601 123 456"),
        ),
        values={
            ("customers", "C03", "phone"): "01065529988",
            ("customers", "C04", "mobile"): "+420601123456",
        },
        normalised={"customers": 4},
    ),
    Case(
        number=45,
        name="extensions, several numbers, 86 without a plus",
        rows=cells(
            ("customers", 1, "phone", "021-61234567-808"),
            ("customers", 2, "phone", "(021) 6123-4567 ext. 808"),
            ("customers", 3, "phone", "０２１－６１２３４５６７ 分机 808"),
            ("customers", 4, "mobile", "13800138004；13900138009"),
            ("customers", 5, "mobile", "8613800138005"),
            ("customers", 6, "phone", "+86 10 6552 9988"),
            ("customers", 7, "phone", "0571-8888-1234"),
            ("customers", 8, "phone", "400-800-1234#5"),
            ("customers", 9, "mobile", "13800138009 13900138009"),
        ),
        values={
            **{("customers", f"C0{n}", "phone"): "02161234567转808" for n in (1, 2, 3)},
            ("customers", "C04", "mobile"): "13800138004",
            ("customers", "C04", "phone"): "13900138009",
            ("customers", "C05", "mobile"): "13800138005",
            ("customers", "C06", "phone"): "01065529988",
            ("customers", "C07", "phone"): "057188881234",
            ("customers", "C08", "phone"): "4008001234转5",
            ("customers", "C09", "mobile"): "13800138009",
            ("customers", "C09", "phone"): "13900138009",
        },
        normalised={"customers": 11},
    ),
    Case(
        number=45,
        name="a second number takes the place that is empty",
        rows=cells(
            ("customers", 1, "mobile", ""),
            ("customers", 1, "phone", "010-6552 9988 / 138 0013 8001"),
            ("customers", 2, "phone", "01065529988、-"),
            ("customers", 3, "phone", "01065529988;01065529988"),
            ("customers", 4, "mobile", "13800138004/10086"),
            ("customers", 5, "mobile", "13800138005,13800138005"),
        ),
        values={
            ("customers", "C01", "mobile"): "13800138001",
            ("customers", "C01", "phone"): "01065529988",
            ("customers", "C02", "phone"): "01065529988",
            ("customers", "C03", "phone"): "01065529988",
            ("customers", "C04", "phone"): None,
            ("customers", "C05", "phone"): None,
        },
        normalised={"customers": 6},
    ),
    Case(
        number=45,
        name="a third number is told",
        rows=cell("customers", 1, "phone", "010-65529988 / 021-61234567, 020 8123 4567"),
        values={("customers", "C01", "phone"): "01065529988"},
        normalised={"customers": 1},
        finding="in 1 the phone is several numbers",
    ),
    Case(
        number=45,
        name="a second number without a place is told",
        rows=cells(("customers", 1, "phone", "01065529988/02161234567")),
        values={("customers", "C01", "phone"): "01065529988"},
        normalised={"customers": 1},
        finding="the phone is several numbers and the row has no place left for all",
    ),
    Case(
        number=45,
        name="landline as it is",
        rows=cell("customers", 3, "phone", "01065529988"),
        values={("customers", "C03", "phone"): "01065529988"},
    ),
    Case(
        number=45,
        name="no mobile number",
        rows=cell("customers", 3, "mobile", "12345678901"),
        faults=(("customers", 3, "mobile", "value_dropped"),),
        values={("customers", "C03", "mobile"): None},
        finding="1 values of mobile are no telephone numbers",
    ),
)

BLANKS = tuple(
    Case(
        number=33,
        name=f"a name of {what}",
        rows=cell("customers", 1, "name", blank),
        faults=(("customers", 1, "name", "missing"), *FOLLOWING),
        gone=GONE,
        normalised={"customers": 1},
    )
    for what, blank in (("blanks", "　　"), ("signs without a shape", " \u200b\ufeff\u00a0"))
)

TEXTS = tuple(
    Case(
        number=51 if number < 5 else 52,
        name=f"attack {number} stays as it is",
        form=form,
        rows=cell("customers", 3, "name", attack),
        values={("customers", "C03", "name"): attack},
    )
    for form in ("csv", "parquet")
    for number, attack in enumerate(ATTACKS)
)


SECRETS = (
    "登录密码：qwe123456",
    "PIN 4821",
    "CVV2: 123",
    "短信验证码 884213",
    "password=hunter2",
)
AUTHENTICATION = tuple(
    Case(
        number=65,
        name=f"authentication data in a free text {place}",
        rows=cell("transactions", 1, "memo", text),
        faults=(("transactions", 1, "memo", "authentication_data"),),
        values={("transactions", "T01", "memo"): None},
    )
    for place, text in enumerate(SECRETS, start=1)
)
