"""Several things that are due, done or moved at once: each by its own act, one answer says what went."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import bank, guards
from tilth.domain.acting import Unclear
from tilth.domain.due import queries
from tilth.domain.records import planning
from tilth.domain.records import task as tasks
from tilth.kernel import dates
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import BY_NAME
from tilth.web import fields
from tilth.web.desk import desk, refusals
from tilth.web.desk.desk import Desk
from tilth.web.due import lines, views
from tilth.web.due.told import Told
from tilth.web.format import days
from tilth.web.format.languages import language

MOST = queries.PAGE
UNPROCESSABLE = 422
_UNDO = {"done": "reopen", "move": "move_back"}
"""What is done → what takes it back."""


class _NotHereError(Exception):
    """It cannot be done among several; the sentence says where or why."""


@dataclass(frozen=True)
class _Pick:
    subject: str
    customer_id: str
    row: UUID

    @property
    def is_task(self) -> bool:
        return self.subject == lines.TASK


@dataclass
class _Done:
    went: list[str] = field(default_factory=list)
    undoes: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def several(request: HttpRequest) -> HttpResponse:
    """Do one thing to all that are chosen, at most a page of them, and say in the queue what came of it."""
    at, do = desk.at(request, "due"), fields.text_of(request.POST, "do")
    known = {written: pick for written in request.POST.getlist("pick") if (pick := _pick(written))}
    if not known and not request.htmx:  # type: ignore[attr-defined]
        return redirect("due")
    day, done = dates.read_day(fields.text_of(request.POST, "day")), _Done()
    for written, pick in [*known.items()][:MOST]:
        _each(at, do, day, pick, written, done)
    status = 200 if done.went else UNPROCESSABLE
    block = "saved" if request.htmx else ""  # type: ignore[attr-defined]
    given = views.before(request, at.actor.role)
    told = _told(do, day, done, today=at.frame.today)
    return views.shown(request, at.frame, given, block=block, told=told, status=status)


def _each(  # noqa: PLR0913, PLR0917 - one of several
    at: Desk, do: str, day: dt.date | None, pick: _Pick, written: str, done: _Done
) -> None:
    name = pick.customer_id
    try:
        name = at.customer(pick.customer_id).name
        _act(at, do, day, pick)
    except (_NotHereError, Unclear) as error:
        why = refusals.said(error, today=at.frame.today) if isinstance(error, Unclear) else str(error)
        done.left.append((name, why))
    except guards.TooLateError:
        done.left.append((name, _("Too late to undo: it stands as it was stored.")))
    except (Http404, guards.CustomerNotVisibleError, guards.NothingToUndoError, guards.NotAllowedError):
        done.left.append((name, _("It is no longer open, or is somebody else's.")))
    else:
        done.went.append(name)
        if pick.is_task:
            done.undoes.append(written)


def _act(at: Desk, do: str, day: dt.date | None, pick: _Pick) -> None:
    """Do it to one, as its own line would."""
    whom = (at.who, pick.customer_id, pick.row)
    if do == "done":
        _end(at, pick)
    elif not pick.is_task:
        raise _NotHereError(_("Its day comes by a rule: it stays there."))
    elif do == "reopen":
        tasks.reopen(*whom)
    elif do == "move_back":
        planning.move_back(*whom)
    elif do == "move" and day is not None:
        planning.move(*whom, due_on=day)
    else:
        raise _NotHereError(_("Choose a day from today on."))


def _end(at: Desk, pick: _Pick) -> None:
    if pick.is_task:
        _answered_elsewhere(at, pick)
        tasks.tick(at.who, pick.customer_id, pick.row)
        return
    act = lines.plain_ending(BY_NAME[pick.subject])
    if act is None:
        raise _NotHereError(_("It is ended in its line, where it asks for a word."))
    act.run(at.who, pick.customer_id, pick.row)


def _answered_elsewhere(at: Desk, pick: _Pick) -> None:
    """Refuse an appointment that has passed: its line asks whether the customer came."""
    line = queries.one(
        at.actor, at.generation, subject=pick.subject, row_id=str(pick.row), today=at.frame.today
    )
    if line is None or line.customer_id != pick.customer_id:
        raise guards.NothingToUndoError(str(pick.row))
    if lines.met(line, today=at.frame.today, now=bank.now(at.frame.today).time()):
        raise _NotHereError(_("Say in its line whether the customer came."))


def _pick(written: str) -> _Pick | None:
    """Return what a box names: subject~customer~row; None for what names nothing."""
    subject, _sep, rest = written.partition("~")
    customer_id, _sep, row = rest.rpartition("~")
    try:
        return _Pick(subject, customer_id, UUID(row)) if subject in BY_NAME and customer_id else None
    except ValueError:
        return None


def _told(do: str, day: dt.date | None, done: _Done, *, today: dt.date) -> Told:
    number = len(done.went)
    if do in _UNDO.values():
        text = ngettext("%(n)s taken back", "%(n)s taken back", number) % {"n": number}
    elif do == "move" and day is not None:
        where = days.near(day, today=today, language=language())
        text = ngettext("%(n)s moved to %(day)s", "%(n)s moved to %(day)s", number) % {
            "n": number,
            "day": where,
        }
    else:
        text = ngettext("%(n)s done", "%(n)s done", number) % {"n": number}
    if not number:
        text = _("Nothing was changed.") if done.left else _("Nothing was chosen.")
    undo = _UNDO.get(do, "") if done.undoes else ""
    return Told(text=text, left=tuple(done.left), undo=undo, picks=tuple(done.undoes) if undo else ())
