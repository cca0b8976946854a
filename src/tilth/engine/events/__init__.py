"""The event kinds by family; each function returns rows of `events.rows.COLUMNS`."""
