"""Suppressions: why nobody may contact a customer at present (C-54)."""

from tilth.policy.subjects.kit import COMPLIANCE, RECORDED, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

SUPPRESSION = Subject(
    thing=Thing.SUPPRESSION,
    words=Words("Suppression", "停止联络"),
    many=Words("Suppressions", "停止联络"),
    about="Why nobody may contact a customer at present, until it ends or somebody lifts it.",
    shows=("GOV-03", "TRAP-19"),
    # Managers may stop contacts at once and may not lift the stop; compliance does both.
    # One that restricts processing is a thing of its own, for compliance alone (C-07).
    hands={**RECORDED, COMPLIANCE: Hand.GOVERN},
    happened="starts_on",
    line=("kind", "ends_on", "lifted_at"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    extract="lifted_at IS NULL AND (ends_on IS NULL OR ends_on >= $1::date)",
    icon="ban",
    erases=(),
    tab="rules",
)
