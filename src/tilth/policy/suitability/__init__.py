"""Suitability: what an assessment is worth on a day, and whether a product may be spoken of (GOV-05)."""

from tilth.policy.suitability.assessed import GRADES, LEAST, LEVELS, State, Suitability, newer, of

__all__ = ["GRADES", "LEAST", "LEVELS", "State", "Suitability", "newer", "of"]
