"""The subjects: every kind of record that people make about a customer, declared once each.

A subject's own file says what the bank decided about it, without Django: to be read and signed by
compliance. Its columns are in `data/models`, what people do in `domain`, all under the same word. What is
derived from a declaration stands in `docs/subjects`, and `tilth subject NAME` tells where.
"""

from tilth.policy.subjects.gift import GIFT
from tilth.policy.subjects.kit import Subject
from tilth.policy.subjects.memo import MEMO

SUBJECTS: tuple[Subject, ...] = (GIFT, MEMO)
"""All of them; whatever every subject owes is a loop over these."""
BY_NAME = {one.name: one for one in SUBJECTS}

__all__ = ["BY_NAME", "SUBJECTS", "Subject"]
