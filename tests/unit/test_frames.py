"""Room for frames: no depth at which a loop of calls maps memory anew each time round."""

import platform
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.frames import roomy

_DEPTHS = range(300)
_CALLS = 100
_AT_BORDER = _CALLS // 2


def _leaf(a: int) -> int:
    b = c = d = e = f = g = h = i = j = k = m = n = o = p = q = r = s = t = u = v = a
    return b + c + d + e + f + g + h + i + j + k + m + n + o + p + q + r + s + t + u + v


def _loop(depth: int) -> int:
    """Return how many pages a loop of calls at `depth` made the machine bring."""
    if depth:
        return _loop(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(_CALLS):
        _leaf(number)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _worst(loop: Callable[[int], int]) -> int:
    """Return the most pages at any depth of a thread of its own, whose frames begin at nothing."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: max(loop(depth) for depth in _DEPTHS)).result()


@pytest.mark.skipif(
    sys.platform != "linux" or platform.python_implementation() != "CPython", reason="of CPython on Linux"
)
def test_a_loop_of_calls_costs_no_memory_at_any_depth() -> None:
    assert _worst(_loop) > _AT_BORDER, "CPython keeps the memory by itself now: the module may go"
    assert _worst(roomy(_loop)) < _AT_BORDER


def test_what_is_called_gets_its_arguments_and_answers_as_before() -> None:
    def told(first: int, *rest: int, named: str, **others: object) -> tuple[object, ...]:
        return first, rest, named, others

    assert roomy(told)(1, 2, 3, named="x", other=4) == (1, (2, 3), "x", {"other": 4})


def test_a_refusal_passes_through() -> None:
    def refuses() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        roomy(refuses)()
