"""The API for programs: the same queries, operations and permissions as the pages, as JSON (F6, F8)."""
