"""Authentication data never come in: a column of PINs refuses the feed, a memo with one is emptied (C-21)."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking import quarantine
from tilth.connectors.core_banking.sheet import Sheet, as_mask
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.policy.registry import authentication_data
from tilth.ports.schema import Kind

_SUSPECT = (
    r"(?i)密|口令|验证码|动态码|安全码|校验码|磁道|磁条|指纹|人脸|虹膜|声纹|掌纹"
    r"|pass|pwd|pin|cvv|cvc|cvn|csc|otp|code|track|\^|%b|;\d|finger|face|iris|voice|biometric"
    r"|[\x{00AD}\x{034F}\x{180B}-\x{180F}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FE00}-\x{FE0F}\x{FEFF}]"
)
"""Texts worth a closer look; one in thousands, so that the exact rule is asked about few.

A word with a sign in it that nobody sees is not found here and is read by people.
"""


def refuse_columns(sheet: Sheet) -> None:
    """Raise Refused when the file brings a column of authentication data, known to the contract or not."""
    for name in sheet.ignored_columns:
        if authentication_data.refused(name):
            raise Refused(Said("authentication_column", file=sheet.file, column=name[:64]))


def drop_texts(sheet: Sheet) -> None:
    """Leave out free texts that carry authentication data; the row stays, the value is shown nowhere."""
    for column in sheet.table.columns:
        if column.kind is Kind.TEXT and not (column.values or column.sealed or column.required):
            _drop(sheet, column.name)


def _drop(sheet: Sheet, name: str) -> None:
    values = sheet.columns[name]
    if values.null_count == len(values):
        return
    rows = np.flatnonzero(as_mask(pc.match_substring_regex(values, _SUSPECT)))
    texts = pc.take(values, pa.array(rows)).to_pylist()
    mask = np.zeros(sheet.read, dtype=np.bool_)
    mask[[row for row, text in zip(rows, texts, strict=True) if authentication_data.refused(text)]] = True
    sheet.drop_values(mask, column=name, code=quarantine.AUTHENTICATION)
