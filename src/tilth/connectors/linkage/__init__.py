"""Comparing all customers with each other by Splink on DuckDB: which two numbers look like one person."""
