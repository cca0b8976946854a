"""How board, day, week and month answer: one person's queue, whole or the part that a move changes."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from django.http import HttpRequest, HttpResponse

from tilth.web import shell
from tilth.web.due import views
from tilth.web.toasts import Toast

Asked = TypeVar("Asked")
_Asked_contra = TypeVar("_Asked_contra", contravariant=True)


class Shown(Protocol[_Asked_contra]):
    """Answers with the leaf that an address asks for."""

    def __call__(  # noqa: PLR0913 - the parts of one answer, told in keywords
        self,
        request: HttpRequest,
        frame: shell.Shell,
        asked: _Asked_contra,
        *,
        block: str = "",
        toast: Toast | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """`block`: the part of the page alone."""
        ...


def answering(template: str, page: Callable[[shell.Shell, Asked], object]) -> Shown[Asked]:
    """Return what answers with a template and its page; without one before the first night."""

    def shown(  # noqa: PLR0913 - the parts of one answer, told in keywords
        request: HttpRequest,
        frame: shell.Shell,
        asked: Asked,
        *,
        block: str = "",
        toast: Toast | None = None,
        status: int = 200,
    ) -> HttpResponse:
        name = f"{template}#{block}" if block else template
        there = frame.generation is not None and not views.wide(frame)
        made = page(frame, asked) if there else None
        return shell.page(request, name, shell=frame, page=made, toast=toast, status=status)

    return shown
