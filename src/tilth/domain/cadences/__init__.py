"""How often a customer agreed to be contacted."""
