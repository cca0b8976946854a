"""What stands beside a customer's tier: how far the next one is, and what would let it fall."""
