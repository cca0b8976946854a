"""Hand customers over: whose, which, to whom; look at the numbers, confirm; and take it back whole."""

import json
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain.acting import Unclear
from tilth.domain.due import counting
from tilth.domain.staff import team as managing
from tilth.domain.staff.team import Manager
from tilth.domain.transfers import choosing, taking_back
from tilth.domain.transfers import operations as transfers
from tilth.domain.transfers.choosing import Choice
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import BY_NAME
from tilth.policy.vocabulary import TIERS
from tilth.web import fields, shell
from tilth.web.desk import desk, refusals
from tilth.web.desk.desk import Desk
from tilth.web.format.languages import language
from tilth.web.team import forms, pages
from tilth.web.team.views import note_refusal

UNASSIGNED = "unassigned"
"""Stands in addresses for customers without a manager."""
NAMED = 10
"""Customers who stayed where they are and are named one by one."""


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """One request for a hand-over: whose customers, and what is said of them so far."""

    request: HttpRequest
    at: Desk
    leaver: Manager | None
    """None: customers without a manager."""

    @property
    def owner(self) -> str | None:
        return None if self.leaver is None else self.leaver.staff_id

    def choice(self, which: str, picks: forms.Picks) -> Choice:
        """Return which customers are meant: all, those that match, or those that are ticked."""
        if which == "some":
            return Choice(owner=self.owner, only=picks.numbers)
        return Choice(owner=self.owner) if which == "all" else self.filter

    @property
    def filter(self) -> Choice:
        """What the list of customers is narrowed to."""
        given = self.request.POST or self.request.GET
        tier = fields.text_of(given, "tier")
        return Choice(
            owner=self.owner, text=fields.text_of(given, "text"), tier=tier if tier in TIERS else ""
        )

    def count(self, choice: Choice) -> int:
        """Return how many customers a choice means; one query."""
        return choosing.rows(self.at.actor, self.at.generation, choice).count()


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.TRANSFER, Action.CREATE), (Thing.CUSTOMER, Action.TRANSFER))
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand customers of one manager, or of nobody, over: choose, look at the numbers, confirm."""
    at = desk.at(request, "team")
    typed = fields.text_of(request.POST or request.GET, "from")
    if typed == UNASSIGNED:
        return _handing(_Asked(request=request, at=at, leaver=None))
    leaver = managing.find(at.actor, at.generation, typed)
    if leaver is not None:
        return _handing(_Asked(request=request, at=at, leaver=leaver))
    page = pages.Whose(
        people=managing.choices(at.actor, at.generation),
        unassigned=choosing.unassigned(at.actor, at.generation),
        unknown=typed,
    )
    if typed:
        note_refusal(request)
    status = 422 if typed else 200
    return shell.page(request, "team/whose.html", shell=at.frame, page=page, status=status)


@require_POST
@requires((Thing.TRANSFER, Action.CREATE), (Thing.CUSTOMER, Action.TRANSFER))
def take_back(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Take a hand-over back whole and say who stayed where they are; 404 for one of other people."""
    at = desk.at(request, "team")
    try:
        done = taking_back.take_back(at.who, hand_over_id)
    except taking_back.HandOverUnknownError:
        raise Http404 from None
    except transfers.MovedMeanwhileError:
        messages.info(request, _("Somebody else moved one of these customers in the same moment: try again."))
    except Unclear as error:
        messages.info(request, refusals.said(error, today=at.frame.today))
    else:
        _tell(request, done)
    return redirect("team")


def _tell(request: HttpRequest, done: taking_back.Returned) -> None:
    told = ngettext("%(n)s customer went back.", "%(n)s customers went back.", done.number)
    messages.success(request, told % {"n": done.number})
    if done.moved_on:
        named = _(", ").join(f"{name} ({number})" for number, name in done.moved_on[:NAMED])
        more = len(done.moved_on) - NAMED
        text = _("Moved again since, and left where they are: %(named)s")
        more_text = _(" and %(n)s more") % {"n": more} if more > 0 else ""
        messages.info(request, text % {"named": named} + more_text)
        audit.note(Event.LIST, customers=[number for number, _name in done.moved_on], subject_type="transfer")
    if done.out_of_sight:
        text = _("%(n)s customers of it are out of your sight and stay where they are.")
        messages.info(request, text % {"n": done.out_of_sight})


def _handing(asked: _Asked) -> HttpResponse:
    """Show the form, the confirmation, or hand over what was confirmed."""
    request = asked.request
    people = _people(asked)
    finding = request.method != "POST" or "find" in request.POST
    picks = forms.Picks(request.POST or request.GET)
    form = _form(asked, people, picks, bound=not finding)
    number, changed, refused = 0, False, ""
    shares: tuple[tuple[Manager, int], ...] = ()
    follows: tuple[tuple[str, int], ...] = ()
    if not finding and form.is_valid():
        choice = asked.choice(form.cleaned_data["which"], picks)
        number = asked.count(choice)
        shares = pages.shares(number, _successors(asked, people, form)) if number else ()
        follows = _follows(asked, choice) if shares else ()
        seen = form.cleaned_data["count"]
        changed = seen is not None and seen != number
        if shares and seen == number:
            refused = _move(asked, form, choice, people)
            if not refused:
                return redirect("team")
    if refused or "to" in form.errors:
        note_refusal(request)
    page = _page(asked, people, form, picks, number=number, shares=shares, changed=changed, refused=refused)
    page = replace(page, follows=follows)
    status = 422 if refused or (form.is_bound and not shares) else 200
    return shell.page(request, "team/hand_over.html", shell=asked.at.frame, page=page, status=status)


def _follows(asked: _Asked, choice: Choice) -> tuple[tuple[str, int], ...]:
    """Return how many open items of each kind go along; one query."""
    at = asked.at
    rows = choosing.rows(at.actor, at.generation, choice)
    found = counting.following(at.actor, at.generation, customers=rows, today=at.frame.today)
    return tuple((BY_NAME[name].many.told(language()), number) for name, number in found.items())


def _people(asked: _Asked) -> tuple[Manager, ...]:
    found = managing.choices(asked.at.actor, asked.at.generation, active=True)
    return tuple(one for one in found if one.staff_id != asked.owner)


def _form(asked: _Asked, people: tuple[Manager, ...], picks: forms.Picks, *, bound: bool) -> forms.HandOver:
    given = asked.request.POST
    typed = fields.text_of(given, "other")
    other = managing.find(asked.at.actor, asked.at.generation, typed) if typed and bound else None
    if other is not None and other.staff_id == asked.owner:
        other = None
    away = asked.leaver is not None and not asked.leaver.active
    kept = {name: given[name] for name in ("cause", "note", "other") if name in given}
    return forms.HandOver(
        given if bound else None,
        offered=people,
        other=other,
        picks=picks,
        initial={"cause": "leaver" if away else "move" if asked.leaver else "rebalance", **kept},
    )


def _successors(asked: _Asked, people: tuple[Manager, ...], form: forms.HandOver) -> list[Manager]:
    known = {one.staff_id: one for one in people}
    for number in form.cleaned_data["successors"]:
        if number not in known and (one := managing.manager(asked.at.actor, asked.at.generation, number)):
            known[number] = one
    return [known[number] for number in form.cleaned_data["successors"]]


def _page(  # noqa: PLR0913 - the parts of one page, told in keywords
    asked: _Asked,
    people: tuple[Manager, ...],
    form: forms.HandOver,
    picks: forms.Picks,
    *,
    number: int,
    shares: tuple[tuple[Manager, int], ...],
    changed: bool,
    refused: str,
) -> pages.Leaving:
    given, leaver = asked.request.POST, asked.leaver
    wanted = given.get("find") or asked.request.GET.get("page") or given.get("page") or "1"
    customers = choosing.page(
        asked.at.actor, asked.at.generation, asked.filter, number=fields.whole(wanted) or 1
    )
    shown = [row.customer_id for row in customers.rows]
    audit.note(Event.LIST, customers=shown, subject_type="customer", detail={"channel": "hand_over"})
    asks = asked.filter
    which = given.get("which", "") or "all"
    if picks.numbers and not form.is_bound:
        which = "some"
    return pages.Leaving(
        origin=UNASSIGNED if leaver is None else leaver.staff_id,
        name="" if leaver is None else leaver.name,
        total=asked.count(Choice(owner=asked.owner)) if asks.text or asks.tier else customers.total,
        customers=customers,
        picks=picks,
        picked=picks.carried(() if shares else shown),
        shown=json.dumps(shown, ensure_ascii=False),
        text=asks.text,
        tier=asks.tier,
        which=which,
        tiers=tuple(reversed(TIERS)),
        people=people,
        offered=tuple(one for one in people if leaver is not None and one.branch_id == leaver.branch_id),
        form=form,
        chosen=tuple(given.getlist("to")),
        number=number,
        shares=shares,
        changed=changed,
        refused=refused,
    )


def _move(asked: _Asked, form: forms.HandOver, choice: Choice, people: tuple[Manager, ...]) -> str:
    """Hand over what was confirmed; return what went wrong in one sentence, '' when all went well."""
    given = form.cleaned_data
    try:
        moved = transfers.hand_over(
            asked.at.who,
            choice=choice,
            to=given["successors"],
            cause=given["cause"],
            note=given["note"],
        )
    except transfers.MovedMeanwhileError:
        return _("Somebody else moved one of these customers in the same moment: look again, then decide.")
    except Unclear:  # what the form caught before, unless the bank's data changed in between
        if asked.count(choice) > choosing.AT_ONCE:
            return _("More than 10,000 customers at once: filter, and hand them over in parts.")
        return _("The bank's data changed in between: look at the names and days again.")
    names = _(", ").join(one.name for one in _successors(asked, people, form))
    values = {"number": len(moved), "successors": names}
    if asked.leaver is None:
        told = _("%(number)s customers without a manager now belong to %(successors)s.") % values
    else:
        told = _("%(number)s customers of %(name)s now belong to %(successors)s.")
        told %= {**values, "name": asked.leaver.name}
    messages.success(asked.request, told)
    return ""
