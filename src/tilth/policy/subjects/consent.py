"""Consents: what a customer allowed or refused, by which channel, under which text (TRAP-16)."""

from tilth.policy.subjects.kit import RECORDED, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

CONSENT = Subject(
    thing=Thing.CONSENT,
    words=Words("Consent", "同意"),
    many=Words("Consents", "同意"),
    about="One decision of a customer about a purpose and a channel under one text; the latest counts.",
    shows=("GOV-03", "TRAP-16"),
    # A consent is never changed: taking it back is a new decision.
    hands=RECORDED,
    happened="decided_at",
    line=("purpose", "channel", "decision"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="consent",
    erases=(),
    tab="rules",
)
