"""The shape of the operational database: one model per file, one linear migration history."""
