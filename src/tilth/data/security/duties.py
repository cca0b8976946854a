"""Which roles write which records: the table of permissions, as the policies ask for it (GOV-01).

A scope says about whose customers somebody writes, a permission whether at all: who looks at the whole bank
and never acts writes nothing in raw SQL either. Every row has a version and an entry, which nobody is given
who wrote the settings by hand: so the seal need not be asked for here as well.
"""

from tilth.policy.permissions import GRANTS, Action, Thing

ABOUT = {
    "tilth_cadence_agreement": Thing.CADENCE_AGREEMENT,
    "tilth_clearance": Thing.CLEARANCE,
    "tilth_consent": Thing.CONSENT,
    "tilth_contact": Thing.CONTACT,
    "tilth_contact_preference": Thing.PREFERENCE,
    "tilth_do_not_disturb": Thing.DO_NOT_DISTURB,
    # a number is marked by the contact that found it wrong
    "tilth_number_mark": Thing.CONTACT,
    "tilth_participant": Thing.PARTICIPANT,
    # a reason is closed by whoever may call about it
    "tilth_reason_closure": Thing.CONTACT,
    "tilth_segment_assignment": Thing.SEGMENT_ASSIGNMENT,
    "tilth_skip": Thing.SKIP,
    "tilth_suppression": Thing.SUPPRESSION,
    "tilth_task": Thing.TASK,
    "tilth_transfer": Thing.TRANSFER,
}
"""Table of records → what a row of it is, in the words of the permissions."""


def condition(table: str, action: Action) -> str:
    """Return the condition under which whoever asks has a role that does this to rows of a table."""
    asked = _held(ABOUT[table], action)
    if table == "tilth_suppression":
        return f"{asked} AND (kind <> 'restricted' OR {_held(Thing.RESTRICTION, action)})"
    if table in ("tilth_contact", "tilth_reason_closure") and action is Action.UPDATE:
        # both are taken back by whoever recorded them
        return f"{asked} AND user_id = (SELECT tilth_actor())"
    return asked


def _held(thing: Thing, action: Action) -> str:
    named = ", ".join(f"'{role}'" for role in sorted(GRANTS) if action in GRANTS[role].get(thing, ()))
    return f"(SELECT tilth_role()) IN ({named})"
