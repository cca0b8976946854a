"""Cards of one person or company (RFC 6350, vCard 4.0): escaped and folded as calendar files are.

Names stay whole, as FN: which part of one is the family's is not told by its signs. A number of this country
is written with its +86, so that whoever takes the card abroad can call it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tilth.kernel import ics, telephones

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LINE = re.compile(r"0[1-9]\d{8,10}", re.ASCII)
_TELEPHONES = {"mobile": "cell", "phone": "voice", "fax": "fax"}
_TEXTS = {"email": "EMAIL", "wechat": "X-WECHAT", "messenger": "X-MESSENGER"}
_PLACES = {"home": "home", "work": "work"}


@dataclass(frozen=True, kw_only=True)
class Reach:
    """One way to reach somebody: mobile, phone, fax, email, wechat, messenger or address."""

    kind: str
    value: str
    place: str = ""
    """home, work, or anything else, which a card does not tell."""
    postcode: str = ""
    first: bool = False
    """Of its kind it comes first."""


def written(  # noqa: PLR0913 - what a card says, told in keywords
    *, uid: str, name: str, company: bool, reaches: Iterable[Reach], maker: str, at: dt.datetime
) -> str:
    """Return a card, its lines ended by CR LF and at most 75 octets long."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"PRODID:{ics.text(maker)}", f"UID;VALUE=text:{ics.text(uid)}"]
    lines += [f"KIND:{'org' if company else 'individual'}", f"FN:{ics.text(name)}"]
    lines += map(_line, reaches)
    lines += [f"REV:{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}", "END:VCARD"]
    return "".join(f"{part}\r\n" for line in lines for part in ics.folded(line))


def _line(one: Reach) -> str:
    types = [*_types(one)]
    told = f";TYPE={_listed(types)}" if types else ""
    told += ";PREF=1" if one.first else ""
    if one.kind in _TELEPHONES:
        return f"TEL{told}:{ics.text(international(one.value))}"
    if one.kind == "address":
        return f"ADR{told}:;;{ics.text(one.value)};;;{ics.text(one.postcode)};"
    return f"{_TEXTS[one.kind]}{told}:{ics.text(one.value)}"


def _types(one: Reach) -> Iterator[str]:
    if one.place in _PLACES:
        yield _PLACES[one.place]
    if one.kind in _TELEPHONES:
        yield _TELEPHONES[one.kind]


def _listed(types: list[str]) -> str:
    """Return the value of a parameter; several are one value in quotes."""
    return types[0] if len(types) == 1 else f'"{",".join(types)}"'


def international(number: str) -> str:
    """Return a spelled number as it is called from anywhere; what is no number of this country stays."""
    spelled = telephones.spelled(number)
    line, extension = telephones.line(spelled), spelled.partition(telephones.EXTENSION)[2]
    if _MOBILE.fullmatch(line):
        line = f"+86{line}"
    elif _LINE.fullmatch(line):
        line = f"+86{line[1:]}"
    return f"{line} ext. {extension}" if extension else line
