"""Participants: people besides the owner who take part in one customer (ROLE-03, ROLE-09)."""

from tilth.policy.subjects.kit import LED, Hand, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words

PARTICIPANT = Subject(
    thing=Thing.PARTICIPANT,
    words=Words("Participant", "参与人"),
    many=Words("Participants", "参与人"),
    about="A named member of staff on one customer besides the owner, for a purpose, until a day.",
    shows=("ROLE-03", "TEAM-01"),
    hands={**LED, "planner": Hand.LOOK},
    happened="starts_on",
    line=("purpose", "ends_on", "ended_at"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="users",
    erases=(),
    tab="network",
)
