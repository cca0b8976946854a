"""All addresses: the pages own them, and the pages of failure."""

from django.urls import include, path

urlpatterns = [path("", include("tilth.web.urls"))]
handler403 = "tilth.web.errors.forbidden"
handler404 = "tilth.web.errors.not_found"
handler500 = "tilth.web.errors.server_error"
