"""Why a type is assumed: how far the nearest types are, and what the distance to each is made of (SEG-21)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tilth.data.models import PublishedCustomer
from tilth.policy import nearest
from tilth.policy.playbook import Playbook, Trait
from tilth.web import segment_words
from tilth.web.customers import words
from tilth.web.format.languages import chinese
from tilth.web.segment_words import segment_name


@dataclass(frozen=True, kw_only=True)
class Part:
    """One stated trait: the customer's, the type's, its weight, and what it adds to the distance."""

    asked: str
    actual: str
    at: str
    weight: str
    added: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One of the two nearest types with its distance as the night found it."""

    name: str
    distance: str
    own: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Near:
    """Words beside the segment, the nearest type and the next one, and what was unknown."""

    told: str
    kinds: tuple[Kind, ...]
    missing: str


def near(row: PublishedCustomer, facts: dict[str, Any], playbook: Playbook) -> Near:
    """Return how sure an assumed segment is; `facts` are the customer's as the reader may know them.

    The distances are the night's own; a trait that the reader is not shown adds what nobody is told.
    """
    found = ((row.segment, row.segment_distance), (row.segment_second, row.segment_second_distance))
    traits = {trait.code: trait for trait in playbook.prototypes.traits}
    missing = traits.get(row.segment_missing or "")
    return Near(
        told=segment_words.assumed(
            far=row.segment_distance,
            second=segment_name(playbook, row.segment_second),
            second_far=row.segment_second_distance,
        ),
        kinds=tuple(
            Kind(
                name=segment_name(playbook, code),
                distance=segment_words.distance(far),
                own=code == row.segment,
                parts=_parts(code, facts, playbook),
            )
            for code, far in found
            if code and far is not None
        ),
        missing=_label(missing) if missing else "",
    )


def _parts(code: str, facts: dict[str, Any], playbook: Playbook) -> tuple[Part, ...]:
    traits = {trait.code: trait for trait in playbook.prototypes.traits}
    kinds = [one for one in playbook.prototypes.of(playbook.segments.active) if one.segment == code]
    return tuple(_part(one) for kind in kinds for one in nearest.distance(kind, traits, facts).parts)


def _part(one: nearest.Stated) -> Part:
    added = None if one.gap is None else float(one.weight) * one.gap
    return Part(
        asked=_label(one.trait),
        actual=_written(one.trait, one.value),
        at=_written(one.trait, one.at),
        weight=f"{one.weight:.2f}",
        added=segment_words.distance(added),
    )


def _written(trait: Trait, value: Any) -> str:
    """Return a figure of a trait as people write it: money, a share, yes and no, a number."""
    if value is None:
        return words.written(None, share=False)
    if trait.condition is not None:
        return words.written(bool(value), share=False)
    if trait.measure in {"age", "product_count"}:
        return f"{value:.0f}"
    share = trait.measure != "aum"
    return words.written(Decimal(str(value)), share=share)


def _label(trait: Trait) -> str:
    return trait.label_zh if chinese() else trait.label_en
