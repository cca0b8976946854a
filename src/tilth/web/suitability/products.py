"""All that is on sale with its facts: by category, grade and name, a page at a time; nobody is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.kernel.spelling import alphabetical, key
from tilth.policy.codes import CATEGORIES
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.certificate import CertificateRules
from tilth.web import fields, shell
from tilth.web.desk import desk
from tilth.web.format.languages import language
from tilth.web.listing import heads
from tilth.web.listing.heads import Heads, Key
from tilth.web.suitability.shelf import Shown, on_sale, plain

MOST = 100
"""Products of one page."""
_KEYS: dict[str, Key[Shown]] = {
    "name": Key(of=lambda one: alphabetical(one.product.name)),
    "category": Key(of=lambda one: alphabetical(CATEGORIES[one.category].told(language()))),
    "issuer": Key(of=lambda one: one.product.risk_level),
    "seller": Key(of=lambda one: one.seller if one.seller != "–" else None),
    "grade": Key(of=lambda one: one.grade if one.grade != "–" else None),
}
"""What the table stands by; never what a product may earn."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What an address asks for; what it cannot mean is left out."""

    text: str = ""
    category: str = ""
    grade: str = ""
    sort: str = ""
    begin: int = 0

    def address(self, **other: object) -> str:
        """Return the query of the address, with some of it otherwise."""
        told: dict[str, object] = {"q": self.text, "category": self.category, "grade": self.grade}
        told |= {"sort": self.sort, "after": self.begin} | other
        return "?" + urlencode({name: value for name, value in told.items() if value})

    def fits(self, one: Shown) -> bool:
        """Say whether a product is one of those that are looked for."""
        return (
            self.category in ("", one.category)
            and self.grade in ("", one.grade)
            and (not self.text or key(self.text) in key(one.product.name))
        )


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of what is on sale."""

    given: Given
    lines: tuple[Shown, ...]
    number: int
    """How many products fit; `all` are on sale."""
    all: int
    heads: Heads
    categories: tuple[str, ...]
    grades: tuple[str, ...]
    more: str


@require_safe
@requires((Thing.PLAYBOOK, Action.VIEW))
def index(request: HttpRequest) -> HttpResponse:
    """Show what is on sale, to everybody who sells or answers for it."""
    frame = shell.of(request, "library")
    page = None
    if frame.generation is not None:
        at = desk.at(request, "library")
        rules = at.playbook.of(CertificateRules)
        page = _page(_read(request.GET), [plain(at, one, rules) for one in on_sale(at)])
    return shell.page(request, "suitability/products.html", shell=frame, page=page)


def _page(given: Given, every: Sequence[Shown]) -> Page:
    def address(sort: str) -> str:
        return given.address(sort=sort, after=0).removeprefix("?")

    fitting = [one for one in every if given.fits(one)]
    rows, headings = heads.stood(fitting, _KEYS, given.sort, address=address)
    end = given.begin + MOST
    return Page(
        given=given,
        lines=tuple(rows[given.begin : end]),
        number=len(rows),
        all=len(every),
        heads=headings,
        categories=tuple(dict.fromkeys(one.category for one in every)),
        grades=tuple(sorted({one.grade for one in every} - {"–"})),
        more=given.address(after=end) if len(rows) > end else "",
    )


def _read(query: QueryDict) -> Given:
    text, category, grade, sort, after = (
        fields.text_of(query, name) for name in ("q", "category", "grade", "sort", "after")
    )
    return Given(
        text=text[:60],
        category=category if category in CATEGORIES else "",
        grade=grade[:2],
        sort=sort,
        begin=int(after) if after.isascii() and after.isdigit() and len(after) < len("1000000") else 0,
    )
