"""Personal values in clear: one field, one customer, one reason, one audit entry."""
