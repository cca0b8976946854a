"""Names of the list as text: the template is rendered once per kind of name, then only filled in.

Twenty names are most of what the page costs, and all but a few words of each are the same.
"""

import functools
import re
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import quote

from django.template.loader import get_template
from django.utils.safestring import SafeString
from markupsafe import escape

from tilth.web.today.rows import Row

_PLACE = re.compile(r"qz([a-z]+)zq")
_TEMPLATE = "today/_row.html"


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """What decides the shape of a name's text; all else is filled in."""

    language: str
    now: bool
    tier: str
    side: str
    segment: bool
    assumed: bool
    mobile: bool
    wrong: bool
    deceased: bool
    more: int
    worth: bool


def spot(place: str, tag: str) -> SafeString:
    """Return the place of what the asking page keeps as it is."""
    return SafeString(f'<{tag} id="{place}" hx-preserve></{tag}>')


def text(row: Row, *, chips: SafeString, rest: SafeString, language: str, token: str) -> SafeString:
    """Return one name of the list; `token` goes into its form, `chips` and `rest` are its reasons."""
    entry = row.entry
    kind = _Kind(
        language=language,
        now=row.now,
        tier=entry.tier,
        side=entry.side,
        segment=bool(row.segment),
        assumed=entry.segment_assumed,
        mobile=bool(entry.mobile),
        wrong=bool(row.wrong),
        deceased=entry.deceased,
        more=len(row.more),
        worth=bool(row.points),
    )
    values = {
        "rank": str(entry.rank),
        "place": row.place,
        "mark": row.mark,
        "name": escape(entry.name),
        "mobile": escape(entry.mobile),
        "wrong": escape(row.wrong),
        "customer": quote(entry.customer_id, safe=""),
        "segment": escape(row.segment),
        "near": escape(row.near),
        "opening": escape(row.opening),
        "purpose": escape(row.purpose),
        "points": escape(row.points),
        "terms": escape(row.terms),
        "chips": chips,
        "rest": rest,
        "token": escape(token),
    }
    pieces = _pieces(kind)
    filled = [values[piece] if place % 2 else piece for place, piece in enumerate(pieces)]
    return SafeString("".join(filled))


@functools.lru_cache(maxsize=512)
def _pieces(kind: _Kind) -> tuple[str, ...]:
    """Return the text of the template in pieces: plain, name of a place, plain, and so on."""
    entry = SimpleNamespace(
        rank=_place("rank"),
        name=_place("name"),
        mobile=_place("mobile") if kind.mobile else "",
        deceased=kind.deceased,
        customer_id=_place("customer"),
        tier=kind.tier,
        side=kind.side,
        segment_assumed=kind.assumed,
    )
    row = SimpleNamespace(
        entry=entry,
        place=_place("place"),
        mark=_place("mark"),
        wrong=_place("wrong") if kind.wrong else "",
        now=kind.now,
        more=kind.more,
        segment=_place("segment") if kind.segment else "",
        near=_place("near"),
        opening=_place("opening"),
        purpose=_place("purpose"),
        points=_place("points") if kind.worth else "",
        terms=_place("terms"),
        chips=_place("chips"),
        rest=_place("rest"),
    )
    text = get_template(_TEMPLATE).render({"row": row, "token": _place("token")})
    return tuple(_PLACE.split(text))


def _place(name: str) -> str:
    """Return a mark that neither escaping nor an address changes."""
    return f"qz{name}zq"
