"""A customer's wish not to be disturbed, in code a wish (PROF-26)."""

from tilth.policy.subjects.kit import KEPT, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

DO_NOT_DISTURB = Subject(
    thing=Thing.DO_NOT_DISTURB,
    words=Words("Do not disturb", "免打扰"),
    many=Words("Wishes not to be disturbed", "免打扰"),
    about="A customer's wish not to be contacted: by which channel, about what, from when until when.",
    shows=("PROF-26", "CHAN-01"),
    hands=KEPT,
    happened="starts_on",
    line=("channel", "ends_on"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    extract="ends_on IS NULL OR ends_on >= $1::date",
    icon="bell-off",
    erases=(),
    tab="rules",
)
