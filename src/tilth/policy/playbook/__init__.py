"""The playbook: `default()`, `load(path)`, `in_force(folder, day)` and the types they return."""

from tilth.policy.playbook.contact import Cap, ContactRules
from tilth.policy.playbook.loading import all_in, default, default_text, in_force, load, parse
from tilth.policy.playbook.model import Band, CallList, Lifecycle, Playbook, Tiers, Windows
from tilth.policy.playbook.prototypes import Point, Prototype, Prototypes, Trait
from tilth.policy.playbook.segments import Scheme, Segment, Segments, Text
from tilth.policy.playbook.signal import Signal
from tilth.policy.playbook.signals import Signals

__all__ = [
    "Band",
    "CallList",
    "Cap",
    "ContactRules",
    "Lifecycle",
    "Playbook",
    "Point",
    "Prototype",
    "Prototypes",
    "Scheme",
    "Segment",
    "Segments",
    "Signal",
    "Signals",
    "Text",
    "Tiers",
    "Trait",
    "Windows",
    "all_in",
    "default",
    "default_text",
    "in_force",
    "load",
    "parse",
]
