"""People besides the owner who take part in one customer."""
