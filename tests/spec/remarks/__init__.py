"""What remarks say about days: every phrase with the day it was written and what is read in it."""

from spec.remarks import chinese, english, unclear

RULES = (*chinese.RULES, *english.RULES, *unclear.RULES)
