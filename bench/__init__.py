"""Benchmarks: the night by hand in SQL beside the engine, and how fast everything is."""
