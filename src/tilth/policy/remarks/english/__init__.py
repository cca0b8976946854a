"""English words of time."""

from tilth.policy.remarks.english import dates, near, tails

__all__ = ["dates", "near", "tails"]
