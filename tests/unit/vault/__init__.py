"""The key ring, sealing and indexes."""
