"""The contact gate as small tables: each is a test of gate and oracle, and docs/rules/contact_gate.md."""

from spec.contact_gate import consent, hours, standing
from spec.contact_gate.table import Rule

RULES: tuple[Rule, ...] = (*standing.RULES, *consent.RULES, *hours.RULES)
