"""A customer's rules of contact: consents, wishes, stops, suitable times."""
