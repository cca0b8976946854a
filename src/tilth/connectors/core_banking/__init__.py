"""The core banking systems: the one door through which a nightly feed comes in (contract §1)."""
