"""All the SQL text of the guard as it is today: run whole by the migration that changes any of it."""

from collections.abc import Mapping
from importlib import resources

from tilth.data.security import audit, entry, policies, quarantine
from tilth.data.security.policies import WEB
from tilth.policy import roles

SESSIONS = 5
"""Browsers in which one account may be signed in at once; one more ends the one unused for longest."""
_FILLED = {
    "CUSTOMER": policies.CUSTOMER,
    "MOST": str(SESSIONS),
    "MANAGERS": ", ".join(f"'{role.code}'" for role in roles.ROLES if role.scope == "own"),
    "BEYOND": ", ".join(f"'{cause}'" for cause in policies.BEYOND),
    "LONGEST": str(policies.LONGEST),
    "VALID": str(entry.VALID),
}
"""What Python fills in between braces."""
_NO_POLICY = """
    DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT polname, polrelid::regclass AS of FROM pg_policy LOOP
            EXECUTE format('DROP POLICY %I ON %s', one.polname, one.of);
        END LOOP;
    END $$
"""
_AUTHORS = {
    "tilth_cadence_agreement": "",
    "tilth_clearance": "'staff_id'",
    "tilth_consent": "",
    "tilth_contact": "'staff_id'",
    "tilth_contact_preference": "",
    "tilth_cover": "",
    "tilth_do_not_disturb": "",
    "tilth_participant": "",
    "tilth_saved_view": "",
    "tilth_segment_assignment": "",
    "tilth_skip": "'staff_id'",
    "tilth_suppression": "",
    "tilth_task": "",
    "tilth_transfer": "",
}
"""Tables in which people sign → what besides the account must be the writer's own."""

LATER_AUTHORS = {
    "tilth_hand_over": "",
    "tilth_number_mark": "'staff_id'",
    "tilth_reason_closure": "'staff_id'",
}
"""The same for tables of later migrations, each of which runs its own."""


def texts() -> list[str]:
    """Return every function and trigger of the guard, in the order in which they need each other."""
    names = ("scope.sql", "entry.sql", "moves.sql", "gate.sql", "work.sql", "recount.sql", "accounts.sql")
    filled = [text(name) for name in names]
    counted = [text(name) for name in ("sign_in.sql", "walks.sql")]
    return [*filled, audit.source(), *counted, *signatures(_AUTHORS), audit.ON_HISTORIES]


def rules() -> list[str]:
    """Return every policy of row-level security, after what takes away those that are there."""
    later = [one for table in policies.LATER for one in policies.guarding(table)]
    made = [*policies.statements(), *later, *policies.work(), *policies.saved_views()]
    return [_NO_POLICY, *made, *quarantine.statements(), *accounts(), *audit.seen()]


def later_rules() -> list[str]:
    """Return the guards of tables that are younger than some migrations which run all of the others."""
    work = policies.work((*policies.MARKS, *policies.CLOSURES))
    return [*signatures(LATER_AUTHORS), *policies.hand_overs(), *work]


def books() -> list[str]:
    """Return what puts PostgreSQL's own books right where somebody edited them, each step apart."""
    return text("books.sql").split("\n\n")


def text(name: str) -> str:
    """Return one file's text with what Python fills in."""
    raw = resources.files("tilth.data.security").joinpath(name).read_text("utf-8")
    for word, value in _FILLED.items():
        raw = raw.replace(f"{{{word}}}", value)
    return raw


def accounts() -> list[str]:
    """Return the row-level security of accounts: everybody's names are read, the own row alone is changed."""
    own = f"id = (SELECT tilth_actor()) AND {policies.ENTERED}"
    return [
        "ALTER TABLE tilth_user ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY tilth_user_seen ON tilth_user FOR SELECT TO {WEB} USING (true)",
        f"CREATE POLICY tilth_user_own ON tilth_user FOR UPDATE TO {WEB} USING ({own})",
    ]


def signatures(authors: Mapping[str, str]) -> list[str]:
    """Return the triggers that let people sign with their own account only."""
    return [
        f"CREATE OR REPLACE TRIGGER tilth_true_author BEFORE INSERT OR UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION tilth_true_author({given})"
        for table, given in authors.items()
    ]
