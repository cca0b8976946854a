"""What the template of the list writes with."""

import datetime as dt
from collections.abc import Iterable

from django.utils.safestring import SafeString

from tilth.web.listing import cells
from tilth.web.listing.pages import Head, Line
from tilth.web.templating import vocabulary


@vocabulary.function
def rows(lines: Iterable[Line], heads: Iterable[Head], today: dt.date, records: bool) -> SafeString:  # noqa: FBT001 - as templates write
    """Draw the rows of the list."""
    return cells.rows(lines, heads, today, records=records)
