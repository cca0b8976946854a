"""How a customer is reached, as people were told it: beside what the core system says."""
