"""How often a customer agreed to be contacted: shown and agreed in the customer's file."""
