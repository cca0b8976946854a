"""Row-level security: one rule for customers, and what hangs on a customer follows it (ADR 0010)."""

from tilth.data.security import duties
from tilth.policy.permissions import Action

WEB = "tilth_web"
"""The login of the pages: it owns nothing and cannot bypass the policies."""

_SIGHT = "tilth_in_sight(generation, {owner}, branch_id, customer_id, restricted)"
CUSTOMER = _SIGHT.format(owner="rm_id")
"""The condition under which a row of published_customer is in the actor's sight."""
_OF_CUSTOMER = (
    "EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation())"
    " AND c.customer_id = {table}.customer_id)"
)
_SUMMARY = (
    "generation = (SELECT tilth_generation())"
    " AND ((SELECT tilth_flag('bank_wide')) OR {own}tilth_among('branches', branch_id))"
)

ENTERED = "(SELECT tilth_entered())"
"""Whoever asks did enter: asked once a statement, by the policies of what is somebody's own or is written.
Rows about customers are read without it (ADR 0012)."""
BEYOND = ("upgrade", "request")
"""Causes that take a customer out of the part of the bank that whoever hands over leads (ROLE-12)."""
LONGEST = 366
"""Days after which a participation or a cover is looked at again, at the latest."""
_LEADS = f"{ENTERED} AND tilth_role() IN ('supervisor', 'branch_head', 'region_head')"
_LEADING = (
    f"{_LEADS} AND EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation())"
    " AND s.staff_id = absent_staff_id AND ((SELECT tilth_flag('bank_wide'))"
    " OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id)))"
)
"""Who widens somebody's sight leads those concerned: nobody arranges a cover for the own good."""

UNGUARDED = """
    SELECT DISTINCT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attname IN ('customer_id', 'customer_ids', 'rm_id') AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND NOT c.relrowsecurity
        AND c.relname !~ '(_history|_[gn][0-9]+)$' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
"""Finds tables about customers without policies; histories and partitions are granted to nobody."""

PUBLISHED = ("published_holding", "published_event", "published_list_entry")
RECORDS = (
    "tilth_contact",
    "tilth_clearance",
    "tilth_consent",
    "tilth_contact_preference",
    "tilth_do_not_disturb",
    "tilth_suppression",
    "tilth_segment_assignment",
    "tilth_cadence_agreement",
    "tilth_participant",
    "tilth_transfer",
)
"""What people write down about customers: the pages add rows about customers in sight, and see those."""
CHANGED = (
    "tilth_contact",
    "tilth_contact_preference",
    "tilth_do_not_disturb",
    "tilth_suppression",
    "tilth_segment_assignment",
    "tilth_cadence_agreement",
    "tilth_participant",
)
"""Of these, what may be changed afterwards: withdrawn, lifted, ended, corrected."""
WORK = ("tilth_task", "tilth_skip")
"""What managers plan and pass over: added, seen and changed like records; a later migration brings them."""
MARKS = ("tilth_number_mark",)
"""Numbers that turned out wrong: like `WORK`, of a migration later still."""
CLOSURES = ("tilth_reason_closure",)
"""Open reasons that a person closed: likewise."""
LED = ("tilth_participant", "tilth_transfer")
"""Of these, what only a leader adds or ends."""
READ_ONLY = ("tilth_ownership_change",)
POINTS = "published_point"
TRANSACTIONS, RELATIONS = "published_transaction", "published_relation"
LATER = (POINTS, TRANSACTIONS, RELATIONS)
"""Tables younger than the first guard: each is guarded by the migration that makes it, through `guarding`."""
_BOTH_ENDS = " AND ".join(
    "EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation())"
    f" AND c.customer_id = {RELATIONS}.{end})"
    for end in ("from_id", "to_id")
)
"""A relation tells about two people: only who sees both of them learns that there is one."""


def reading() -> dict[str, str]:
    """Return table → the condition under which the pages' login sees a row."""
    rules = {"published_customer": CUSTOMER}
    rules |= {table: _SIGHT.format(owner="owner_id") for table in PUBLISHED}
    following = (*RECORDS, *READ_ONLY, POINTS, TRANSACTIONS, *WORK, *MARKS, *CLOSURES)
    rules |= {table: _OF_CUSTOMER.format(table=table) for table in following}
    own = "tilth_among('managers', rm_id) OR "
    return rules | {
        "published_book": _SUMMARY.format(own=own),
        "published_branch_total": _SUMMARY.format(own=""),
        RELATIONS: f"generation = (SELECT tilth_generation()) AND {_BOTH_ENDS}",
    }


HAND_OVERS = "tilth_hand_over"
_THEIRS = (
    "EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation())"
    " AND (s.staff_id = from_staff_id OR s.staff_id = ANY (to_staff_ids))"
    " AND ((SELECT tilth_flag('bank_wide'))"
    " OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id)))"
)
_OF_THEIRS = f"{_LEADS} AND (made_by_id = (SELECT tilth_actor()) OR {_THEIRS})"


def hand_overs() -> list[str]:
    """Return the statements that show hand-overs to those who lead the people they are about."""
    return [
        f"ALTER TABLE {HAND_OVERS} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY {HAND_OVERS}_seen ON {HAND_OVERS} FOR SELECT TO {WEB} USING ({_OF_THEIRS})",
        f"CREATE POLICY {HAND_OVERS}_added ON {HAND_OVERS} FOR INSERT TO {WEB} WITH CHECK ({_OF_THEIRS})",
        f"CREATE POLICY {HAND_OVERS}_changed ON {HAND_OVERS} FOR UPDATE TO {WEB} USING ({_OF_THEIRS})",
    ]


SAVED_VIEWS = "tilth_saved_view"


def saved_views() -> list[str]:
    """Return the statements that keep everybody's saved views to themselves."""
    own = f"user_id = (SELECT tilth_actor()) AND {ENTERED}"
    return [
        f"ALTER TABLE {SAVED_VIEWS} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY {SAVED_VIEWS}_own ON {SAVED_VIEWS} FOR ALL TO {WEB} USING ({own}) WITH CHECK ({own})",
    ]


def guarding(table: str) -> list[str]:
    """Return the statements that let the pages' login see only those rows of a table that it may."""
    condition = reading()[table]
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_seen ON {table} FOR SELECT TO {WEB} USING ({condition})",
    ]


def statements() -> list[str]:
    """Return the statements that turn the first policies on."""
    later = (*LATER, *WORK, *MARKS, *CLOSURES)
    made = [one for table in reading() if table not in later for one in guarding(table)]
    for table in RECORDS:
        made += _writing(table, changed=table in CHANGED)
    return [
        *made,
        "ALTER TABLE tilth_cover ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY tilth_cover_seen ON tilth_cover FOR SELECT TO {WEB} USING (true)",
        f"CREATE POLICY tilth_cover_added ON tilth_cover FOR INSERT TO {WEB} WITH CHECK ({_LEADING})",
        f"CREATE POLICY tilth_cover_changed ON tilth_cover FOR UPDATE TO {WEB} USING ({_LEADING})",
    ]


def work(tables: tuple[str, ...] = WORK) -> list[str]:
    """Return the statements that guard tables of people's work that are younger than the others."""
    made = []
    for table in tables:
        made += [*guarding(table), *_writing(table)]
    return made


def rewritten() -> list[str]:
    """Return the statements that ask for a role in place of the earlier policies of writing."""
    made = []
    for table in (*RECORDS, *WORK, *MARKS):
        made += [f"DROP POLICY IF EXISTS {table}_{what} ON {table}" for what in ("added", "changed")]
        made += _writing(table, changed=table in (*CHANGED, *WORK, *MARKS))
    return made


def _writing(table: str, *, changed: bool = True) -> list[str]:
    """Return the policies by which the pages' login adds rows of a table and, perhaps, changes them."""
    added, altered = (_written(table, action) for action in (Action.CREATE, Action.UPDATE))
    made = [f"CREATE POLICY {table}_added ON {table} FOR INSERT TO {WEB} WITH CHECK ({added})"]
    if changed:
        made.append(f"CREATE POLICY {table}_changed ON {table} FOR UPDATE TO {WEB} USING ({altered})")
    return made


def _written(table: str, action: Action) -> str:
    """Return the condition under which the pages' login writes a row."""
    condition = f"{duties.condition(table, action)} AND {_OF_CUSTOMER.format(table=table)}"
    return f"{ENTERED} AND {condition}" if table in LED else condition
