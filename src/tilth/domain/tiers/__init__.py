"""How far a customer is from another tier."""
