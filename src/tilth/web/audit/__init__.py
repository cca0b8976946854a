"""Who looked at whom: the pages of compliance and of the audit administrator."""
