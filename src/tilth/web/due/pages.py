"""The page of what is due, complete before it is rendered."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tilth.domain.counted import COUNTED
from tilth.domain.due.model import Counts, Found
from tilth.policy import due
from tilth.policy.subjects import BY_NAME
from tilth.web.act_form import ActForm
from tilth.web.due import orders
from tilth.web.due.lines import Line, Reader
from tilth.web.due.reading import Given, written
from tilth.web.format import amounts
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One part of the queue that can be looked at by itself."""

    code: str
    label: str
    number: int
    current: bool
    address: str

    @property
    def many(self) -> str:
        """The number as it is written."""
        return amounts.capped(self.number, COUNTED)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines of one word of `policy.due.WHENS`, in the order of their days; all of them in another order."""

    code: str
    label: str
    number: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """The queue of a manager, or of all whom somebody leads."""

    given: Given
    whens: tuple[Choice, ...]
    subjects: tuple[Choice, ...]
    people: tuple[tuple[str, str], ...]
    """Whose queue can be chosen: code and name."""
    groups: tuple[Group, ...]
    ways: tuple[orders.Choice, ...] = ()
    """The orders to choose from."""
    unordered: bool = False
    """Whether there are too many to stand in the order asked for."""
    decide: tuple[Line, ...] = ()
    """What waits for the reader's decision, the oldest first."""
    decisions: int = 0
    late: int = 0
    today: int = 0
    total: int = 0
    following: str = ""
    first: bool = True
    hands: str = ""
    """Whose customers the reader may choose here and hand over; empty: nobody's."""

    @property
    def several(self) -> bool:
        """Several can be chosen, to be done or moved."""
        return any(line.pick for group in self.groups for line in group.lines)

    @property
    def empty(self) -> bool:
        """Nothing is there."""
        return not self.groups and not self.decide

    @property
    def narrowed(self) -> bool:
        """Only a part is looked at."""
        return bool(self.given.when or self.given.subject or self.given.owner or self.given.branch)


def page(  # noqa: PLR0913 - the parts of one page, told in keywords
    given: Given,
    reader: Reader,
    *,
    found: Found,
    counts: Counts,
    people: tuple[tuple[str, str], ...],
    decide: Found,
    decisions: int,
    unordered: bool = False,
    wrong: ActForm | None = None,
    hands: str = "",
) -> Page:
    """Return the page."""
    following = written(found.following) if found.following else found.key
    return Page(
        given=given,
        whens=_whens(given, counts),
        subjects=_subjects(given, counts),
        people=people,
        groups=_groups(reader, found, counts, wrong, by_day=orders.by_day(given)),
        ways=orders.choices(given, several=bool(people)),
        unordered=unordered,
        decide=tuple(reader.line(one, wrong) for one in decide.items),
        decisions=decisions,
        late=counts.whens.get("late", 0),
        today=counts.whens.get("today", 0),
        total=counts.total,
        following=f"{given.address()}&{urlencode({'after': following})}".replace("?&", "?")
        if following
        else "",
        first=given.first,
        hands=hands,
    )


def _whens(given: Given, counts: Counts) -> tuple[Choice, ...]:
    every = Choice(
        code="",
        label=pgettext("filter", "All"),
        number=counts.total,
        current=not given.when,
        address=given.address(when=""),
    )
    return (
        every,
        *(
            Choice(
                code=code,
                label=words.told(language()),
                number=counts.whens.get(code, 0),
                current=given.when == code,
                address=given.address(when=code),
            )
            for code, words in due.WHENS.items()
        ),
    )


def _subjects(given: Given, counts: Counts) -> tuple[Choice, ...]:
    every = Choice(
        code="", label=_("All kinds"), number=0, current=not given.subject, address=given.address(subject="")
    )
    found = tuple(
        Choice(
            code=name,
            label=BY_NAME[name].words.told(language()),
            number=number,
            current=given.subject == name,
            address=given.address(subject=name),
        )
        for name, number in counts.subjects.items()
        if number or given.subject == name
    )
    return (every, *found)


def _groups(
    reader: Reader, found: Found, counts: Counts, wrong: ActForm | None, *, by_day: bool
) -> tuple[Group, ...]:
    if not by_day:
        lines = tuple(reader.line(one, wrong) for one in found.items)
        return (Group(code="", label="", number="", lines=lines),) if lines else ()
    parts: dict[str, list[Line]] = {}
    for one in found.items:
        parts.setdefault(due.when(one.due_on, reader.today), []).append(reader.line(one, wrong))
    return tuple(
        Group(
            code=code,
            label=due.WHENS[code].told(language()),
            number=amounts.capped(counts.whens.get(code, 0), COUNTED),
            lines=tuple(lines),
        )
        for code, lines in parts.items()
    )
