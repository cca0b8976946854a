"""The nightly columnar run: staging, marts, checks, as Ibis expressions."""
