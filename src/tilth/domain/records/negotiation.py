"""What people do with negotiation sheets: draw one up, write on, end it (NEG-05, NEG-06, NEG-12)."""

from typing import Annotated

from tilth.data.models import Negotiation
from tilth.domain import guards, staff_names
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.records.opportunity import under_way
from tilth.domain.refusing import ended
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.negotiation import BECAME, NEGOTIATION
from tilth.policy.words import Words

_TEAM = Words("Team: staff numbers, with a space between", "团队：工号，用空格隔开")
_MOST = 12
"""Members of one team."""


@adds(NEGOTIATION, Words("Draw up a negotiation sheet", "新建谈判单"), leads=("open",))
def draw_up(  # noqa: PLR0913 - one sheet, told in keywords
    at: Acting,
    *,
    deal: str,
    goal_long: Note,
    goal_short: Note,
    main: Note,
    bottom_line: Note,
    walk_away: Note,
    minor: Note = "",
    loan_amount: Note = "",
    loan_use: Note = "",
    loan_source: Note = "",
    team: Annotated[str, _TEAM] = "",
) -> Negotiation:
    """Draw up a sheet for an open opportunity, before the talk: goals, the bottom line, when to leave."""
    if (sent := at.again(Negotiation)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    row = Negotiation(
        deal=under_way(at, deal).pk,
        opened_on=at.today,
        goal_long=goal_long,
        goal_short=goal_short,
        main=main,
        minor=minor,
        bottom_line=bottom_line,
        walk_away=walk_away,
        loan_amount=loan_amount,
        loan_use=loan_use,
        loan_source=loan_source,
        team=_members(at, team),
        restricted=True,
        state="open",
    )
    return at.write(row)


@changes(NEGOTIATION, Negotiation, Words("Field notes", "望闻问切"), leads=("open",))
def observe(  # noqa: PLR0913 - the four notes, told in keywords
    at: Acting,
    negotiation: Negotiation,
    *,
    look: Note = "",
    listen: Note = "",
    ask: Note = "",
    touch: Note = "",
) -> Negotiation:
    """Write down what was seen, heard, asked and felt; left out, it stays."""
    return _written(at, negotiation, look=look, listen=listen, ask=ask, touch=touch)


@changes(NEGOTIATION, Negotiation, Words("Goals and bottom line", "目标与底限"), leads=("open",))
def revise(  # noqa: PLR0913 - one sheet, told in keywords
    at: Acting,
    negotiation: Negotiation,
    *,
    goal_long: Note = "",
    goal_short: Note = "",
    main: Note = "",
    minor: Note = "",
    bottom_line: Note = "",
    walk_away: Note = "",
    loan_amount: Note = "",
    loan_use: Note = "",
    loan_source: Note = "",
    team: Annotated[str, _TEAM] = "",
) -> Negotiation:
    """Write the sheet on; left out, it stays, and what it said before stands in its history."""
    if team:
        negotiation.team = _members(at, team)
    return _written(
        at,
        negotiation,
        goal_long=goal_long,
        goal_short=goal_short,
        main=main,
        minor=minor,
        bottom_line=bottom_line,
        walk_away=walk_away,
        loan_amount=loan_amount,
        loan_use=loan_use,
        loan_source=loan_source,
    )


@changes(NEGOTIATION, Negotiation, Words("End the negotiation", "结束谈判"), leads=("agreed", "withdrawn"))
def close(
    at: Acting,
    negotiation: Negotiation,
    *,
    became: Annotated[str, OneOf(BECAME), Words("What became of it", "结果")],
    ending: Note,
) -> Negotiation:
    """End it: agreed, or left early and friendly because there is no sincerity (NEG-05)."""
    _is_open(negotiation)
    negotiation.state, negotiation.ended_at, negotiation.ending = became, at.who.at, ending
    return at.changed(negotiation)


def _written(at: Acting, row: Negotiation, **told: str) -> Negotiation:
    _is_open(row)
    for name, text in told.items():
        if text:
            setattr(row, name, text)
    return at.changed(row)


def _members(at: Acting, team: str) -> list[str]:
    """Return the staff numbers of a team, each once; Unclear where one is nobody's, or there are too many."""
    found = sorted(set(team.replace(",", " ").replace("，", " ").split()))
    if len(found) > _MOST:
        raise Unclear(_("A team has at most {most} members: name fewer."), most=_MOST)
    known = staff_names.of(at.who.generation, found)
    for number in found:
        if number not in known:
            raise Unclear(_("Nobody here has the staff number {number}: correct it."), number=number)
    return found


def _is_open(row: Negotiation) -> None:
    if row.state != "open":
        raise ended("This negotiation ended already: nothing was changed.")
