"""All the SQL text of the guard as it is today: run whole by the migration that changes any of it."""

from collections.abc import Mapping
from importlib import resources

from tilth.data.security import audit, policies
from tilth.data.security.policies import WEB

SESSIONS = 5
"""Browsers in which one account may be signed in at once; one more ends the one unused for longest."""
_AUTHORS = {
    "tilth_cadence_agreement": "",
    "tilth_clearance": "'staff_id'",
    "tilth_consent": "",
    "tilth_contact": "'staff_id'",
    "tilth_contact_preference": "",
    "tilth_cover": "",
    "tilth_do_not_disturb": "",
    "tilth_participant": "",
    "tilth_segment_assignment": "",
    "tilth_skip": "'staff_id'",
    "tilth_suppression": "",
    "tilth_task": "",
    "tilth_transfer": "",
}
"""Tables in which people sign → what besides the account must be the writer's own."""

LATER_AUTHORS = {"tilth_number_mark": "'staff_id'"}
"""The same for tables of later migrations, each of which runs it itself."""


_YOUNGER = ("tilth_hand_over",)
"""Tables in which people sign that are younger than some migrations which run all of these texts."""


def texts() -> list[str]:
    """Return every function and trigger of the guard, in the order in which they need each other."""
    names = ("scope.sql", "entry.sql", "moves.sql", "gate.sql", "work.sql", "recount.sql", "accounts.sql")
    filled = [text(name) for name in names]
    return [*filled, audit.source(), *signatures(_AUTHORS), audit.ON_HISTORIES]


def text(name: str) -> str:
    """Return one file's text with what Python fills in."""
    raw = resources.files("tilth.data.security").joinpath(name).read_text("utf-8")
    return raw.replace("{CUSTOMER}", policies.CUSTOMER).replace("{MOST}", str(SESSIONS))


def accounts() -> list[str]:
    """Return the row-level security of accounts: everybody's names are read, the own row alone is changed."""
    own = "id = (SELECT tilth_actor())"
    return [
        "ALTER TABLE tilth_user ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY tilth_user_seen ON tilth_user FOR SELECT TO {WEB} USING (true)",
        f"CREATE POLICY tilth_user_own ON tilth_user FOR UPDATE TO {WEB} USING ({own})",
    ]


def signed_later() -> list[str]:
    """Return the triggers by which people sign in younger tables; for the migrations that make these."""
    return [_signature(table, "") for table in _YOUNGER]


def _signatures() -> list[str]:
    return signatures(_AUTHORS)


def signatures(authors: Mapping[str, str]) -> list[str]:
    """Return the triggers that let people sign with their own account only."""
    return [_signature(table, given) for table, given in authors.items()]


def _signature(table: str, given: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER tilth_true_author BEFORE INSERT OR UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION tilth_true_author({given})"
    )
