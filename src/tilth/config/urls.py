"""All addresses: the pages own them, programs have /api/, and the pages of failure."""

from django.urls import include, path

from tilth.api import main as api

urlpatterns = [
    path(api.PREFIX, include(api.urlpatterns)),
    api.fallback,
    path("", include("tilth.web.urls")),
]
handler403 = "tilth.web.errors.forbidden"
handler404 = "tilth.web.errors.not_found"
handler500 = "tilth.config.refusing.server_error"
