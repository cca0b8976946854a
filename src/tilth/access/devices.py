"""Browsers in which a person signed in before: a signed number that names nobody, for this account alone.

The cookie holds one part for each of the last people who signed in there: `<day>.<number>.<proof>`. The proof
is a keyed digest over the number, the account and a digest of its password: another account's, a forged one,
one from before a change of the password prove nothing. No table is needed, and what is stolen opens no
session: it only lets wrong passwords count apart from strangers' (C-30).
"""

import secrets
import time
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "tilth_known"
AGE = 365
"""Days after the last sign-in until the browser counts as a stranger's again."""
MOST = 8
"""People who share one browser; the longest unseen makes room."""
_SALT = "tilth.access.devices"
_PROOF = 32
_NUMBER = 16
_LONGEST = 1_000
_DOTS = 2
_DAY = 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Account:
    """The account's number, and what changes with its password; both empty: there is none."""

    number: str = ""
    stamp: str = ""


def known(cookie: str, account: Account) -> str:
    """Return the number of the browser in which this account signed in before; empty: a stranger's."""
    return next((part.split(".")[1] for part in _parts(cookie) if _proves(part, account)), "")


def renewed(cookie: str, account: Account) -> str:
    """Return the cookie after this account signed in: a new number for it, the other people's kept."""
    others = [part for part in _parts(cookie) if not _proves(part, account)]
    begun = f"{_today()}.{secrets.token_hex(_NUMBER)}"
    return ":".join([f"{begun}.{_proof(begun, account)}", *others][:MOST])


def _parts(cookie: str) -> list[str]:
    return [part for part in cookie[:_LONGEST].split(":") if part.count(".") == _DOTS][:MOST]


def _proves(part: str, account: Account) -> bool:
    begun, _, proof = part.rpartition(".")
    day = begun.partition(".")[0]
    # compared in any case, so that a name without account takes the same time
    same = constant_time_compare(proof, _proof(begun, account))
    return same and bool(account.number) and _today() - int(day) <= AGE


def _proof(begun: str, account: Account) -> str:
    text = f"{begun}\x1f{account.number}\x1f{account.stamp}"
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()[:_PROOF]


def _today() -> int:
    return int(time.time()) // _DAY
