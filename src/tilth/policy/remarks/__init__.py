"""Days that a remark names in its own words, in Chinese and English: proposals for a reminder (REC-04)."""

from tilth.policy.remarks.clauses import clause
from tilth.policy.remarks.reading import Choice, Problem, Reading, read

__all__ = ["Choice", "Problem", "Reading", "clause", "read"]
