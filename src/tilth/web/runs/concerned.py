"""What a night found in its feed, told to the branch that it concerns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tilth.data.models import Generation
from tilth.domain.runs import queries
from tilth.web.runs import words


@dataclass(frozen=True, kw_only=True)
class Concern:
    """One finding in words, and how many of its rows are of the branches that were asked for."""

    words: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Concerns:
    """What the night on show found that concerns some branches; `run` is the run that tells all."""

    run: int
    items: tuple[Concern, ...]


def of_branches(generation: Generation, branches: Collection[str]) -> Concerns:
    """Return the findings of the night on show that concern any of these branches."""
    found = queries.findings(generation)
    told = [Concern(words=words.said(one), rows=rows_of(one, branches)) for one in found.items]
    return Concerns(run=found.run, items=tuple(one for one in told if one.words and one.rows))


def rows_of(finding: Mapping[str, Any], branches: Collection[str]) -> int:
    """Return how many rows of a finding are of these branches."""
    counted: Mapping[str, int] = finding.get("branches") or {}
    return sum(int(counted.get(branch, 0)) for branch in branches)
