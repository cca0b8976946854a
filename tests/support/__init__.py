"""What tests share: a real PostgreSQL, and rows to put into it."""
