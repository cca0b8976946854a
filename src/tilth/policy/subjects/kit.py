"""What a declaration of a subject says, and what cannot be meant: refused on import with one sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from pydantic import BaseModel, ConfigDict

from tilth.kernel.errors import TilthError
from tilth.policy.registry.retention import RETENTION
from tilth.policy.roles import BY_CODE, LEADERS, MANAGERS
from tilth.policy.things import Action, Thing
from tilth.policy.words import Codes, Words

_LOOK = (Action.LIST, Action.VIEW)


class DeclarationError(TilthError):
    """A subject is declared in a way that cannot be meant; the sentence says where."""


class Hand(Enum):
    """What a role does with a subject's records, as the actions of the table of permissions."""

    actions: frozenset[Action]
    """What it allows."""

    VIEW = (Action.VIEW,)
    """Reads one that is shown beside something else."""
    LOOK = _LOOK
    FIND = (*_LOOK, Action.SEARCH)
    RECORD = (*_LOOK, Action.CREATE)
    """Adds; what is written stays, but for the two minutes in which its writer takes it back."""
    KEEP = (*_LOOK, Action.CREATE, Action.UPDATE)
    DECIDE = (*_LOOK, Action.DECIDE)
    """Says yes or no to what somebody else asked for."""
    PAIR = (*_LOOK, Action.SEARCH, Action.CREATE, Action.DECIDE)
    """Asks, and decides what somebody else of the same role asked for."""
    GOVERN = (*_LOOK, Action.SEARCH, Action.CREATE, Action.UPDATE)

    def __init__(self, *actions: Action) -> None:
        self.actions = frozenset(actions)


TABS: Codes = {
    "overview": Words("Overview", "概览"),
    "profile": Words("Profile", "画像"),
    "wealth": Words("Wealth", "财富"),
    "deals": Words("Needs & deals", "需求与商机"),
    "network": Words("Network", "关系网"),
    "timeline": Words("Timeline", "往来"),
    "rules": Words("Contact rules", "联络规则"),
    "growth": Words("Growth", "晋级"),
}
"""Tabs of the customer's page (the map of subjects)."""
Hands = Mapping[str, Hand]
"""Role → what it does; a role that is not named does nothing."""
COMPLIANCE = "compliance"
_READ: Hands = {**dict.fromkeys(LEADERS, Hand.LOOK), COMPLIANCE: Hand.FIND}
KEPT: Hands = {**dict.fromkeys(MANAGERS, Hand.KEEP), **_READ}
"""Managers keep it, leaders look, compliance finds."""
RECORDED: Hands = {**KEPT, **dict.fromkeys(MANAGERS, Hand.RECORD)}
"""The same, but what is written stays."""
LED: Hands = {
    **dict.fromkeys(MANAGERS, Hand.LOOK),
    **dict.fromkeys(LEADERS, Hand.KEEP),
    COMPLIANCE: Hand.FIND,
}
"""Leaders keep it, managers look."""
READ_RESTRICTED = (*LEADERS, COMPLIANCE)
"""Roles that read what was confided of customers in sight; everybody else what they wrote themselves."""


class Moves(Enum):
    """What happens to open records when their customer is handed over."""

    FOLLOW = "follow"
    """They become the new manager's."""
    STAY = "stay"
    """They stay with whoever wrote them."""


class Merges(Enum):
    """What happens to records when two customers turn out to be one."""

    MOVE = "move"
    """All become the survivor's."""
    ONE = "one"
    """There may be one, or one of each value: the survivor's stays, else the other's moves."""
    STAY = "stay"
    """They stay with the number that they were written about."""


class Tone(Enum):
    """How a state looks at a glance; the values are the pages' own words."""

    WAITS = "due"
    GOOD = "ok"
    BAD = "late"
    PLAIN = ""


class Rules(BaseModel):
    """The numbers that a bank decides about one subject: a part of the playbook under the subject's word."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Due:
    """What falls due: the column of its day, the column filled once it is done, the act that does it."""

    day: str
    until: str
    act: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One kind of record about a customer: what the bank decided about it."""

    thing: Thing
    words: Words
    many: Words
    """The plural, as a heading."""
    about: str
    """One sentence for the reference."""
    shows: tuple[str, ...]
    """Numbers of the requirements that marked tests must show."""
    hands: Hands
    happened: str
    """The column of the day or moment for which it stands in the timeline."""
    line: tuple[str, ...]
    """Columns that tell of a record in one line: codes, amounts, days; never notes."""
    moves: Moves
    merges: Merges
    retention: str
    erases: tuple[str, ...] | None = None
    """Columns that an erasure empties beside the notes, which go with the person's key; it must be said."""
    one_per: tuple[str, ...] = ()
    """Where there may be one a customer: columns for each of whose values there may be one."""
    due: Due | None = None
    states: Codes = field(default_factory=dict)
    """Code → words; the first is the one of a record that waits. Each act says to which it leads."""
    tones: Mapping[str, Tone] = field(default_factory=dict)
    """State → how it looks: one for each."""
    rules: type[Rules] | None = None
    """Its part of the playbook."""
    confided: tuple[str, ...] = ()
    """Roles that read a record marked `restricted`, beside its writer; empty: none is marked."""
    team: str = ""
    """The column of staff numbers who read a record marked `restricted`, beside its writer and whoever owns
    the opportunity in its column `deal`; nobody else does, leaders neither."""
    tab: str = "overview"
    """Where it stands on the customer's page."""
    own_part: bool = False
    """A part of its own shows it there; else a section is made of the declaration."""
    extract: str = ""
    """Which records the night reads, as a condition of SQL where $1 is its day; empty: by hand, or none."""
    stored: str = ""
    """The table of its records, where that has another name."""
    icon: str = "file-analytics"
    """The drawing that stands before its lines."""

    def __post_init__(self) -> None:
        """Refuse what cannot be meant: DeclarationError."""
        if self.retention not in RETENTION:
            raise DeclarationError(
                f"Subject {self.name} is kept as {self.retention!r}, which is no rule: choose one of"
                f" {', '.join(RETENTION)}."
            )
        if self.erases is None:
            raise DeclarationError(
                f"Subject {self.name} does not say what an erasure of the person empties: name the columns"
                " beside its notes, or erases=() for none."
            )
        for role in self.hands:
            if role not in BY_CODE:
                raise DeclarationError(f"Subject {self.name} gives a hand to {role!r}, which is no role.")
        if self.moves is Moves.FOLLOW and self.due is None:
            raise DeclarationError(
                f"Subject {self.name} follows its customer, and nothing says what is open."
            )
        if self.one_per and self.merges is not Merges.ONE:
            raise DeclarationError(
                f"Subject {self.name} says of what there is one, and there may be several."
            )
        if self.happened in self.line:
            raise DeclarationError(f"Subject {self.name}: the day it happened stands in its line anyway.")
        if [*self.tones] != [*self.states]:
            there = ", ".join(self.states) or "(none)"
            raise DeclarationError(
                f"Subject {self.name} has the states {there}: give each its tone, in that order."
            )
        if self.tab not in TABS:
            raise DeclarationError(
                f"Subject {self.name} stands in {self.tab!r}: choose one of {', '.join(TABS)}."
            )

    @property
    def name(self) -> str:
        """The one word of the subject."""
        return self.thing.value

    @property
    def hides(self) -> bool:
        """Say whether records may be marked `restricted`: those have no line in the diary."""
        return bool(self.confided or self.team)

    @property
    def table(self) -> str:
        """The table that holds its records."""
        return self.stored or f"tilth_{self.name}"

    def roles(self, action: Action) -> tuple[str, ...]:
        """Return the roles that do this, in alphabetical order."""
        return tuple(sorted(role for role, hand in self.hands.items() if action in hand.actions))


def named(subjects: Iterable[Subject]) -> dict[str, Subject]:
    """Return word → subject; DeclarationError for two of one word, or of one table."""
    found: dict[str, Subject] = {}
    tables: dict[str, str] = {}
    for one in subjects:
        if one.name in found:
            raise DeclarationError(f"Two subjects are called {one.name!r}: give each its own word.")
        if one.table in tables:
            raise DeclarationError(
                f"Subjects {tables[one.table]} and {one.name} keep their records in {one.table}: give each"
                " its own table."
            )
        found[one.name], tables[one.table] = one, one.name
    return found
