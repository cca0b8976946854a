"""Kinds of data: what a column holds, how sensitive it is, how it is shown, how long it is kept (C-20).

Classes of JR/T 0171: C3 authentication data, C2 data that identify a customer or tell of his or her
money, C1 what stays in the bank, none = nobody is in it. Levels of JR/T 0197: C3 is 4, C2 3, C1 2, none 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = {"C3": 4, "C2": 3, "C1": 2, "none": 1}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of data."""

    code: str
    cls: str
    """C3, C2, C1 or none."""
    jrt_level: int
    mask: str
    """A word of `tilth.policy.masks.MASKS`."""
    retention: str
    """A word of `tilth.policy.registry.retention.RETENTION`."""
    encrypted: bool
    """Lies sealed in lake and database (C-25)."""
    loggable: bool
    """May stand in a log line or an audit entry."""
    about: str

    @property
    def nfra(self) -> str:
        """The grade of 金规〔2024〕24号 below important: sensitive or other general data."""
        return "sensitive" if self.cls in ("C2", "C3") else "other"


def _kind(  # noqa: PLR0913 - a row of a table
    code: str,
    cls: str,
    mask: str,
    retention: str,
    about: str,
    *,
    encrypted: bool = False,
) -> Kind:
    return Kind(
        code=code,
        cls=cls,
        jrt_level=LEVELS[cls],
        mask=mask,
        retention=retention,
        encrypted=encrypted,
        loggable=cls in ("C1", "none"),
        about=about,
    )


_KINDS = (
    # Who somebody is.
    _kind("customer_name", "C2", "name", "identity", "Name of a person or a company."),
    _kind("name_search", "C2", "hidden", "identity", "Spellings by which a name is found; never shown."),
    _kind("gender", "C2", "hidden", "identity", "Gender; shown on the detail page of the own book only."),
    _kind(
        "birth_date", "C2", "birthday", "identity", "Day of birth; month and day are shown, never the year."
    ),
    _kind("age", "C2", "age_band", "identity", "Whole years, worked out from the day of birth."),
    _kind("birth_calendar", "C1", "clear", "identity", "Whether the birthday is kept by sun or moon."),
    _kind("id_type", "C2", "hidden", "identity", "Kind of identity document."),
    _kind("id_number", "C2", "id_number", "identity", "Number of the identity document.", encrypted=True),
    _kind("blind_index", "C2", "hidden", "identity", "Keyed digest by which a number is found; never shown."),
    _kind("phone", "C2", "phone", "identity", "Mobile phone or landline.", encrypted=True),
    _kind("email", "C2", "email", "identity", "E-mail address.", encrypted=True),
    _kind("address", "C2", "address", "identity", "Postal address.", encrypted=True),
    _kind(
        "contact_point",
        "C2",
        "contact_point",
        "dealings",
        "By what a customer is reached, as told to the bank's people: a number, an address, a name.",
    ),
    _kind("city", "C1", "clear", "identity", "City of residence."),
    _kind("work", "C2", "hidden", "identity", "Occupation, employer, education, family state."),
    _kind("company", "C1", "clear", "identity", "Industry, class and size of a company."),
    _kind("relation", "C2", "hidden", "identity", "Ties between customers, households."),
    # What a customer has and does.
    _kind("amount", "C2", "band", "transaction", "Money of one customer."),
    _kind("income", "C2", "band", "identity", "Yearly income as declared."),
    _kind("position", "C2", "hidden", "suitability", "What a holding is: product, terms, days, bands."),
    _kind("account_number", "C2", "card", "transaction", "Number of an account, a contract or a booking."),
    _kind("booking", "C2", "hidden", "transaction", "What a booking was: moment, kind, channel."),
    _kind("counterparty", "C2", "name", "transaction", "The other side of a booking."),
    _kind("booking_text", "C2", "hidden", "transaction", "Free text of a booking."),
    _kind("risk", "C2", "hidden", "suitability", "Assessed risk capacity and its day."),
    # What the bank makes of it.
    _kind("standing", "C2", "hidden", "marketing", "Tier, segment, lifecycle and other judgements by rule."),
    _kind("event", "C2", "hidden", "marketing", "What falls due for a customer, and reasons to call."),
    _kind("relationship_days", "C1", "clear", "identity", "Start and end of the relationship."),
    _kind("keeper", "C1", "clear", "dealings", "Which manager and branch keep a customer."),
    _kind("customer_number", "C1", "clear", "identity", "The bank's own number of a customer."),
    # Dealings.
    _kind("dealing", "C2", "hidden", "dealings", "A contact: when, by which way, what came of it."),
    _kind("note", "C2", "hidden", "dealings", "Free text that people write about a customer."),
    _kind("permission", "C1", "clear", "dealings", "A clearance, a quiet time, a suitable time."),
    _kind("consent", "C1", "clear", "consent", "What a customer agreed to or refused, under which text."),
    _kind("stop", "C2", "hidden", "dealings", "Why nobody may contact a customer."),
    _kind("arrangement", "C1", "clear", "dealings", "Covers, participations, hand-overs and their days."),
    # People of the bank.
    _kind("staff_number", "C1", "clear", "staff", "The bank's own number of a member of staff."),
    _kind("staff_name", "C2", "name", "staff", "Name of a member of staff; colleagues read it."),
    _kind("staff_role", "C1", "clear", "staff", "Role, and whether at work."),
    _kind("sign_in", "C1", "clear", "staff", "Name and last use of an account."),
    _kind(
        "password_digest", "C3", "hidden", "staff", "Argon2 digest of a password; never leaves the database."
    ),
    # The bank, the market, the machine.
    _kind("organisation", "none", "clear", "none", "Branches."),
    _kind("market", "none", "clear", "none", "Products, prices, rates of exchange."),
    _kind(
        "session_secret", "C3", "hidden", "staff", "Digest of a session's key, and what the session holds."
    ),
    _kind("total", "none", "clear", "none", "Sums and counts over a book or a branch."),
    _kind("audit", "C1", "clear", "audit", "Who did what when; customers by number, fields by name."),
    _kind("network_address", "C1", "clear", "audit", "From where somebody worked."),
    _kind("payload", "C2", "hidden", "log", "A message on its way, with whatever it carries."),
    _kind("run", "none", "clear", "log", "How a night went; values that were set aside stand there masked."),
    _kind("setting", "none", "clear", "none", "What somebody chose for the pages."),
    _kind("technical", "none", "clear", "none", "Numbers, versions and moments of the machinery."),
)
KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _KINDS}
"""Every kind by its code."""
