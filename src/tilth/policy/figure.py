"""What a figure of a page is: its words, its unit, what counts, where its rows are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tilth.policy.words import Words


class Unit(StrEnum):
    """In what a figure is counted."""

    CUSTOMERS = "customers"
    NAMES = "names"
    """Names of a list."""
    KINDS = "kinds"
    """Different products."""
    ITEMS = "items"
    CONTACTS = "contacts"
    AMOUNT = "amount"
    SHARE = "share"
    ROWS = "rows"


class Of(StrEnum):
    """Whose customers a figure may be about."""

    OWN = "own"
    COVERED = "covered"
    MANAGER = "manager"
    """One manager's in a branch, or what of a branch no manager of it keeps."""
    BRANCH = "branch"
    """A branch with all below it: a region, the bank."""
    CUSTOMER = "customer"
    """One customer, on the customer's page."""
    NIGHT = "night"
    """One nightly run."""


_EVERYBODY = (Of.OWN, Of.COVERED, Of.MANAGER, Of.BRANCH)
BY_NUMBER = Words("counted by customer number", "按客户号计")
"""How the figures of books and branches count customers: who has several numbers counts as many times."""
BY_PERSON = Words("counted by person", "按人计")
"""How lists count them: under the number that stays."""
LISTS = (Of.OWN, Of.MANAGER, Of.BRANCH)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure: its words, its unit, what counts, and the list of the rows behind it."""

    code: str
    label_zh: str
    label_en: str
    about_zh: str
    about_en: str
    unit: Unit = Unit.CUSTOMERS
    of: tuple[Of, ...] = _EVERYBODY
    closed: bool = False
    """Whether closed customers count."""
    of_list: bool = False
    """Whether only names of tonight's list count; else the whole book."""
    attempts: bool = False
    """Whether attempts count beside contacts (KPI-03)."""
    page: str = "customers"
    """The page that lists the rows; empty where the figure says what it was made of."""
    sums: str = ""
    """The column of the list that adds up to the figure; empty where it is the number of rows."""
    parts: str = ""
    """What of the same page it is made of: parts by name, `#` before one that is counted."""
    query: Mapping[str, str] = field(default_factory=dict)
    """What the page is asked for; a value in braces is the figure's own, as {tier}."""
