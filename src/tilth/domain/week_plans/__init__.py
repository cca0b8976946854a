"""The plan of a week: proposed, sent, and held against what was done (PLAN-13)."""
