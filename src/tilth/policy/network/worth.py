"""Who around a valued customer is worth meeting, and why (IDN-07)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tilth.policy.words import Codes, Words

REASONS: Codes = {
    "referred": Words("was referred, and nobody has spoken with them", "已被推荐，还没有首次联络"),
    "unkept": Words("a customer without a manager", "本行客户，现在无人管户"),
    "never": Words("a customer with whom nobody has spoken", "本行客户，还没有联络过"),
    "silent": Words("assets of weight, and a long silence", "资产较多，很久没有联络"),
    "no_account": Words("no account here", "本行没有账户"),
}
"""Why somebody is worth meeting, the strongest reason first."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What decides about one person: nothing of it is asked of anybody out of sight."""

    customer: bool
    referred: bool
    """The customer brought them."""
    kept: bool
    spoken_on: dt.date | None
    aum: Decimal
    gone: bool
    """Died, left the bank, or is under age."""


def reason(one: Around, *, valued_from: Decimal, silent_days: int, today: dt.date) -> str:
    """Return the strongest reason to meet somebody: a code of REASONS; empty for none."""
    if one.gone:
        return ""
    if not one.customer:
        return "no_account"
    if one.spoken_on is None:
        return "referred" if one.referred else "never" if one.kept else "unkept"
    if not one.kept:
        return "unkept"
    silent = (today - one.spoken_on).days >= silent_days
    return "silent" if silent and one.aum >= valued_from else ""
