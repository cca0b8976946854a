"""Clearances: the contact gate's yes, reserved before the call is made (GOV-03)."""

from tilth.policy.subjects.kit import RECORDED, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

CLEARANCE = Subject(
    thing=Thing.CLEARANCE,
    words=Words("Clearance", "联络许可"),
    many=Words("Clearances", "联络许可"),
    about="The contact gate's yes to one attempt; it counts towards the caps until the contact does.",
    shows=("GOV-03",),
    # The clear number comes with a clearance; nobody edits one.
    hands=RECORDED,
    happened="given_at",
    line=("channel", "purpose", "valid_until"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    extract=(
        # A contact of a later day has not used its clearance yet.
        "given_on <= $1::date AND NOT EXISTS ("
        "SELECT FROM tilth_contact WHERE clearance_id = tilth_clearance.id AND contact_on <= $1::date)"
    ),
    erases=("household_id",),
    tab="rules",
)
