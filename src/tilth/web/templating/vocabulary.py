"""What templates may say: the functions and filters that the modules of this package put here."""

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
FUNCTIONS: dict[str, Callable[..., Any]] = {}
FILTERS: dict[str, Callable[..., Any]] = {}


def function(known: F) -> F:
    """Let templates call it by its name: `{{ tier(code) }}`."""
    FUNCTIONS[known.__name__] = known
    return known


def filter_(known: F) -> F:
    """Let templates pass a value through it by its name: `{{ amount|money }}`."""
    FILTERS[known.__name__] = known
    return known
