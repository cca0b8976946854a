"""A segment in words: its name, and how sure an assumed one is (SEG-21)."""

import functools
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from tilth.policy.playbook import Playbook
from tilth.web.format.languages import chinese, language

_DASH = "\u2014"
_PLACES = Decimal("0.01")


def segment_name(playbook: Playbook, code: str | None) -> str:
    """Return the name of a segment of the active scheme in the active language; empty without one."""
    segment = playbook.segments.scheme.segment(code)
    if segment is None:
        return ""
    return segment.label_zh if chinese() else segment.label_en


def distance(far: float | None) -> str:
    """Return a distance, 0 to 1, with two places."""
    return _DASH if far is None else f"{Decimal(str(far)).quantize(_PLACES, ROUND_HALF_UP)}"


def assumed(*, far: float | None, second: str, second_far: float | None) -> str:
    """Return that a segment is assumed; of the nearest type how far it is, and the next one."""
    return _words(far, second, second_far, language())


@functools.lru_cache(maxsize=4_096)
def _words(far: float | None, second: str, second_far: float | None, reader: str) -> str:  # noqa: ARG001
    if far is None:
        return _("assumed")
    if not second:
        return _("assumed, distance {far}").format(far=distance(far))
    return _("assumed, distance {far}; next nearest {second}, {second_far}").format(
        far=distance(far), second=second, second_far=distance(second_far)
    )
