"""Row-level security: one rule for customers, and what hangs on a customer follows it (ADR 0010).

Here stand the conditions and the usual guards made of them; which table has which is said by its model.
"""

from tilth.data.guard import WEB, Guard
from tilth.policy.permissions import GRANTS, Action, Thing

__all__ = ["WEB", "Guard"]

_HIDDEN = "restricted AND coalesce((SELECT current_setting('tilth.sees_restricted', true)), '') <> 'true'"
_LISTED = "strpos((SELECT current_setting('tilth.{several}', true)), chr(31) || {column} || chr(31)) > 0"
_SIGHT = (
    "CASE WHEN generation IS DISTINCT FROM (SELECT tilth_generation()) THEN 0"
    f" WHEN {_HIDDEN} THEN 0"
    " WHEN (SELECT coalesce(current_setting('tilth.bank_wide', true), '') = 'true') THEN 1"
    f" WHEN {_LISTED.format(several='branches', column='branch_id')} THEN 1"
    f" WHEN {_LISTED.format(several='managers', column='{owner}')} THEN 1"
    f" WHEN {_LISTED.format(several='customers', column='customer_id')} THEN 1"
    " ELSE 0 END <> 0"
)
CUSTOMER = _SIGHT.format(owner="rm_id")
"""The condition under which a row of published_customer is in the actor's sight; no other table is asked.

What the actor entered with is read once a statement, not once a row: lists and counts look at thousands. As a
comparison of a case the planner takes it to hold for nearly all that the pages' own conditions leave; as a
call of a function it seemed to hold for a third, and the wrong index was taken.
"""
_OF_CUSTOMER = (
    "EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation())"
    " AND c.customer_id = {table}.{column})"
)
_SUMMARY = (
    "generation = (SELECT tilth_generation())"
    " AND ((SELECT tilth_flag('bank_wide')) OR {own}tilth_among('branches', branch_id))"
)
_BORDER = "(SELECT nullif(current_setting('tilth.branch_{end}', true), '')::bigint)"
_LINE = (
    "CASE WHEN branch_no IS NULL THEN 0"
    f" WHEN {_HIDDEN} THEN 0"
    f" WHEN branch_no BETWEEN {_BORDER.format(end='first')} AND {_BORDER.format(end='last')} THEN 1"
    f" WHEN {_LISTED.format(several='managers', column='owner_id')} THEN 1"
    f" WHEN {_LISTED.format(several='customers', column='customer_id')} THEN 1"
    " ELSE 0 END <> 0"
)
"""The condition under which a line of the diary is in the actor's sight; no other table is asked.

What the actor entered with is read once a statement, not once a line: a queue looks at thousands. Whoever
asks says the same by plain conditions, which an index serves; as a comparison of a case the planner takes
this one to hold for nearly all that is left. Reckoned twice it seemed rare, and all of a region was sorted.
"""

ENTERED = "(SELECT tilth_entered())"
"""Whoever asks did enter: asked once a statement, by the policies of what is somebody's own or is written.
Rows about customers are read without it (ADR 0012)."""
OWN = "user_id = (SELECT tilth_actor())"
"""Whoever recorded it, and nobody else."""
BEYOND = ("upgrade", "request")
"""Causes that take a customer out of the part of the bank that whoever hands over leads (ROLE-12)."""
LONGEST = 366
"""Days after which a participation or a cover is looked at again, at the latest."""
_LEADS = f"{ENTERED} AND tilth_role() IN ('supervisor', 'branch_head', 'region_head')"
_IS_LED = (
    "(SELECT tilth_flag('bank_wide'))"
    " OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id)"
)
_LEADING = (
    f"{_LEADS} AND EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation())"
    f" AND s.staff_id = absent_staff_id AND ({_IS_LED}))"
)
"""Who widens somebody's sight leads those concerned: nobody arranges a cover for the own good."""
_OF_THEM = (
    "EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation())"
    f" AND (s.staff_id = from_staff_id OR s.staff_id = ANY (to_staff_ids)) AND ({_IS_LED}))"
)
_WRITTEN = f"{ENTERED} AND written_by_id = (SELECT tilth_actor())"
_THEIRS = f"{_LEADS} AND (made_by_id = (SELECT tilth_actor()) OR {_OF_THEM})"

UNGUARDED = """
    SELECT DISTINCT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attname IN ('customer_id', 'customer_ids', 'rm_id') AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND NOT c.relrowsecurity
        AND c.relname !~ '(_history|_[gn][0-9]+)$' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
"""Finds tables about customers without policies; histories and partitions are granted to nobody."""


def _named(table: str) -> str:
    return f"{table.removeprefix('tilth_')}_guard"


def customers() -> Guard:
    """Return the one rule: the customers in the actor's sight."""
    return Guard(name="customer_guard", sees=CUSTOMER)


def owned(table: str) -> Guard:
    """Return the guard of what the night says about a customer, with the customer's scope in the row."""
    return Guard(name=_named(table), sees=_SIGHT.format(owner="owner_id"))


def diary(table: str) -> Guard:
    """Return the guard of the diary: comparisons of the row's own columns with what the actor entered with.

    Lines are written by triggers alone.
    """
    return Guard(name=_named(table), sees=_LINE)


def summed(table: str, *, own: bool = False) -> Guard:
    """Return the guard of sums over a branch or, `own`, over a manager's book."""
    asked = _SUMMARY.format(own="tilth_among('managers', rm_id) OR " if own else "")
    return Guard(name=_named(table), sees=asked)


def following(table: str) -> Guard:
    """Return the guard of what is only read, and seen by whoever sees the customer."""
    return Guard(name=_named(table), sees=of_customer(table))


def relating(table: str) -> Guard:
    """Return the guard of ties between two people: only who sees both of them learns that there is one."""
    ends = " AND ".join(of_customer(table, end) for end in ("from_id", "to_id"))
    return Guard(name=_named(table), sees=f"generation = (SELECT tilth_generation()) AND {ends}")


def record(  # noqa: PLR0913 - one keyword a question that every record answers
    table: str,
    thing: Thing,
    *,
    columns: tuple[str, ...] | None = None,
    signs: tuple[str, ...] = (),
    led: bool = False,
    adds: str = "",
    changes: str = "",
) -> Guard:
    """Return the guard of what people write down about customers in sight, by the table of permissions.

    `columns` may change afterwards, none named: the whole row, None: nothing. `led`: it widens somebody's
    sight, so that whoever writes has entered. `adds`, `changes`: what is asked besides.
    """
    of, entered = of_customer(table), ENTERED if led else ""
    added = _all(entered, may(thing, Action.CREATE), adds, of)
    changed = "" if columns is None else _all(entered, may(thing, Action.UPDATE), changes, of)
    return Guard(name=_named(table), sees=of, adds=added, changes=changed, columns=columns or (), signs=signs)


def confided(readers: tuple[str, ...]) -> str:
    """Return the condition that a record is not restricted, or whoever asks wrote it or is of `readers`."""
    return f"NOT restricted OR made_by_id = (SELECT tilth_actor()) OR {asked_of(readers)}"


def of_team(table: str, team: str) -> str:
    """Return the condition that a record is not restricted, or whoever asks is of its team.

    Of the team are its writer, those whom its column `team` names, and the owner of its opportunity.
    """
    asks = "(SELECT nullif(current_setting('tilth.staff', true), ''))"
    owns = f"SELECT FROM tilth_opportunity o WHERE o.id = {table}.deal AND o.staff_id = {asks}"
    return (
        f"NOT restricted OR made_by_id = (SELECT tilth_actor()) OR {asks} = ANY ({team}) OR EXISTS ({owns})"
    )


def tied(table: str, thing: Thing, *, columns: tuple[str, ...]) -> Guard:
    """Return the guard of what is between a customer and another customer, or somebody by name.

    Only who sees both of two customers learns that there is anything between them. `columns` may change.
    """
    of = f"{of_customer(table)} AND (other_id IS NULL OR {of_customer(table, 'other_id')})"
    adds, changes = (f"{may(thing, action)} AND {of}" for action in (Action.CREATE, Action.UPDATE))
    return Guard(
        name=_named(table), sees=of, adds=adds, changes=changes, columns=columns, signs=("staff_id",)
    )


def apart(table: str, thing: Thing, *, columns: tuple[str, ...]) -> Guard:
    """Return the guard of records that the roles see which may list them, not all who see the customer.

    Whoever looks at the whole bank reads and writes them of customers too whom no night names any more.
    """
    of = f"((SELECT tilth_flag('bank_wide')) OR {of_customer(table)})"
    sees, adds, changes = (
        _all(ENTERED, may(thing, action), of) for action in (Action.LIST, Action.CREATE, Action.UPDATE)
    )
    return Guard(
        name=_named(table), sees=sees, adds=adds, changes=changes, columns=columns, signs=("staff_id",)
    )


def covers(table: str) -> Guard:
    """Return the guard of covers: everybody reads who stands in for whom, leaders arrange it."""
    return Guard(
        name=_named(table), sees="true", adds=_LEADING, changes=_LEADING, columns=("ended_at",), signs=()
    )


def hand_overs(table: str) -> Guard:
    """Return the guard that shows hand-overs to those who lead the people they are about."""
    back = ("taken_back_at", "taken_back_by_id", "returned")
    return Guard(name=_named(table), sees=_THEIRS, adds=_THEIRS, changes=_THEIRS, columns=back, signs=())


def sent_upwards(table: str, thing: Thing, *, columns: tuple[str, ...]) -> Guard:
    """Return the guard of words about the own work: who writes reads and changes them.

    Leaders read those sent. `columns` may change.
    """
    return Guard(
        name=_named(table),
        sees=f"({_WRITTEN}) OR ({_LEADS} AND sent_at IS NOT NULL AND {_below(table)})",
        adds=_all(_WRITTEN, may(thing, Action.CREATE)),
        changes=_all(_WRITTEN, may(thing, Action.UPDATE)),
        columns=columns,
        signs=("staff_id",),
    )


def action_ticks(table: str) -> Guard:
    """Return the guard of ticked key actions: everybody's own, read by whoever leads the person."""
    return Guard(
        name=_named(table),
        sees=f"({_WRITTEN}) OR ({_LEADS} AND {_below(table)})",
        adds=_all(_WRITTEN, may(Thing.KEY_ACTION, Action.CREATE)),
        changes=_all(_WRITTEN, may(Thing.KEY_ACTION, Action.UPDATE)),
        columns=("taken_back_at",),
        signs=("staff_id",),
    )


def library(table: str) -> Guard:
    """Return the guard of what head office writes for calls: everybody reads what was approved.

    A text is written once and never changes; what became of it is added by the roles of the library.
    """
    kept = _all(ENTERED, f"({may(Thing.LIBRARY, Action.CREATE)} OR {may(Thing.LIBRARY, Action.UPDATE)})")
    return Guard(
        name=_named(table),
        sees=f"{ENTERED} AND (approved OR {may(Thing.LIBRARY, Action.LIST)})",
        adds=_all(_WRITTEN, may(Thing.LIBRARY, Action.CREATE)),
        changes=kept,
        columns=(
            *("sent_at", "approved", "decided_by_id", "decided_at", "why", "ended_by_id", "ended_at"),
            *("version", "replaced_on"),
        ),
        signs=(),
    )


def own(table: str) -> Guard:
    """Return the guard of what everybody keeps to themselves, and may throw away."""
    mine = f"{OWN} AND {ENTERED}"
    return Guard(name=_named(table), sees=mine, adds=mine, changes=mine, removes=mine, signs=())


def accounts(table: str, *, reads: tuple[str, ...], columns: tuple[str, ...]) -> Guard:
    """Return the guard of accounts: everybody's names are read, the own row alone is changed."""
    mine = f"id = (SELECT tilth_actor()) AND {ENTERED}"
    return Guard(name=_named(table), sees="true", changes=mine, reads=reads, columns=columns)


def by_role(table: str, thing: Thing) -> Guard:
    """Return the guard of what is about no one customer in sight: the roles that may list it."""
    return Guard(name=_named(table), sees=f"{ENTERED} AND {may(thing, Action.LIST)}")


def restricting(action: Action) -> str:
    """Return what a stop asks besides: one that restricts processing is for compliance alone (C-07)."""
    return f"(kind <> 'restricted' OR {may(Thing.RESTRICTION, action)})"


def may(thing: Thing, action: Action) -> str:
    """Return the condition that whoever asks has a role that does this, by the table of permissions (GOV-01).

    A scope says about whose customers somebody writes, a permission whether at all: who looks at the whole
    bank and never acts writes nothing in raw SQL either. Every row has a version and an entry, which nobody
    is given who wrote the settings by hand: so the seal need not be asked for here as well.
    """
    return asked_of(tuple(role for role in sorted(GRANTS) if action in GRANTS[role].get(thing, ())))


def asked_of(roles: tuple[str, ...]) -> str:
    """Return the condition that whoever asks has one of these roles."""
    named = ", ".join(f"'{role}'" for role in roles)
    return f"(SELECT tilth_role()) IN ({named})"


def of_customer(table: str, column: str = "customer_id") -> str:
    """Return the condition that a row's customer is in the actor's sight."""
    return _OF_CUSTOMER.format(table=table, column=column)


def _below(table: str) -> str:
    """Return the condition that the actor leads whoever a row of the own work is about."""
    return (
        "EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation())"
        f" AND s.staff_id = {table}.staff_id AND ({_IS_LED}))"
    )


def _all(*conditions: str) -> str:
    return " AND ".join(one for one in conditions if one)
