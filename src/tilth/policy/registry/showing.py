"""How a kind of data is shown: to which role, about whose customer, through which channel (C-22, C-24).

The linkage rule (C-24): what a role can see of a person, taken together, must not rebuild the person's ID
number. Of its eighteen characters eight are the day of birth, one tells the gender, six the district, one is
a check digit. With these known, the first and the last character leave some 45 numbers; so no channel shows
any part of an ID number beside a birthday. It is found by typing it (a blind index), never read from a page.
"""

from enum import StrEnum

from tilth.policy.masks import MASKS
from tilth.policy.registry.kinds import KINDS, Kind
from tilth.policy.roles import BY_CODE


class Show(StrEnum):
    """As it is, through its mask, or not at all."""

    CLEAR = "clear"
    MASKED = "masked"
    HIDDEN = "hidden"


RELATIONS = ("own", "team", "branch", "bank", "invited")
"""How an actor stands to a customer in sight (`Scope.relation`)."""
CHANNELS = ("list", "detail", "search", "export", "log", "error", "api")
PAGES = ("list", "detail", "search", "api")
"""Channels that answer one person who asked; the others leave the house or outlive the moment."""

_NEVER = frozenset({"id_number", "blind_index", "name_search", "password_digest", "payload"})
"""Shown to nobody, nowhere; see the linkage rule above."""
UNMASKABLE = frozenset({"customer_name", "phone", "email", "address", "contact_point"})
"""What an unmasking may open for one customer, with a reason; a clearance opens the phone."""
_ALWAYS_MASKED = frozenset({"phone", "email", "address", "contact_point", "birth_date", "account_number"})
"""Masked on every page: the first four until unmasked, the year of birth and account numbers for good."""
_DETAIL_ONLY = frozenset(
    {"gender", "income", "id_type", "note", "counterparty", "booking_text", "account_number"}
)
"""Not needed to pick a customer from a list."""
_COLLEAGUES = frozenset({"staff_name"})
"""Read by every colleague."""
_OF_THE_PERSON = frozenset({"customer_name", "gender", "age", "id_type", "counterparty", "booking_text"})
"""What tells who somebody is; about others' customers masked, or not told. Money and judgements are clear."""
_REACH = {
    "own": ("own", "invited"),
    "invited": ("invited",),
    "team": ("team", "invited"),
    # The branch at the top has the whole bank below it.
    "branch": ("branch", "team", "invited", "bank"),
    "bank": ("bank",),
    "none": (),
}


def how(role: str, relation: str, channel: str, kind: Kind | str) -> Show:
    """Say how `role`, which stands in `relation` to a customer, gets data of `kind` through `channel`.

    An unknown role, relation or channel gets nothing that tells about a customer.
    """
    what = KINDS[kind] if isinstance(kind, str) else kind
    if what.code in _NEVER or what.cls == "C3":
        return Show.HIDDEN
    if what.cls in ("C1", "none"):
        return Show.CLEAR
    if channel not in (*PAGES, "export"):
        return Show.HIDDEN
    if what.code in _COLLEAGUES:
        return Show.CLEAR if channel in PAGES else Show.MASKED
    if not sees(role, relation):
        return Show.HIDDEN
    return _exported(what) if channel == "export" else _asked(relation, channel, what)


def sees(role: str, relation: str) -> bool:
    """Say whether a role can stand in this relation to a customer at all."""
    known = BY_CODE.get(role)
    return known is not None and relation in _REACH[known.scope]


def show(value: object, how_shown: Show, kind: Kind | str) -> str:
    """Return the text for a value under a decision of `how`; '' where it is hidden."""
    what = KINDS[kind] if isinstance(kind, str) else kind
    if how_shown is Show.HIDDEN:
        return ""
    return MASKS["clear" if how_shown is Show.CLEAR else what.mask](value)


def _exported(what: Kind) -> Show:
    """Masked as on a page of somebody else's customers; what has no mask of its own stays in the house."""
    return Show.HIDDEN if what.mask == "hidden" or what.code == "age" else Show.MASKED


def _asked(relation: str, channel: str, what: Kind) -> Show:
    if what.code in _DETAIL_ONLY and channel != "detail":
        return Show.HIDDEN
    if what.code in _ALWAYS_MASKED:
        return Show.MASKED
    if relation == "own" or what.mask == "band" or what.code not in _OF_THE_PERSON:
        return Show.CLEAR
    return Show.MASKED if what.mask != "hidden" else Show.HIDDEN
