"""What may be said to customers: the rules of a bank, and one check that reads them."""

from tilth.policy.wording.check import Hit, first, hits
from tilth.policy.wording.rules import Category, PhraseRule, Wording

__all__ = ["Category", "Hit", "PhraseRule", "Wording", "first", "hits"]
