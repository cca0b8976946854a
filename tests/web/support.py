"""How page tests look at an answer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text(response: HttpResponse) -> str:
    """Return the words of a page, runs of spaces as one."""
    return words(response.content.decode())


def words(page: str) -> str:
    """Return the words of a page's HTML."""
    parser = _Text()
    parser.feed(page)
    return re.sub(r"\s+", " ", " ".join(parser.parts))


@contextmanager
def at_most(number: int) -> Iterator[None]:
    """Fail when more than `number` statements are sent; savepoints of the test's transaction do not count."""
    with CaptureQueriesContext(connection) as captured:
        yield
    sent = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(sent) <= number, f"{len(sent)} statements:\n" + "\n".join(sql[:160] for sql in sent)
