"""What a night publishes: rows that nobody edits, each carrying the generation it belongs to.

Every table is partitioned by generation: a night is loaded aside, attached whole, and dropped whole.
"""
