"""Which other numbers look like this customer: a part of the file, in the tab Network."""

from dataclasses import dataclass
from typing import Any

from tilth.access.ahead import Asked
from tilth.domain import subjects
from tilth.domain.duplicates import queries
from tilth.domain.duplicates.queries import Pair
from tilth.policy.duplicates.evidence import EVIDENCE, LEVELS
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.duplicate import DUPLICATE
from tilth.web.act_form import ActForm
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.format.languages import language

_BETWEEN = {True: "、", False: ", "}


@dataclass(frozen=True, kw_only=True)
class Alike:
    """The pairs of one number, and the form that reports another one."""

    customer_id: str
    pairs: tuple[Pair, ...]
    form: ActForm | None
    may_say: bool
    """The reader may say what two numbers are."""
    wrong: str
    """Code of the form, where what was reported was refused: it stands open."""

    @staticmethod
    def said(pair: Pair) -> str:
        """Return in what the two are alike, in the reader's language."""
        zh = language().startswith("zh")
        told = (
            f"{EVIDENCE[code].told(language())}{'' if zh else ' '}{LEVELS[code][level].told(language())}"
            for code, level, points in pair.told
            if points > 0
        )
        return _BETWEEN[zh].join(told)


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the part begins with, to be sent together with other reads."""
    if not may(at.actor.role, Thing.DUPLICATE, Action.LIST):
        return ()
    return (queries.asked(at.actor, at.generation, customer_id=customer_id),)


def alike(of: Reading) -> Part | None:
    """Return the likely duplicates of a customer in sight; two queries, none for a role without them."""
    role, number = of.at.actor.role, of.figures.customer_id
    if not may(role, Thing.DUPLICATE, Action.LIST):
        return None
    pairs = queries.of_customer(of.at.actor, of.at.generation, customer_id=number)
    form = _form(of) if may(role, Thing.DUPLICATE, Action.CREATE) and of.figures.one_with is None else None
    if not pairs and form is None:
        return None
    wrong = form.code if form is not None and form is of.wrong else ""
    says = may(role, Thing.DUPLICATE, Action.UPDATE)
    page = Alike(customer_id=number, pairs=pairs, form=form, wrong=wrong, may_say=says)
    return Part(template="duplicates/section.html", page=page)


def _form(of: Reading) -> ActForm:
    act = next(one for one in subjects.acts(DUPLICATE) if not one.of_row)
    form = ActForm(act, today=of.at.who.today)
    wrong = of.wrong
    return wrong if isinstance(wrong, ActForm) and wrong.code == form.code else form
