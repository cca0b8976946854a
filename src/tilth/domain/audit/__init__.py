"""The audit read and verified: who looked at whom, whether the chain is whole, what was visible when."""
