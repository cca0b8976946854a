"""A customer's segment, and a person's word about it."""
