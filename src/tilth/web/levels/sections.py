"""The parts of the tab of growth that tell of the relationship: its levels on the left, its ties below."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain import subjects
from tilth.domain.levels import queries
from tilth.policy.levels.codes import STAGES
from tilth.policy.levels.cycle import PHASES, STEPS, Step
from tilth.policy.levels.cycle import phase as phase_of
from tilth.policy.levels.judging import Years, years
from tilth.policy.levels.rules import Stage
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects import Subject
from tilth.policy.subjects.level import LEVEL
from tilth.policy.subjects.level_target import LEVEL_TARGET
from tilth.policy.subjects.path_step import NONE, PATH_STEP
from tilth.web.act_form import ActForm
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.format.languages import language
from tilth.web.levels import account, scores, track, words
from tilth.web.levels import plan as planned

_TONES = {code: tone.value for code, tone in LEVEL.tones.items()}


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where a relationship stands, and the way to the next level."""

    figures: PublishedCustomer
    level: str
    next: str
    """The next level in words; empty after the last."""
    nodes: tuple[track.Node, ...]
    lines: tuple[track.Line, ...]
    missing: int
    stage: Stage
    stage_name: str
    following: str
    """The stage of the next level, where it is another one."""
    coming: tuple[track.Next, ...]
    past: tuple[track.Past, ...]
    target: Any
    target_name: str
    away: int
    """Days until the target's day; below nought it has passed."""
    waits: Any
    """The step that waits for a leader; None without one."""
    decide: ActForm | None
    step: ActForm | None
    aim: ActForm | None
    drop: ActForm | None
    wrong: str
    """Code of the form that was refused; it stands open."""
    plan: tuple[planned.Stand, ...]
    """The steps that were planned, by what they stand on."""
    add: ActForm | None
    """The form that plans one; None for who may not."""


@dataclass(frozen=True, kw_only=True)
class Ties:
    """Scores, the emotional account, and the years."""

    figures: PublishedCustomer
    scores: scores.Scores
    account: account.Account
    years: Years
    cycle: tuple[tuple[str, bool, tuple[Step, ...]], ...]
    """Each phase in words, whether the relationship is in it, and its steps."""
    greets: bool
    wrong: str


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what both parts ask, to be sent together with other reads."""
    if not may(at.actor.role, Thing.LEVEL, Action.LIST):
        return ()
    return queries.asked(at.actor, at.generation, customer_id=customer_id, today=at.frame.today)


def path(of: Reading) -> Part | None:
    """Return levels, criteria and the next due items to whoever may read them."""
    if not may(of.at.actor.role, Thing.LEVEL, Action.LIST):
        return None
    found, today = of.relationship, of.at.frame.today
    lines = track.criteria(found.criteria, today=today)
    target = queries.aimed(found.material.targets)
    waits = next((one for one in found.material.steps if one.state == "asked"), None)
    stage, following = found.rules.stage(found.level), found.rules.stage(found.next or found.level)
    page = Way(
        figures=of.figures,
        level=words.level(found.level),
        next=words.level(found.next) if found.next else "",
        nodes=track.nodes(found),
        lines=lines,
        missing=sum(not one.met for one in lines),
        stage=stage,
        stage_name=STAGES[stage.code].told(language()),
        following="" if following is stage else STAGES[following.code].told(language()),
        coming=track.coming(found, today=today),
        past=track.past(found, today=today, tones=_TONES),
        target=target,
        target_name=words.level(target.level) if target else "",
        away=(target.due_on - today).days if target else 0,
        waits=waits,
        decide=_form(of, LEVEL, "decide", row=waits) if waits else None,
        step=None if waits else _form(of, LEVEL, "step", initial=("reached", found.next or found.level)),
        aim=None if target or not found.next else _aim(of, found.next, today),
        drop=_form(of, LEVEL_TARGET, "drop", row=target) if target else None,
        wrong=_wrong(of),
        plan=planned.stands(found.material.path, _of_steps(of, found.material.path), today=today),
        add=_add(of, stage.code, lines),
    )
    return Part(template="levels/path.html", page=page)


def ties(of: Reading) -> Part | None:
    """Return scores, account and years to whoever may read them."""
    role = of.at.actor.role
    if not (may(role, Thing.LEVEL, Action.LIST) and may(role, Thing.RAPPORT, Action.LIST)):
        return None
    found, writes = of.relationship, may(role, Thing.RAPPORT, Action.CREATE) and of.figures.one_with is None
    phase = phase_of(found.level, of.figures.lifecycle)
    page = Ties(
        figures=of.figures,
        scores=scores.scores(found),
        account=account.account(of, found, writes=writes),
        years=years(of.figures.opened_on, of.at.frame.today, found.rules.anniversaries),
        cycle=tuple(
            (said.told(language()), code == phase, tuple(one for one in STEPS if one.phase == code))
            for code, said in PHASES.items()
        ),
        greets=may(role, Thing.GREETING, Action.CREATE),
        wrong=_wrong(of),
    )
    return Part(template="levels/ties.html", page=page)


def _wrong(of: Reading) -> str:
    return of.wrong.code if isinstance(of.wrong, ActForm) else ""


def _aim(of: Reading, level: str, today: dt.date) -> ActForm | None:
    """Return the form of a target, which proposes the next level in a quarter."""
    form = _form(of, LEVEL_TARGET, "aim", initial=("level", level))
    if form is not None and not form.is_bound:
        form.fields["due_on"].initial = today + dt.timedelta(days=90)
    return form


def _add(of: Reading, stage: str, lines: tuple[track.Line, ...]) -> ActForm | None:
    """Return the form that plans a step; it proposes the stage of today and the first missing criterion."""
    form = _form(of, PATH_STEP, "plan", initial=("stage", stage))
    if form is not None and not form.is_bound:
        form.fields["brings"].initial = next((one.code for one in lines if not one.met), NONE)
    return form


def _of_steps(of: Reading, rows: Sequence[Any]) -> dict[Any, tuple[ActForm, ...]]:
    """Return the forms of the steps that are open."""
    acts = ("finish", "leave_out")
    return {
        row.pk: tuple(form for name in acts if (form := _form(of, PATH_STEP, name, row=row)))
        for row in rows
        if row.state == "open"
    }


def _form(
    of: Reading, subject: Subject, name: str, *, row: Any = None, initial: tuple[str, str] | None = None
) -> ActForm | None:
    """Return the form of an act for whoever may do it; the one that was refused in its place."""
    act = next(one for one in subjects.acts(subject) if one.name == name)
    own = row is not None and act.action is Action.DECIDE and row.made_by_id == of.at.actor.pk
    if not may(of.at.actor.role, subject.thing, act.action) or own or of.figures.one_with is not None:
        return None
    form = ActForm(act, row=row.pk if row else None, today=of.at.who.today)
    if isinstance(of.wrong, ActForm) and of.wrong.code == form.code:
        return of.wrong
    if initial:
        form.fields[initial[0]].initial = initial[1]
    return form
