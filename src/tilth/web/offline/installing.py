"""What makes the pages installable: the manifest, the worker at the root, the page without a network."""

import functools
import hashlib
import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tilth.access.checks import open_to_all
from tilth.domain import bank
from tilth.web.format.languages import chinese

DIST = Path(__file__).resolve().parents[1] / "static/dist"
SHELL = ("app.css", "app.js", "theme.js", "icons.svg", "logo.svg", "icon-192.png")
"""What every page needs, kept by the worker."""
_BRAND, _PAPER = "#0f5b66", "#f4f3ee"


@login_not_required
@open_to_all
@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Name, icons and colours of the installed application, in the reader's language."""
    told = {
        "id": "/",
        "name": f"{_('Tilth')} Tilth" if chinese() else "Tilth",
        "short_name": _("Tilth"),
        "description": _("Twenty names a day, each with its reason"),
        "lang": "zh-Hans" if chinese() else "en",
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "theme_color": _BRAND,
        "background_color": _PAPER,
        "icons": [
            _icon("icon-192.png", 192, "any"),
            _icon("icon-512.png", 512, "any"),
            _icon("icon-maskable-512.png", 512, "maskable"),
            {"src": static("dist/logo.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params=_PLAIN)


_PLAIN = {"ensure_ascii": False}


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    address = static(f"dist/{name}")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@login_not_required
@open_to_all
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the worker with the list of files of this build; one that removes itself where it is off."""
    on = bank.settings_of_bank().offline
    script = _worker(_stamp()) if on else _LEAVE
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


_LEAVE = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
})()));
"""


def _stamp() -> int:
    return (DIST / "sw.js").stat().st_mtime_ns


@functools.lru_cache(maxsize=2)
def _worker(stamp: int) -> str:  # noqa: ARG001 - another build is another worker
    """Return the built worker behind its list of files; the version is a digest of all of them."""
    total = hashlib.sha256()
    for name in (*SHELL, "sw.js"):
        total.update((DIST / name).read_bytes())
    told = {
        "version": total.hexdigest()[:16],
        "files": [static(f"dist/{name}") for name in SHELL],
        "alone": reverse("offline_alone"),
        "today": reverse("today"),
        "form": reverse("offline_form"),
        "signOut": reverse("sign_out"),
        "ticket": reverse("offline_ticket"),
    }
    return f"self.TILTH = {json.dumps(told)};\n" + (DIST / "sw.js").read_text("utf-8")


@login_not_required
@open_to_all
@require_safe
@cache_control(no_cache=True)
def alone(request: HttpRequest) -> HttpResponse:
    """Say that this page needs a network, and what works without: kept by the worker, about nobody."""
    return render(request, "offline/alone.html", {"theme": "auto"})
