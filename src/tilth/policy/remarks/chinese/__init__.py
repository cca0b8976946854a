"""Chinese words of time."""

from tilth.policy.remarks.chinese import dates, near, tails

__all__ = ["dates", "near", "tails"]
