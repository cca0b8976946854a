"""The shape of the database: one model per file, one linear history of migrations."""
