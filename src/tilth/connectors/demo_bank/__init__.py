"""The demo bank: a believable, fictional Chinese bank, made from a seed; equal arguments give equal bytes.

Nothing in it is real: names are combinations by chance, identity numbers, telephones and addresses come from
ranges that can belong to nobody (`people.identity`), companies, products and other banks are made up.
"""

from tilth.connectors.demo_bank.generate import TRUTH, Written, generate
from tilth.connectors.demo_bank.plan import DEFAULT_UNTIL, Plan

__all__ = ["DEFAULT_UNTIL", "TRUTH", "Plan", "Written", "generate"]
