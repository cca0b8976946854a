"""How far the relationship with one customer has come: its part of the tab of growth."""
