"""How far the relationship with a customer has come: levels, criteria, scores, the emotional account."""
