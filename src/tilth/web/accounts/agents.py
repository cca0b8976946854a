"""By what kind of browser somebody signed in: words that a person recognises, no fingerprint."""

from django.http import HttpRequest

_BROWSERS = (
    ("MicroMessenger/", "WeChat"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_LONGEST = 500
"""No browser says more of itself that matters; what follows is not looked at."""


def about(request: HttpRequest, *, address: str) -> dict[str, str]:
    """Return what a session keeps of its beginning: the address, and the browser's and system's names."""
    said = request.headers.get("User-Agent", "")[:_LONGEST]
    return {"address": address, "browser": _named(said, _BROWSERS), "system": _named(said, _SYSTEMS)}


def _named(said: str, names: tuple[tuple[str, str], ...]) -> str:
    """Return the first name whose sign is there, empty for none."""
    return next((name for sign, name in names if sign in said), "")
