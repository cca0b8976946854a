"""What the template of the list writes with."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from tilth.web.listing import cells
from tilth.web.listing.pages import Head, Line

register = template.Library()


@register.simple_tag(name="cells")
def row(line: Line, heads: Iterable[Head], today: dt.date) -> SafeString:
    """Draw the cells of one customer."""
    return cells.row(line, heads, today)
