"""Words the whole house shares: money, dates, ids, errors. Standard library only."""
