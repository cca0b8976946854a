"""The end of the day: a manager's summary, and those of a team on one page (LIST-11)."""
