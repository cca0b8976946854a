"""Room for the frames of deep calls, in one piece of memory.

CPython keeps the frames of a thread in pieces of 16 KiB and gives each back to the machine as soon as its
last frame returns (`push_chunk` in Python/pystate.c). Some sixty calls fill one, and pytest's hooks with a
test client beneath them are deeper: a loop that happens to call across a border maps and unmaps memory each
time round, which took a fifth of the tests' processor time. The server and the night, whose calls begin
nearer to the ground, lose nothing. A frame that asks for more than such a piece gets a larger one, and the
calls beneath it share what it leaves.
"""

from collections.abc import Callable
from types import CodeType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_SLOTS = 66_000
"""Of eight bytes: a little over half of the mebibyte that is taken; the rest serves the calls beneath."""


def roomy(function: Callable[P, R]) -> Callable[P, R]:
    """Return `function`, which brings a mebibyte for its own frames and those of all that it calls.

    Only what is used of it is really taken. Generators keep their frames elsewhere, and so do not profit.
    """

    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    called.__code__ = _with_slots(called.__code__)
    return called


def _with_slots(code: CodeType) -> CodeType:
    return code.replace(co_stacksize=_SLOTS)
