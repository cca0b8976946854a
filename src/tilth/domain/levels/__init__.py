"""How far the relationship with one customer has come: what it is measured by, its steps, its account."""
