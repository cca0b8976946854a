"""The plan of one relationship: its steps by stage, each with trouble, way, deed and day (PLAN-10)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tilth.policy.levels.codes import STAGES
from tilth.policy.subjects.path_step import BRINGS, NONE, PATH_STEP, STATES
from tilth.web.act_form import ActForm
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step as the page shows it."""

    row: Any
    brings: str
    """What it brings on, in words; empty where it is for no criterion."""
    state: str
    tone: str
    late: bool
    forms: tuple[ActForm, ...]


@dataclass(frozen=True, kw_only=True)
class Stand:
    """The steps that stand on one thing."""

    label: str
    steps: tuple[Step, ...]


def stands(
    rows: Sequence[Any], forms: dict[Any, tuple[ActForm, ...]], *, today: dt.date
) -> tuple[Stand, ...]:
    """Return the steps by stage in the order of the quartet, in each by day."""
    return tuple(
        Stand(label=words.told(language()), steps=tuple(_step(one, forms, today=today) for one in mine))
        for code, words in STAGES.items()
        if (mine := [one for one in rows if one.stage == code])
    )


def _step(row: Any, forms: dict[Any, tuple[ActForm, ...]], *, today: dt.date) -> Step:
    return Step(
        row=row,
        brings="" if row.brings == NONE else BRINGS[row.brings].told(language()),
        state=STATES[row.state].told(language()),
        tone=PATH_STEP.tones[row.state].value,
        late=row.state == "open" and row.due_on < today,
        forms=forms.get(row.pk, ()),
    )
