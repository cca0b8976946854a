"""Every address of the pages and of the API says what it needs, or that it is open to all."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {"sign_in", "preferences", "manifest", "worker", "offline_alone", "calendar_feed"}
"""Pages that show nothing of anybody."""


def addresses(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, here)
        else:
            yield here, one


def test_a_view_says_what_it_needs() -> None:
    known = dict(addresses(get_resolver().url_patterns))
    assert {"audit/", "team/", "sign-in/"} <= set(known)
    unguarded = sorted(
        f"/{address}: {pattern.lookup_str}"
        for address, pattern in known.items()
        if not getattr(pattern.callback, "needs", ()) and not getattr(pattern.callback, "open_to_all", False)
    )
    assert unguarded == []


def test_only_the_door_itself_is_open() -> None:
    pages = {
        pattern.name
        for address, pattern in addresses(get_resolver().url_patterns)
        if getattr(pattern.callback, "open_to_all", False) and not address.startswith("^api/")
    }
    assert pages == OPEN
