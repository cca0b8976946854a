"""The pages of the weekly plan: the own week, and those of a team (PLAN-13)."""
