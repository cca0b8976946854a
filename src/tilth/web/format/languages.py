"""The language of whoever reads the page."""

from django.utils import translation


def language() -> str:
    """Return the active language: zh-hans or en."""
    return translation.get_language() or "zh-hans"
