"""What may be said to customers: the rules of a bank, and one check that reads them."""

from tilth.policy.wording.check import Hit, first, hits
from tilth.policy.wording.rules import PhraseRule, Wording

__all__ = ["Hit", "PhraseRule", "Wording", "first", "hits"]
