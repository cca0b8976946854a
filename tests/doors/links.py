"""Every page that a link can open, from the matrix of doors: the browser looks at them all."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.urls import get_resolver, reverse

from doors import exempt, surfaces
from tilth.policy.permissions import may


class Link(NamedTuple):
    """One page: its name, its address, and who looks; '' for a page that is open to all."""

    name: str
    address: str
    person: str


def links(
    people: Sequence[tuple[str, str]],
    *,
    customer: str,
    run: int,
    event: str,
    entry: str = "",
    certificate: str = "",
    deal: str = "",
    proposal: str = "",
) -> Iterator[Link]:
    """Yield every page once; it is seen by the first of `people` (name, role) whose role may see it.

    A page that none of them may see is left out, as are those of an entry of the library, of a certificate,
    of an opportunity and of a proposal where there is none.
    """
    pages = next(one for one in get_resolver().url_patterns if "tilth.web.urls" in str(one)).url_patterns
    needs = {one.name: getattr(one.callback, "needs", ()) for one in pages}
    for one in pages:
        if one.name in exempt.ADDRESSES and not one.pattern.converters:
            yield Link(one.name, reverse(one.name), "" if one.name == "sign_in" else people[0][0])
    seen = set()
    for _, surface, call in surfaces.every():
        if surface != "page" or call.method != "GET" or call.file or call.url in seen:
            continue
        seen.add(call.url)
        ids: dict[str, Any] = {"customer_id": customer} if call.about == "one" else {}
        known = {
            "run": run,
            "event_id": event,
            "entry": entry,
            "row": proposal if "proposal" in call.url else certificate,
            "deal": deal,
            "kind": call.ids.get("kind"),
        }
        ids |= {name: one for name, one in known.items() if name in call.ids}
        able = (name for name, role in people if all(may(role, *need) for need in needs[call.url]))
        if (person := next(able, "")) and all(ids.values()):
            yield Link(call.url, reverse(call.url, kwargs=ids), person)


def whole(content_type: str, body: str) -> bool:
    """Say whether an answer is a whole page: no script, no file, no part of a page."""
    return "html" in content_type and "<!doctype" in body[:40].lower()
